import type { Sink, Span } from '../../core/types.js';
import { createCollector } from './commands/collect.js';
import type { Collector } from './commands/collect.js';
import type { Value } from './commands/environment.js';
import { createNesting, createFunctions } from './commands/functions.js';
import type { Nesting } from './commands/functions.js';
import { cmdletName, readParameters } from './commands/parameters.js';
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
  readonly call: (words: readonly Word[]) => boolean;
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
    call: (words) => functions.call(cmdletName(words[0]?.text ?? ''), words.slice(1)),
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
  for (const { name, definition } of [...functions.all()].reverse()) {
    const { parameters, body } = definition;
    const list = functions.callsOf(name).map(({ args }) => readParameters(args));
    const env = functions.environment((wanted) => {
      const values = parameters.includes(wanted)
        ? list.map((args): Value => {
            const named = args.of(wanted);
            const words = named.length > 0 ? named : (args.positional[parameters.indexOf(wanted)] ?? []);
            return { list: true, words: words.map((word) => ({ ...word, argument: undefined })) };
          })
        : [];
      const known = values.filter(({ words }) => words.length > 0);
      return known.length > 0 ? known : functions.anywhere(wanted);
    });
    walkStatements({ ...script, env }, body, at);
  }
  out.flush();
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
