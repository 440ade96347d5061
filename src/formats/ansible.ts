import type { Format } from '../core/types.js';
import { linkedScope, variableFiles } from './shared/ansible/files.js';
import { taskNames } from './shared/ansible/names.js';
import { looksLikeTasks, readTaskFile } from './shared/ansible/tasks.js';
import { looksLikeManifest, readManifests } from './shared/kubernetes.js';
import { parseYaml } from './shared/yaml.js';

/** Playbooks, task and handler files and role metadata: https://docs.ansible.com/ansible/latest/playbook_guide/ */
export const ansible: Format = {
  id: 'ansible',
  title: 'Ansible playbook or role',
  reads: 'tasks by module and state, loops, variables of the role and inventory, roles, scripts',
  files: [
    '**/roles/*/{tasks,handlers,meta}/**/*.{yml,yaml}',
    '**/{tasks,handlers}/main.{yml,yaml}',
    '**/{site,playbook,playbook-*,playbook_*}.{yml,yaml}',
  ],
  candidates: ['**/*.{yml,yaml}'],
  languageIds: ['ansible'],
  looksLike: looksLikeTasks,
  comment: { line: '#' },
  links: variableFiles,
  names: taskNames,
  extract(document, sink) {
    // Pipelines keep their tasks in folders of the same names.
    if (looksLikeManifest(document.text)) {
      readManifests(document, sink);
      return;
    }
    const scope = linkedScope(document);
    for (const { root } of parseYaml(document, sink)) readTaskFile(root, scope, sink);
  },
};
