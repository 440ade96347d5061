import type { Document, Span, Unit } from '../../../core/types.js';
import { entries, items, itemUnit, parseYaml, scalar } from '../yaml.js';
import type { YamlNode } from '../yaml.js';

/** Where a variable's value is written; `path` where that is another file. */
export interface Variable {
  readonly node: YamlNode;
  readonly path?: string;
}

export type Variables = ReadonlyMap<string, Variable>;

/** A text that a task ends up with, where it is written, and the places that name it through a variable. */
export interface Value {
  readonly text: string;
  readonly span: Span;
  readonly path?: string;
  readonly uses?: readonly Span[];
  /** The list item that it is, where a list has more of them. */
  readonly unit?: Unit;
  /** Named by a variable that has no value here. */
  readonly unresolved?: boolean;
}

const WHOLE = /^\{\{-?\s*([\w.]+)\s*(?:\|[^{}]*)?-?\}\}$/;
const PART = /\{\{-?\s*([\w.]+)\s*-?\}\}/g;
const MAX_DEPTH = 6;

/**
 * The texts that a node stands for: a scalar, a list of them, or a variable that leads to either.
 * @param item What to call an item of a list as a unit.
 */
export function valuesOf(node: YamlNode | undefined, variables: Variables, item: string): Value[] {
  return resolve(node, variables, item, undefined, [], 0);
}

function resolve(
  node: YamlNode | undefined,
  variables: Variables,
  item: string,
  path: string | undefined,
  uses: readonly Span[],
  depth: number,
): Value[] {
  if (depth > MAX_DEPTH) return [];
  if (node?.kind === 'seq') {
    const list = items(node);
    return list.flatMap((each) => {
      const values = resolve(each.value, variables, item, path, uses, depth + 1);
      if (list.length < 2 || path !== undefined) return values;
      const unit = itemUnit(item, each);
      return values.map((value) => (value.path === undefined && !value.unit ? { ...value, unit } : value));
    });
  }
  const read = scalar(node);
  if (!read) return [];
  const here = {
    span: read.span,
    ...(path === undefined ? {} : { path }),
    ...(uses.length > 0 ? { uses } : {}),
  };
  const name = WHOLE.exec(read.text.trim())?.[1];
  if (name === undefined) return [{ text: substitute(read.text, variables), ...here }];
  const known = variables.get(name);
  if (known) {
    const through = path === undefined ? [...uses, read.span] : uses;
    return resolve(known.node, variables, item, known.path ?? path, through, depth + 1);
  }
  const fallback = /\|\s*default\(\s*(['"])([^'"]+)\1/.exec(read.text);
  if (!fallback?.[2]) return [{ text: read.text, ...here, unresolved: true }];
  const start = read.span[0] + read.text.indexOf(fallback[2], fallback.index);
  return [{ ...here, text: fallback[2], span: [start, start + fallback[2].length] }];
}

/** Variables with one known text put in their places; the others stay as they are written. */
function substitute(text: string, variables: Variables): string {
  return text.replace(PART, (whole, name: string) => scalar(variables.get(name)?.node)?.text ?? whole);
}

/** Adds a mapping's members as variables, nested ones under their dotted names too. */
export function addVariables(into: Map<string, Variable>, node: YamlNode | undefined, path?: string): void {
  for (const { key, value } of entries(node)) {
    if (!value) continue;
    into.set(key, { node: value, ...(path === undefined ? {} : { path }) });
    for (const inner of entries(value)) {
      if (inner.value)
        into.set(`${key}.${inner.key}`, { node: inner.value, ...(path === undefined ? {} : { path }) });
    }
  }
}

/**
 * The files that may set a task file's variables, the weaker first: the role's defaults, the inventory's group
 * variables, the role's variables
 * (https://docs.ansible.com/ansible/latest/playbook_guide/playbooks_variables.html#understanding-variable-precedence).
 */
export function variableFiles(path: string): string[] {
  const role = /^(.*?)(?:tasks|handlers|meta)\/[^/]*$/.exec(path)?.[1];
  const base =
    role === undefined ? path.slice(0, path.lastIndexOf('/') + 1) : role.replace(/roles\/[^/]+\/$/, '');
  const roleFiles = role === undefined ? [] : [`${role}defaults/main.yml`, `${role}defaults/main.yaml`];
  const roleVars =
    role === undefined ? [`${base}vars.yml`] : [`${role}vars/main.yml`, `${role}vars/main.yaml`];
  const groups = [
    'group_vars/all.yml',
    'group_vars/all.yaml',
    'group_vars/all/main.yml',
    'group_vars/all/vars.yml',
  ];
  return [...roleFiles, ...groups.map((name) => `${base}${name}`), ...roleVars].filter(
    (each) => each !== path,
  );
}

/** Reads what `variableFiles` names and the host has. */
export function linkedVariables(document: Document): Map<string, Variable> {
  const variables = new Map<string, Variable>();
  for (const path of variableFiles(document.path)) {
    const text = document.read?.(path);
    if (text === undefined) continue;
    for (const { root } of parseYaml({ text }, { problem: () => undefined }, { template: true })) {
      addVariables(variables, root, path);
    }
  }
  return variables;
}
