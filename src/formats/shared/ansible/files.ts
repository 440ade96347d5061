import type { Document } from '../../../core/types.js';
import { parseYaml, walkPairs } from '../yaml.js';
import type { YamlNode } from '../yaml.js';
import { scalar, items } from '../yaml.js';
import { addDefinitions } from './scope.js';
import type { Scope, Variable } from './scope.js';

const FAMILIES = ['Debian', 'RedHat', 'Ubuntu', 'CentOS', 'Suse', 'Windows', 'Linux', 'Darwin'];
/** Names of task files beside `main.yml`, which is what they are most often included from. */
const TASK_FILES = [
  ...[
    'main',
    'install',
    'uninstall',
    'remove',
    'absent',
    'cleanup',
    'setup',
    'configure',
    'config',
    'download',
  ],
  ...['packages', 'prepare', 'deploy', 'service', 'linux', 'windows', 'debian', 'redhat', 'Debian', 'RedHat'],
];

/** The folder of the role that a file of it lies in, with its slash. */
function roleOf(path: string): string | undefined {
  const [, role] = /^(.*?roles\/[^/]+\/)(?:tasks|handlers|meta|defaults|vars)\//.exec(path) ?? [];
  return role ?? /^(|.*\/)(?:tasks|handlers|meta|defaults|vars)\/[^/]+$/.exec(path)?.[1];
}

/**
 * The files that may set a task file's variables, the weaker first: the role's defaults, the inventory's group
 * variables, the role's variables, then what the file itself names
 * (https://docs.ansible.com/ansible/latest/playbook_guide/playbooks_variables.html#understanding-variable-precedence).
 */
export function variableFiles({ path, text }: Pick<Document, 'path' | 'text'>): string[] {
  const role = roleOf(path);
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const base = role?.replace(/roles\/[^/]+\/$/, '') ?? folder;
  const up = base.replace(/[^/]+\/$/, '');
  const names = ['all.yml', 'all.yaml', 'all/main.yml', 'all/vars.yml', 'all/all.yml', 'all/common.yml'];
  const groups = [...new Set([base, up, `${base}inventory/`, `${base}inventories/`])].flatMap((at) =>
    names.map((name) => `${at}group_vars/${name}`),
  );
  const own =
    role === undefined
      ? [`${folder}vars.yml`, `${folder}vars/main.yml`, `${folder}vars/vars.yml`]
      : [
          ...['main', ...FAMILIES].map((name) => `${role}vars/${name}.yml`),
          `${role}vars/main.yaml`,
          ...FAMILIES.map((name) => `${role}vars/${name.toLowerCase()}.yml`),
        ];
  const defaults = role === undefined ? [] : [`${role}defaults/main.yml`, `${role}defaults/main.yaml`];
  const listed = namedFiles(text).flatMap((name) => {
    const at = role === undefined ? [folder] : [`${role}vars/`, role, folder];
    return at.map((each) => normalise(`${each}${name}`));
  });
  return [...new Set([...defaults, ...groups, ...own, ...listed])]
    .filter((each) => each !== path)
    .slice(0, 60);
}

const NAMED =
  /(?:include_vars|vars_files):[ \t]*(?:(?:file:[ \t]*)?["']?([\w./-]+\.ya?ml)|((?:\r?\n[ \t]*(?:-[ \t]+|file:[ \t]*)["']?[\w./-]+\.ya?ml["']?)+))/g;

/** The files that `vars_files` and `include_vars` name. */
function namedFiles(text: string): string[] {
  return [...text.matchAll(NAMED)].flatMap(([, one, several]) =>
    one === undefined ? [...(several ?? '').matchAll(/[\w./-]+\.ya?ml/g)].map(([name]) => name) : [one],
  );
}

function normalise(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

/** Reads what `variableFiles` names and the host has. */
export function linkedScope(document: Document): Scope {
  const variables = new Map<string, readonly Variable[]>();
  for (const path of variableFiles(document)) {
    const root = readRoot(document, path);
    if (root) addDefinitions(variables, root, path);
  }
  return variables;
}

function readRoot(document: Document, path: string): YamlNode | undefined {
  const text = document.read?.(path);
  return text === undefined ? undefined : parseYaml({ text })[0]?.root;
}

/** The task files of the role that a file of variables belongs to, as far as their names can be known. */
export function taskFiles(path: string): string[] {
  const role = roleOf(path);
  if (role === undefined) return [];
  return [
    ...TASK_FILES.map((name) => `${role}tasks/${name}.yml`),
    `${role}tasks/main.yaml`,
    `${role}handlers/main.yml`,
  ];
}

/** The roots of the role's task files that the host has, those included by a fixed name too. */
export function linkedTasks(document: Document): YamlNode[] {
  const roots = new Map<string, YamlNode>();
  const queue = taskFiles(document.path);
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    const root = roots.has(path) ? undefined : readRoot(document, path);
    if (!root || roots.size > 60) continue;
    roots.set(path, root);
    const folder = path.slice(0, path.lastIndexOf('/') + 1);
    for (const item of items(root)) {
      walkPairs(item.value, ({ key, value }) => {
        if (/(?:^|\.)(?:include|import)_tasks$/.test(key)) {
          const name = scalar(value)?.text ?? '';
          if (/^[\w./-]+\.ya?ml$/.test(name)) queue.push(normalise(`${folder}${name}`));
        }
        return undefined;
      });
    }
  }
  return [...roots.values()];
}
