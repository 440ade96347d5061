import type { Sink, Span, Unit } from '../../../core/types.js';
import { createEnvironment } from './environment.js';
import type { Environment, Value } from './environment.js';
import type { Word } from './words.js';

/** The functions of a script, which are read after all else: then their calls are known, and what is around them. */
export interface Functions<Definition> {
  /** Says that there is a function of this name, so that what calls it before its definition counts. */
  declare(name: string): void;
  define(name: string, definition: Definition): void;
  /** Remembers a call; false if no function has the name. */
  call(name: string, args: readonly Word[], unit?: Unit): boolean;
  callsOf(name: string): readonly FunctionCall[];
  /** Every definition in the order of its name's first, with that name. */
  all(): readonly { readonly name: string; readonly definition: Definition }[];
  /** Variables that remember for {@link Functions.anywhere} whatever is set in them. */
  environment(fallback: (name: string) => readonly Value[] | undefined): Environment;
  /** What a variable held anywhere in the script. */
  anywhere(name: string): readonly Value[] | undefined;
}

/** One call of a function. */
export interface FunctionCall {
  readonly args: readonly Word[];
  /** The whole call, as it can be removed. */
  readonly unit?: Unit | undefined;
}

/** How deep the blocks of a script stand in each other. */
export interface Nesting {
  /** Goes into the block at a place; false where the nesting is too deep, and then nothing has to be left. */
  descend(at: Span | undefined): boolean;
  ascend(): void;
}

const MAX_CALLS = 200;

/** Functions of one script; names are compared as they are given. */
export function createFunctions<Definition>(): Functions<Definition> {
  const definitions = new Map<string, Definition[]>();
  const calls = new Map<string, FunctionCall[]>();
  const places = new Map<string, Set<string>>();
  const everything = new Map<string, Value[]>();
  return {
    declare: (name) => {
      if (!definitions.has(name)) definitions.set(name, []);
    },
    define: (name, definition) => {
      add(definitions, name, definition, Number.POSITIVE_INFINITY);
    },
    call: (name, args, unit) => {
      if (!definitions.has(name)) return false;
      const place = args.map(({ span, argument = span, text }) => `${argument[0]}:${span[0]}:${text}`).join();
      const known = places.get(name) ?? new Set();
      places.set(name, known);
      if (!known.has(place)) add(calls, name, { args, unit }, MAX_CALLS);
      known.add(place);
      return true;
    },
    callsOf: (name) => calls.get(name) ?? [],
    all: () => [...definitions].flatMap(([name, list]) => list.map((definition) => ({ name, definition }))),
    environment: (fallback) => {
      const env = createEnvironment(fallback);
      return {
        ...env,
        set: (name, value) => {
          add(everything, name, value, MAX_CALLS);
          env.set(name, value);
        },
      };
    },
    anywhere: (name) => everything.get(name),
  };
}

/** The nesting of one script; the first block that stands too deep is said to be skipped. */
export function createNesting(maxDepth: number, sink: Pick<Sink, 'skip'>): Nesting {
  let depth = 0;
  let told = false;
  return {
    descend: (at) => {
      if (depth < maxDepth) return ++depth > 0;
      if (at && !told) sink.skip(at, 'too-deep');
      told ||= at !== undefined;
      return false;
    },
    ascend: () => {
      depth--;
    },
  };
}

function add<T>(lists: Map<string, T[]>, name: string, value: T, limit: number): void {
  const list = lists.get(name);
  if (!list) lists.set(name, [value]);
  else if (list.length < limit) list.push(value);
}
