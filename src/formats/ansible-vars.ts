import type { Document, Format, Sink } from '../core/types.js';
import { linkedTasks, taskFiles } from './shared/ansible/files.js';
import { placeSink } from './shared/ansible/places.js';
import { addDefinitions } from './shared/ansible/scope.js';
import type { Variable } from './shared/ansible/scope.js';
import { intentOfName, readSettings } from './shared/ansible/settings.js';
import { readTaskFile } from './shared/ansible/tasks.js';
import { parseYaml } from './shared/yaml.js';
import type { YamlNode } from './shared/yaml.js';

/** Names of variables have no dashes, and mostly several words. */
const VARIABLE = /^\uFEFF?[a-z]\w*_\w+:(?:\s|$)/m;
const OTHER = /^\uFEFF?(?:- |apiVersion:|variables:|parameters:|services:|jobs:|stages:|resources:)/m;

/** Variables of roles, groups and hosts: https://docs.ansible.com/ansible/latest/playbook_guide/playbooks_variables.html */
export const ansibleVars: Format = {
  id: 'ansible-vars',
  title: 'Ansible variables',
  reads:
    'packages, services, images, URLs, installers and settings in variables, and what the role does with them',
  files: [
    '**/roles/*/{defaults,vars}/**/*.{yml,yaml}',
    '**/{defaults,vars}/main.{yml,yaml}',
    '**/{group_vars,host_vars}/**',
  ],
  candidates: ['**/{vars,defaults}/**/*.{yml,yaml}', '**/*{vars,variables}.{yml,yaml}'],
  looksLike: (text) => VARIABLE.test(text) && !OTHER.test(text),
  comment: { line: '#' },
  links: ({ path }) => taskFiles(path),
  extract(document, sink) {
    const places = placeSink(sink);
    for (const { root } of parseYaml(document, sink)) {
      if (!root) continue;
      readUses(document, root, places);
      readSettings(root, places.guesses, intentOfFolder(document.path));
    }
    places.flush();
  },
};

/** A role that is there to take things away says so in its name. */
function intentOfFolder(path: string): ReturnType<typeof intentOfName> {
  const role = /(?:^|\/)roles\/([^/]+)\//.exec(path)?.[1];
  return role === undefined ? undefined : intentOfName(role);
}

/** What the tasks of the role do with the values. */
function readUses(document: Document, root: YamlNode, sink: Sink): void {
  const variables = new Map<string, readonly Variable[]>();
  addDefinitions(variables, root, document.path);
  const uses: Sink = {
    reference: ({ path, uses, ...reference }) => {
      // The places of use lie in the task file.
      if (path === document.path && uses) sink.reference(reference);
    },
    embed: () => undefined,
    skip: () => undefined,
    problem: () => undefined,
  };
  for (const tasks of linkedTasks(document)) readTaskFile(tasks, variables, uses);
}
