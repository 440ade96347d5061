import type { Sink, Span } from '../../core/types.js';
import { createCollector } from './commands/collect.js';
import type { Collector } from './commands/collect.js';
import { createEnvironment } from './commands/environment.js';
import type { Value } from './commands/environment.js';
import { cmdletName, readParameters } from './commands/parameters.js';
import { wordsOfSegments } from './commands/segments.js';
import type { Resolver, Segment } from './commands/segments.js';
import type { CommandContext, Word } from './commands/words.js';
import { fatedVariables } from './powershell-fates.js';
import { walkStatements } from './powershell-walk.js';
import { readStatements } from './powershell-syntax.js';
import type { Node, Statement } from './powershell-syntax.js';

/** A PowerShell script while it is read. */
export interface PowerShell extends Resolver {
  readonly out: Collector;
  /** Variables whose objects the script takes away somewhere, and those it stops. */
  readonly fated: ReadonlySet<string>;
  readonly descend: () => boolean;
  readonly ascend: () => void;
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
const MAX_WORDS = 50_000;
const MAX_CALLS = 200;

/**
 * Reads a PowerShell script: every command in it, with variables, lists, splatted parameters, pipelines and the
 * functions of the script followed.
 */
export function readPowerShell(text: string, sink: Sink): void {
  const out = createCollector(sink);
  const functions = new Map<string, Defined[]>();
  const calls = new Map<string, (readonly Word[])[]>();
  const everything = new Map<string, Value[]>();
  let depth = 0;
  let spent = 0;
  const environment = (fallback: (name: string) => readonly Value[] | undefined): Resolver['env'] => {
    const env = createEnvironment(fallback);
    return {
      ...env,
      set: (name, value) => {
        const values = everything.get(name) ?? [];
        if (values.length < MAX_CALLS) values.push(value);
        everything.set(name, values);
        env.set(name, value);
      },
    };
  };
  const script: PowerShell = {
    text,
    env: environment(() => undefined),
    out,
    via: out.via,
    spend: (count) => (spent += count) <= MAX_WORDS,
    fated: fatedVariables(text),
    tables: new Map(),
    descend: () => depth < MAX_DEPTH && ++depth > 0,
    ascend: () => {
      depth--;
    },
    define: (name, parameters, body) => {
      functions.set(name, [...(functions.get(name) ?? []), { parameters, body }]);
    },
    call: (words) => {
      const [program, ...args] = words;
      const name = cmdletName(program?.text ?? '');
      if (!functions.has(name)) return false;
      const list = calls.get(name) ?? [];
      if (list.length < MAX_CALLS) list.push(args);
      calls.set(name, list);
      return true;
    },
  };
  const at: CommandContext = {
    windows: true,
    powershell: true,
    ...(UNINSTALLS.test(text) && !INSTALLS.test(text) ? { fate: 'remove' } : {}),
  };
  for (const match of text.matchAll(/^[ \t]*(?:function|filter)[ \t]+(?:\w+:)?([\w-]+)/gim)) {
    functions.set((match[1] ?? '').toLowerCase(), []);
  }
  walkStatements(script, readStatements(text), at);
  const bodies = [...functions].flatMap(([name, list]) => list.map((each) => ({ name, ...each })));
  for (const { name, parameters, body } of bodies.reverse()) {
    const list = (calls.get(name) ?? []).map(readParameters);
    const env = environment((wanted) => {
      const values = parameters.includes(wanted)
        ? list.map((args): Value => {
            const named = args.of(wanted);
            const words = named.length > 0 ? named : (args.positional[parameters.indexOf(wanted)] ?? []);
            return { list: true, words: words.map((word) => ({ ...word, argument: undefined })) };
          })
        : [];
      const known = values.filter(({ words }) => words.length > 0);
      return known.length > 0 ? known : everything.get(wanted);
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
