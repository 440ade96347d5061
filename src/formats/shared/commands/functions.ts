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

/** Characters of a body that are read once for each of its calls; a longer one is read once for all of them. */
const MAX_BODIES = 100_000;

/**
 * Reads the bodies of all functions with the calls of each: from the last to the first, because helpers stand before
 * what calls them, and again where a call was found behind. A body is read for each call by itself, so that what one
 * passes is not taken together with what another does.
 * @param spanOf Where a body stands.
 */
export function readBodies<Definition>(
  functions: Functions<Definition>,
  spanOf: (definition: Definition) => Span,
  read: (definition: Definition, calls: readonly FunctionCall[]) => void,
): void {
  const done = new Map<Definition, number>();
  for (let round = 0; round < 3; round++) {
    const all = [...functions.all()].sort((a, b) => spanOf(b.definition)[0] - spanOf(a.definition)[0]);
    for (const { name, definition } of all) {
      const calls = functions.callsOf(name);
      const before = done.get(definition);
      if (before === calls.length || (before !== undefined && calls.length === 0)) continue;
      done.set(definition, calls.length);
      const [start, end] = spanOf(definition);
      const apart = calls.length * (end - start) <= MAX_BODIES;
      const groups = apart ? calls.slice(before).map((call) => [call]) : [calls];
      for (const group of groups.length > 0 ? groups : [[]]) read(definition, group);
    }
  }
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
