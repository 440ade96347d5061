import { forEachChild, parse } from 'unbash';
import type { Function as FunctionNode, ParsedScript, Statement, SyntaxNode } from 'unbash';
import type { Sink, Unit } from '../../../../core/types.js';
import { createCollector } from '../collect.js';
import type { Collector } from '../collect.js';
import { programName } from '../parameters.js';
import { groupWords } from '../words.js';
import type { CommandSink, Word } from '../words.js';
import { createEnvironment } from '../environment.js';
import type { Environment, Value } from '../environment.js';
import { exposeHeredocEnds } from './heredocs.js';
import type { Resolver } from '../segments.js';
import { walkBody, walkStatements } from './walk.js';

/** An assignment of a script, with what it comes to. */
export interface Assigned {
  readonly name: string;
  readonly words: readonly Word[];
  readonly unit: Unit | undefined;
}

/** What a script is where it is more than a list of commands. */
export interface ScriptOptions {
  /** Reads an assignment that has a meaning of its own, as in a package's recipe; false if it has none. */
  readonly assigned?: (assignment: Assigned, out: CommandSink) => boolean;
}

/** A script while it is read. */
export interface Script extends Resolver, ScriptOptions {
  readonly out: Collector;
  /** False where the nesting is too deep to go on. */
  descend(): boolean;
  ascend(): void;
  /** The end of the last here-document that begins in a statement. */
  heredocEnd(statement: Statement): number;
  /** Puts a function off until its calls and the variables around it are known. */
  define(node: FunctionNode): void;
  /** Remembers the call of a function of the script; false if it is none. */
  call(words: readonly Word[]): boolean;
}

const MAX_DEPTH = 200;
const MAX_WORDS = 50_000;
const MAX_CALLS = 200;

/**
 * Reads a shell script (https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html and Bash's
 * additions): every command in it, with the variables, loops and functions of the script followed.
 */
export function readScript(source: string, sink: Sink, options: ScriptOptions = {}): void {
  const text = exposeHeredocEnds(joinLines(source));
  const tree = parse(text);
  const out = createCollector(sink);
  const heredocs = heredocEnds(tree);
  const functions = new Map<string, FunctionNode[]>();
  const calls = new Map<string, (readonly Word[])[]>();
  const everything = new Map<string, Value[]>();
  let depth = 0;
  let spent = 0;

  const remember = (env: Environment): Environment => ({
    ...env,
    set: (name, value) => {
      const values = everything.get(name) ?? [];
      if (values.length < MAX_CALLS) values.push(value);
      everything.set(name, values);
      env.set(name, value);
    },
  });
  const script: Script = {
    ...options,
    text,
    env: remember(createEnvironment(() => undefined)),
    out,
    via: out.via,
    spend: (count) => (spent += count) <= MAX_WORDS,
    descend: () => depth < MAX_DEPTH && ++depth > 0,
    ascend: () => {
      depth--;
    },
    heredocEnd: ({ pos, end }) => lastWithin(heredocs, pos, end),
    define: (node) => {
      const name = node.name.value.toLowerCase();
      functions.set(name, [...(functions.get(name) ?? []), node]);
    },
    call: (words) => {
      const [program, ...args] = words;
      const name = programName(program?.text ?? '');
      if (!functions.has(name)) return false;
      const list = calls.get(name) ?? [];
      if (list.length < MAX_CALLS) list.push(args);
      calls.set(name, list);
      return true;
    },
  };
  const names = functionNames(tree);
  for (const name of names) functions.set(name, []);
  walkStatements(script, tree.commands, {}, false);
  readFunctions(script, functions, calls, (name) => everything.get(name), remember);
  for (const error of tree.errors ?? []) {
    sink.problem([Math.min(error.pos, text.length), Math.min(error.pos + 1, text.length)], error.message);
  }
  out.flush();
}

/** Bodies are read from the last to the first, because helpers stand before what calls them. */
function readFunctions(
  script: Script,
  functions: ReadonlyMap<string, readonly FunctionNode[]>,
  calls: ReadonlyMap<string, readonly (readonly Word[])[]>,
  around: (name: string) => readonly Value[] | undefined,
  remember: (env: Environment) => Environment,
): void {
  const done = new Set<FunctionNode>();
  for (let round = 0; round < 3; round++) {
    const nodes = [...functions].flatMap(([name, list]) => list.map((node) => ({ name, node })));
    for (const { name, node } of nodes.sort((a, b) => b.node.pos - a.node.pos)) {
      if (done.has(node)) continue;
      done.add(node);
      const args = calls.get(name) ?? [];
      const env = remember(createEnvironment((wanted) => positional(wanted, args) ?? around(wanted)));
      walkBody({ ...script, env }, node.body);
    }
  }
}

/** What the words of the calls put into `$1`, `$2`, `$@`. */
function positional(name: string, calls: readonly (readonly Word[])[]): Value[] | undefined {
  if (!/^(?:\d|[@*])$/.test(name)) return undefined;
  const at = Number(name);
  const values = calls.map((args): Value => {
    const words = Number.isNaN(at) ? args : (groupWords(args)[at - 1] ?? []);
    return { words: words.map((word) => ({ ...word, argument: undefined })), list: true };
  });
  const known = values.filter(({ words }) => words.length > 0);
  return known.length > 0 ? known : undefined;
}

/**
 * The text with line breaks as the shell knows them; a continued line keeps its backslash right before them.
 */
function joinLines(source: string): string {
  return source
    .replace(/\\\r\n/g, ' \\\n')
    .replace(/\r\n/g, '\n\n')
    .replace(/^\uFEFF/, ' ');
}

function functionNames(tree: ParsedScript): Set<string> {
  const names = new Set<string>();
  const visit = (node: SyntaxNode, depth: number): void => {
    if (depth > MAX_DEPTH || node.type === 'Word') return;
    if (node.type === 'Function') names.add(node.name.value.toLowerCase());
    forEachChild(node, (child) => {
      visit(child, depth + 1);
    });
  };
  visit(tree, 0);
  return names;
}

function heredocEnds(tree: ParsedScript): readonly (readonly [start: number, end: number])[] {
  const ends: [number, number][] = [];
  const visit = (node: SyntaxNode, depth: number): void => {
    if (depth > MAX_DEPTH || node.type === 'Word') return;
    if (node.type === 'HereDoc') ends.push([node.pos, node.closing?.end ?? node.body.end]);
    forEachChild(node, (child) => {
      visit(child, depth + 1);
    });
  };
  visit(tree, 0);
  return ends.sort((a, b) => a[0] - b[0]);
}

function lastWithin(ends: readonly (readonly [number, number])[], start: number, end: number): number {
  let low = 0;
  let high = ends.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ends[middle]?.[0] ?? 0) < end) low = middle + 1;
    else high = middle;
  }
  const last = ends[low - 1];
  return last && last[0] >= start ? last[1] : -1;
}
