import type { Sink, Span, Unit } from '../../core/types.js';
import { createCollector } from './commands/collect.js';
import type { Collector } from './commands/collect.js';
import type { Value } from './commands/environment.js';
import { createFunctions, createNesting, readBodies } from './commands/functions.js';
import type { Nesting } from './commands/functions.js';
import { cmdletName, readParameters } from './commands/parameters.js';
import type { Parameters } from './commands/parameters.js';
import { createResolver, wordsOfSegments } from './commands/segments.js';
import type { Resolver, Segment } from './commands/segments.js';
import type { CommandContext, Word } from './commands/words.js';
import { fatedVariables } from './powershell-fates.js';
import { walkStatements } from './powershell-walk.js';
import { readStatements } from './powershell-syntax.js';
import type { Node, Statement } from './powershell-syntax.js';

/** A PowerShell script while it is read. */
export interface PowerShell extends Resolver, Nesting {
  readonly out: Collector;
  /** Variables whose objects the script takes away somewhere, and those it stops. */
  readonly fated: ReadonlySet<string>;
  /** Hashtables by variable, for `@parameters`. */
  readonly tables: Map<string, readonly Word[]>;
  readonly define: (name: string, parameters: readonly string[], body: readonly Statement[]) => void;
  /** Remembers the call of a function of the script; false if it is none. */
  readonly call: (words: readonly Word[], unit?: Unit) => boolean;
}

interface Defined {
  readonly parameters: readonly string[];
  readonly body: readonly Statement[];
}

/** In a script whose business is to uninstall, what is looked for is looked for to be removed. */
const UNINSTALLS = /\bUninstall-Chocolatey\w*Package\b/i;
const INSTALLS = /\bInstall-Chocolatey/i;
const MAX_DEPTH = 150;

/**
 * Reads a PowerShell script: every command in it, with variables, lists, splatted parameters, pipelines and the
 * functions of the script followed.
 */
export function readPowerShell(text: string, sink: Sink): void {
  const out = createCollector(sink);
  const functions = createFunctions<Defined>();
  const script: PowerShell = {
    ...createNesting(MAX_DEPTH, sink),
    ...createResolver(
      text,
      out.via,
      functions.environment(() => undefined),
    ),
    out,
    fated: fatedVariables(text),
    tables: new Map(),
    define: (name, parameters, body) => {
      functions.define(name, { parameters, body });
    },
    call: (words, unit) => functions.call(cmdletName(words[0]?.text ?? ''), words.slice(1), unit),
  };
  const at: CommandContext = {
    windows: true,
    powershell: true,
    ...(UNINSTALLS.test(text) && !INSTALLS.test(text) ? { fate: 'remove' } : {}),
  };
  for (const match of text.matchAll(/^[ \t]*(?:function|filter)[ \t]+(?:\w+:)?([\w-]+)/gim)) {
    functions.declare((match[1] ?? '').toLowerCase());
  }
  walkStatements(script, readStatements(text), at);
  readBodies(functions, bodySpan, ({ parameters, body }, calls) => {
    const list = calls.map(({ args, unit }) => ({ args: readParameters(args), unit }));
    const env = functions.environment((wanted) => {
      const at = parameters.indexOf(wanted);
      const values = at < 0 ? [] : list.map(({ args, unit }) => passedTo(args, wanted, at, unit));
      const known = values.filter(({ words }) => words.length > 0);
      return known.length > 0 ? known : functions.anywhere(wanted);
    });
    walkStatements({ ...script, env }, body, at);
  });
  out.flush();
}

/** What a call passes to the parameter at a place; a single thing goes with the whole call. */
function passedTo(args: Parameters, name: string, at: number, unit: Unit | undefined): Value {
  const named = args.of(name);
  const given = named.length > 0 ? named : (args.positional[at] ?? []);
  const alone = given.length === 1 ? unit : undefined;
  const words = given.map((word) => ({
    ...word,
    argument: undefined,
    item: word.item ?? alone,
    given: true,
  }));
  return { list: true, words };
}

function bodySpan({ body }: Defined): Span {
  return [body[0]?.span[0] ?? 0, body[body.length - 1]?.span[1] ?? 0];
}

/** The words that a node comes to; none for signs and brackets. */
export function wordsOf(script: PowerShell, node: Node): Word[] {
  if (node.kind !== 'word') return [];
  const argument: Span = node.span;
  const segments = node.parts.map((part): Segment => {
    if ('text' in part) return { kind: 'text', piece: part };
    const values = script.env.get(part.variable);
    if (values) return { kind: 'variable', span: part.span, quoted: true, values };
    const raw = script.text.slice(...part.span);
    return { kind: 'text', piece: { text: raw, span: part.span, verbatim: true } };
  });
  return wordsOfSegments(segments, argument, node.quoted, script, false);
}
