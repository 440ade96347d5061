import type { Word } from './words.js';

/** What a variable may hold: one text, or a list. */
export interface Value {
  readonly words: readonly Word[];
  readonly list: boolean;
}

/** The variables of a script as far as they are known at the place that is read. */
export interface Environment {
  get(name: string): readonly Value[] | undefined;
  set(name: string, value: Value): void;
  append(name: string, value: Value): void;
  /** Runs each branch on the variables of before, and then counts with what any of them left. */
  branch(branches: readonly (() => void)[], exhaustive: boolean): void;
}

const MAX_VALUES = 64;

/**
 * Variables by name; where one is not set before its use, as in a function, the fallback says what may be in it.
 */
export function createEnvironment(fallback: (name: string) => readonly Value[] | undefined): Environment {
  const known = new Map<string, readonly Value[]>();
  let log: Map<string, readonly Value[] | undefined> | undefined;
  const write = (name: string, values: readonly Value[]): void => {
    if (log && !log.has(name)) log.set(name, known.get(name));
    known.set(name, values);
  };
  const restore = (name: string, values: readonly Value[] | undefined): void => {
    if (values) known.set(name, values);
    else known.delete(name);
  };
  const get = (name: string): readonly Value[] | undefined => known.get(name) ?? fallback(name);
  return {
    get,
    set: (name, value) => {
      write(name, [value]);
    },
    append: (name, value) => {
      const before = get(name) ?? [];
      if (value.list || before.some(({ list }) => list)) {
        write(name, [{ list: true, words: [...before.flatMap(({ words }) => words), ...value.words] }]);
      } else write(name, [...before, value].slice(0, MAX_VALUES));
    },
    branch: (branches, exhaustive) => {
      const outer = log;
      const left = new Map<
        string,
        { values: Value[]; count: number; before: readonly Value[] | undefined }
      >();
      for (const run of branches) {
        const changes = new Map<string, readonly Value[] | undefined>();
        log = changes;
        run();
        for (const [name, before] of changes) {
          const entry = left.get(name) ?? { values: [], count: 0, before };
          entry.values.push(...(known.get(name) ?? []).filter((value) => !entry.values.includes(value)));
          entry.count++;
          left.set(name, entry);
          restore(name, before);
        }
      }
      log = outer;
      for (const [name, { values, count, before }] of left) {
        const survives = !exhaustive || count < branches.length;
        write(name, [...(survives ? (before ?? []) : []), ...values].slice(0, MAX_VALUES));
      }
    },
  };
}
