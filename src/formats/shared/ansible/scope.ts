import type { Span, Unit } from '../../../core/types.js';
import { entries, itemUnit, items, scalar } from '../yaml.js';
import type { YamlNode } from '../yaml.js';
import { templateChunks } from './jinja.js';
import type { Atom } from './jinja.js';

/** A value of a variable where it is written. */
export interface Variable {
  readonly node?: YamlNode | undefined;
  /** In place of a node: a key of a dictionary that is looped over. */
  readonly text?: { readonly text: string; readonly span: Span };
  /** In place of a node: what a loop makes up. */
  readonly members?: ReadonlyMap<string, readonly Variable[]>;
  /** The file that it is written in, when that is not the scanned one. */
  readonly path?: string | undefined;
  /** The place in the scanned file that leads to it. */
  readonly uses?: readonly Span[] | undefined;
  /** The list item that it is, where a list has more of them. */
  readonly unit?: Unit | undefined;
}

/** What is known of each variable, the weaker definitions first. */
export type Scope = ReadonlyMap<string, readonly Variable[]>;

const MAX_DEPTH = 8;
const MAX_STEPS = 2000;
const MAX_DEFINITIONS = 64;

/** How far variables were followed for one value: variables that lead to themselves or to too much end it. */
export interface Walk {
  readonly depth: number;
  /** Shared by all branches. */
  readonly budget: { left: number };
}

/** A walk that has not begun. */
export function newWalk(): Walk {
  return { depth: 0, budget: { left: MAX_STEPS } };
}

/** One step further. */
export function deeper({ depth, budget }: Walk): Walk {
  budget.left--;
  return { depth: depth + 1, budget };
}

/** True if no further step is to be taken. */
export function isSpent({ depth, budget }: Walk): boolean {
  return depth > MAX_DEPTH || budget.left < 0;
}

/** A scope with a mapping's members as variables on top. */
export function withVariables(scope: Scope, node: YamlNode | undefined, path?: string): Scope {
  const added = entries(node);
  if (added.length === 0) return scope;
  const inner = new Map(scope);
  for (const { key, value } of added) if (value) inner.set(key, [{ node: value, path }]);
  return inner;
}

/** Adds the definitions of another file to those that are known; each of them may be the one that holds. */
export function addDefinitions(into: Map<string, readonly Variable[]>, node: YamlNode, path: string): void {
  for (const { key, value } of entries(node)) {
    const known = into.get(key) ?? [];
    if (value && known.length < MAX_DEFINITIONS) into.set(key, [...known, { node: value, path }]);
  }
}

/** The definitions that a path of names leads to. */
export function lookUp(path: Atom['path'], scope: Scope, walk = newWalk()): readonly Variable[] {
  const [first, second] = path ?? [];
  if (first === undefined || isSpent(walk)) return [];
  const direct = first === 'vars' && second !== undefined && !scope.has('vars');
  const names = (direct ? path?.slice(2) : path?.slice(1)) ?? [];
  let found = scope.get(direct ? second : first) ?? [];
  for (const name of names) {
    found = found
      .flatMap((variable) => memberOf(variable, name, scope, deeper(walk)))
      .slice(0, MAX_DEFINITIONS);
  }
  return found;
}

function memberOf(variable: Variable, name: string | undefined, scope: Scope, walk: Walk): Variable[] {
  return follow(variable, scope, walk).flatMap((each) => {
    const { node, members, path, uses } = each;
    if (members) return [...(name === undefined ? members.values() : [members.get(name) ?? []])].flat();
    if (name === '*pairs') return pairsOf(each);
    const nodes =
      node?.kind === 'map'
        ? entries(node).filter(({ key }) => name === undefined || key === name)
        : items(node).filter((_, index) => name === undefined || String(index) === name);
    return nodes.map(({ value }) => ({ node: value, path, uses }));
  });
}

function pairsOf({ node, path, uses }: Variable): Variable[] {
  return entries(node).map(({ key, keySpan, value }) => ({
    members: new Map<string, Variable[]>([
      ['key', [{ text: { text: key, span: keySpan }, path, uses }]],
      ['value', [{ node: value, path, uses }]],
    ]),
  }));
}

/** What a value that is nothing but an expression stands for; any other value is itself. */
export function follow(variable: Variable, scope: Scope, walk = newWalk()): readonly Variable[] {
  const { node, path } = variable;
  const read = isSpent(walk) ? undefined : scalar(node);
  if (!read) return [variable];
  const chunks = templateChunks(read.text.trim());
  const [only] = chunks;
  if (chunks.length !== 1 || !only?.atoms) return [variable];
  const uses = variable.uses ?? (path === undefined ? [read.span] : undefined);
  const found = only.atoms.flatMap((atom) =>
    lookUp(atom.path, scope, deeper(walk)).flatMap((each) =>
      follow({ ...each, uses: each.uses ?? uses }, scope, deeper(walk)),
    ),
  );
  return found.length > 0 ? found.slice(0, MAX_DEFINITIONS) : [variable];
}

/** The items that a loop goes through, each a variable. */
export function loopItems(node: YamlNode | undefined, scope: Scope, walk = newWalk()): Variable[] {
  return itemsOf({ node }, scope, walk);
}

function itemsOf(variable: Variable, scope: Scope, walk: Walk): Variable[] {
  if (isSpent(walk)) return [];
  return follow(variable, scope, walk).flatMap((each): Variable[] => {
    const { node, path, uses } = each;
    if (node?.kind !== 'seq') return [each];
    const several = node.items.length > 1 && path === undefined;
    return node.items.flatMap((item) => {
      const unit = several ? itemUnit('list item', item) : each.unit;
      return itemsOf({ node: item.value, path, uses, unit }, scope, deeper(walk));
    });
  });
}

/** A dictionary's pairs as the items of a loop. */
export function loopPairs(node: YamlNode | undefined, scope: Scope): Variable[] {
  return follow({ node }, scope).flatMap(pairsOf);
}

/** The items of several lists side by side, as `item.0`, `item.1` and so on. */
export function loopLists(node: YamlNode | undefined, scope: Scope): Variable[] {
  const lists = items(node).map((item, index) => [String(index), loopItems(item.value, scope)] as const);
  return [{ members: new Map(lists) }];
}
