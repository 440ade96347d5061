import { forEachChild, parse } from 'unbash';
import type { Function as FunctionNode, ParsedScript, Statement, SyntaxNode } from 'unbash';
import { withoutDeepLines } from '../../../../core/text/depth.js';
import type { Brackets } from '../../../../core/text/depth.js';
import type { Sink, Span, Unit } from '../../../../core/types.js';
import { createCollector } from '../collect.js';
import type { Collector } from '../collect.js';
import { programName } from '../parameters.js';
import { groupWords } from '../words.js';
import type { CommandSink, Word } from '../words.js';
import type { Value } from '../environment.js';
import { createFunctions, createNesting, readBodies } from '../functions.js';
import type { FunctionCall, Functions, Nesting } from '../functions.js';
import { exposeHeredocEnds } from './heredocs.js';
import { createResolver } from '../segments.js';
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
export interface Script extends Resolver, ScriptOptions, Nesting {
  readonly out: Collector;
  /** The end of the last here-document that begins in a statement. */
  heredocEnd(statement: Statement): number;
  /** Puts a function off until its calls and the variables around it are known. */
  define(node: FunctionNode): void;
  /** Remembers the call of a function of the script; false if it is none. */
  call(words: readonly Word[], unit?: Unit): boolean;
  /** `shift` on the straight way through a function: `$1` is what `$2` was. */
  shift(count: number): void;
}

const MAX_DEPTH = 200;

/** In what nests of these the parser looks for the end of each anew. */
const EXPANSIONS: Brackets = { pattern: /([$<>]\(|\$\{)|[)}]/g, acrossLines: true };

/** What the parser says of a construct that it does not go into. */
const TOO_DEEP = 'nesting depth exceeded';

/**
 * Reads a shell script (https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html and Bash's
 * additions): every command in it, with the variables, loops and functions of the script followed.
 */
export function readScript(source: string, sink: Sink, options: ScriptOptions = {}): void {
  const joined = joinLines(source);
  const shallow = withoutDeepLines(joined, EXPANSIONS);
  for (const span of shallow?.lines ?? []) sink.skip(span, 'too-deep');
  const text = exposeHeredocEnds(shallow?.text ?? joined);
  const tree = parse(text);
  const out = createCollector(sink);
  const heredocs = heredocEnds(tree);
  const functions = createFunctions<FunctionNode>();
  const script: Script = {
    ...options,
    ...createNesting(MAX_DEPTH, sink),
    ...createResolver(
      text,
      out.via,
      functions.environment(() => undefined),
    ),
    out,
    heredocEnd: ({ pos, end }) => lastWithin(heredocs, pos, end),
    define: (node) => {
      functions.define(node.name.value.toLowerCase(), node);
    },
    call: (words, unit) => functions.call(programName(words[0]?.text ?? ''), words.slice(1), unit),
    shift: () => undefined,
  };
  for (const name of functionNames(tree)) functions.declare(name);
  walkStatements(script, tree.commands, {}, false);
  readBodies(
    functions,
    ({ pos, end }) => [pos, end],
    (definition, calls) => {
      readBody(script, functions, definition, calls);
    },
  );
  for (const error of tree.errors ?? []) {
    const span: Span = [Math.min(error.pos, text.length), Math.min(error.pos + 1, text.length)];
    if (error.message.endsWith(TOO_DEEP)) sink.skip(span, 'too-deep');
    else sink.problem(span, error.message);
  }
  out.flush();
}

/** Reads the body of a function with the words of some of its calls. */
function readBody(
  script: Script,
  functions: Functions<FunctionNode>,
  { body }: FunctionNode,
  calls: readonly FunctionCall[],
): void {
  let shifted = 0;
  const env = functions.environment(
    (wanted) => positional(wanted, calls, shifted) ?? functions.anywhere(wanted),
  );
  const shift = (count: number): void => {
    shifted += count;
  };
  walkBody({ ...script, env, shift }, body);
}

/** What the words of the calls put into `$1`, `$2`, `$@` once the first of them are shifted away. */
function positional(name: string, calls: readonly FunctionCall[], shifted: number): Value[] | undefined {
  if (!/^(?:[1-9]|[@*])$/.test(name)) return undefined;
  const at = Number(name);
  const all = Number.isNaN(at);
  const values = calls.map(({ args, unit }): Value => {
    const groups = groupWords(args).slice(shifted);
    const given = all ? groups.flat() : (groups[at - 1] ?? []);
    const words = given.map((word): Word => {
      const item = word.item ?? (all && groups.length > 1 ? argumentUnit(args, word) : unit);
      return { ...word, argument: undefined, item, given: true, ...(all ? { passed: { word, unit } } : {}) };
    });
    return { words, list: all || words.length > 1 };
  });
  const known = values.filter(({ words }) => words.length > 0);
  return known.length > 0 ? known : undefined;
}

/** One of several arguments of a call, which goes with the blank before it. */
function argumentUnit(args: readonly Word[], word: Word): Unit {
  const span = word.argument ?? word.span;
  const before = args[args.indexOf(word) - 1];
  const start = before ? (before.argument ?? before.span)[1] : span[0];
  return { span, what: 'argument', remove: [{ span: [Math.min(start, span[0]), span[1]], text: '' }] };
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
