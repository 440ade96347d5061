import type { Format } from '../core/types.js';
import { linkedVariables, variableFiles } from './shared/ansible/values.js';
import { looksLikeTasks, readRoles, readTasks } from './shared/ansible/tasks.js';
import { distinctSink } from './shared/yaml-emit.js';
import { get, parseYaml } from './shared/yaml.js';

/** Playbooks, task and handler files and role metadata: https://docs.ansible.com/ansible/latest/playbook_guide/ */
export const ansible: Format = {
  id: 'ansible',
  title: 'Ansible playbook or role',
  reads: 'tasks by module and state, loops, variables of the role and inventory, roles, scripts',
  files: [
    '**/roles/*/{tasks,handlers,meta}/**/*.{yml,yaml}',
    '**/{tasks,handlers}/*.{yml,yaml}',
    '**/playbooks/**/*.{yml,yaml}',
    '**/{site,playbook,playbook-*,playbook_*}.{yml,yaml}',
  ],
  candidates: ['**/*.{yml,yaml}'],
  languageIds: ['ansible'],
  looksLike: looksLikeTasks,
  comment: { line: '#' },
  links: ({ path }) => variableFiles(path),
  extract(document, sink) {
    const variables = linkedVariables(document);
    const distinct = distinctSink(sink);
    for (const { root } of parseYaml(document, sink)) {
      if (root?.kind === 'map') readRoles(get(root, 'dependencies') ?? get(root, 'roles'), distinct);
      else readTasks(root, variables, distinct);
    }
  },
};
