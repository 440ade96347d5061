import type { PuppetParameter, PuppetStatement, PuppetValue } from './model.js';

/** What a variable stands for, and the scope in which that is to be read. */
export interface PuppetBinding {
  readonly value: PuppetValue;
  readonly scope: PuppetScope;
}

/** The variables that a place sees. Conditions are not evaluated: what any branch sets may be the value. */
export interface PuppetScope {
  /** What a variable may stand for; none where it is set in another file or at run time. */
  lookup(name: string): readonly PuppetBinding[];
}

/** The scopes of a manifest. */
export interface PuppetScopes {
  readonly root: PuppetScope;
  /** The scope of a class, a defined type or a lambda; undefined for statements that have none of their own. */
  of(statement: PuppetStatement): PuppetScope | undefined;
}

interface Draft extends PuppetScope {
  readonly names: Map<string, PuppetBinding[]>;
}

const MAX_PARENTS = 30;

/**
 * Gathers the variables of a manifest (https://www.puppet.com/docs/puppet/8/lang_scope): assignments, defaults of
 * parameters, and what lambdas are given, by class.
 */
export function readScopes(statements: readonly PuppetStatement[]): PuppetScopes {
  const classes = new Map<string, Draft>();
  const own = new Map<PuppetStatement, Draft>();

  const create = (parent: Draft | undefined, inherits?: string): Draft => {
    const names = new Map<string, PuppetBinding[]>();
    const find = (name: string): readonly PuppetBinding[] | undefined =>
      names.get(name) ??
      (inherits === undefined ? undefined : classes.get(inherits)?.names.get(name)) ??
      parent?.lookup(name);
    return {
      names,
      lookup: (written) => {
        const name = written.replace(/^::/, '');
        const cut = name.lastIndexOf('::');
        if (cut < 0) return find(name) ?? [];
        return classes.get(name.slice(0, cut))?.names.get(name.slice(cut + 2)) ?? [];
      },
    };
  };
  const bind = (scope: Draft, name: string, binding: PuppetBinding): void => {
    const key = name.replace(/^::/, '');
    scope.names.set(key, [...(scope.names.get(key) ?? []), binding].slice(0, MAX_BINDINGS));
  };
  const bindDefaults = (scope: Draft, parameters: readonly PuppetParameter[]): void => {
    for (const { name, value } of parameters) if (value) bind(scope, name, { value, scope });
  };

  const read = (list: readonly PuppetStatement[], scope: Draft, depth: number): void => {
    for (const statement of list) {
      if (statement.kind === 'assignment') bind(scope, statement.name, { value: statement.value, scope });
      if (statement.kind === 'call' && statement.body.length > 0) {
        const inner = depth < MAX_PARENTS ? create(scope) : scope;
        own.set(statement, inner);
        bindDefaults(inner, statement.parameters);
        const [first, second] = statement.parameters;
        const { receiver } = statement;
        if (receiver && first && !second)
          bind(inner, first.name, { value: itemsOf(receiver, scope, 'item'), scope });
        if (receiver && first && second) {
          bind(inner, first.name, { value: itemsOf(receiver, scope, 'key'), scope });
          bind(inner, second.name, { value: itemsOf(receiver, scope, 'value'), scope });
        }
        read(statement.body, inner, depth + 1);
      }
      if (statement.kind !== 'block') continue;
      const { word, name, inherits } = statement;
      if (!/^(?:class|define|node|plan|function)$/.test(word)) {
        read(statement.body, scope, depth);
        continue;
      }
      const inner = depth < MAX_PARENTS ? create(root, inherits) : scope;
      own.set(statement, inner);
      if (name !== '') classes.set(name.replace(/^::/, ''), inner);
      bindDefaults(inner, statement.parameters);
      read(statement.body, inner, depth + 1);
    }
  };

  const root = create(undefined);
  read(statements, root, 0);
  return { root, of: (statement) => own.get(statement) };
}

const MAX_BINDINGS = 64;

/** What a lambda is given of a list or a hash, at once. */
function itemsOf(value: PuppetValue, scope: PuppetScope, part: 'item' | 'key' | 'value'): PuppetValue {
  const [bound] = value.kind === 'variable' ? scope.lookup(value.name) : [];
  const known = bound?.value ?? value;
  const { raw } = value;
  if (known.kind === 'hash') {
    const items = known.pairs.map((pair) => (part === 'key' ? pair.key : pair.value));
    return { kind: 'choice', items, raw };
  }
  // The first of two parameters is the number of an item.
  return part === 'key' ? { kind: 'other', items: [], raw } : value;
}
