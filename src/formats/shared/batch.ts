import type { Sink, Span, Unit } from '../../core/types.js';
import { readBatchParts, readBatchStatements, wordText } from './batch-syntax.js';
import type { BatchBody, BatchChain, BatchPart, BatchStatement, BatchWord } from './batch-syntax.js';
import { createCollector } from './commands/collect.js';
import type { Collector } from './commands/collect.js';
import { emitPlace } from './commands/emit.js';
import { readCommand } from './commands/read.js';
import { createResolver, wordsOfSegments } from './commands/segments.js';
import type { Resolver, Segment } from './commands/segments.js';
import { pipelineContexts } from './commands/shell/pipelines.js';
import type { CommandContext, Word } from './commands/words.js';
import { configReference, valueReference } from './references.js';
import { siblingsIn } from './siblings.js';

interface Batch extends Resolver {
  readonly out: Collector;
}

/**
 * Reads a batch script of Windows (https://learn.microsoft.com/windows-server/administration/windows-commands/):
 * every command in it, with its variables, loops and conditions followed.
 */
export function readBatch(text: string, sink: Sink): void {
  const out = createCollector(sink);
  const batch: Batch = {
    ...createResolver(text, out.via),
    out,
  };
  walkChains(batch, { chains: readBatchStatements(text, sink), block: false }, { windows: true });
  out.flush();
}

/** A longer pipeline is no script of a person. */
const MAX_PIPELINE = 100;

function walkChains(batch: Batch, { chains, block }: BatchBody, at: CommandContext): void {
  for (const chain of chains) {
    const piped = chain.length <= MAX_PIPELINE && chain.some(({ sign }) => sign === '|');
    const texts = piped
      ? chain.map(({ statement: { span } }) => batch.text.slice(span[0], Math.min(span[1], span[0] + 512)))
      : [];
    const contexts = pipelineContexts(texts);
    const units = unitsOf(chain, block ? chains : undefined);
    chain.forEach(({ statement }, index) => {
      const unit = at.unit && !block ? at.unit : units[index];
      walk(batch, statement, { ...at, ...contexts[index], unit });
    });
  }
}

/** The statements of a chain as units, each with all that it is piped to; a block must not be left empty. */
function unitsOf(chain: BatchChain, block: readonly BatchChain[] | undefined): Unit[] {
  const units: Unit[] = [];
  const count = chain.filter(({ sign }) => sign !== '|').length;
  for (let first = 0; first < chain.length;) {
    let last = first;
    while (chain[last + 1]?.sign === '|') last++;
    const unit = unitOf(chain, first, last, count, block);
    for (; first <= last; first++) if (unit) units.push(unit);
  }
  return units;
}

function unitOf(
  chain: BatchChain,
  first: number,
  last: number,
  count: number,
  block: readonly BatchChain[] | undefined,
): Unit | undefined {
  const start = chain[first]?.statement.span[0];
  const end = chain[last]?.statement.span[1];
  if (start === undefined || end === undefined) return undefined;
  const what = 'command';
  const span: Span = [start, end];
  const next = chain[last + 1];
  const before = chain[first - 1];
  if (next || before) {
    const cut: Span = next ? [start, next.statement.span[0]] : [before?.statement.span[1] ?? start, end];
    return { span, what, remove: [{ span: cut, text: '' }], among: siblingsIn(chain, count) };
  }
  if (!block) return { span, what };
  if (block.length === 1) return { span, what, remove: [{ span, text: 'rem' }] };
  return { span, what, among: siblingsIn(block, block.length) };
}

function walk(batch: Batch, statement: BatchStatement, at: CommandContext): void {
  if (statement.kind === 'command') {
    walkCommand(batch, statement.words, { ...at, stored: at.stored === true || statement.stored });
    return;
  }
  if (statement.kind === 'if') readCondition(batch, statement.head, at);
  else readLoop(batch, statement.head, at);
  batch.env.branch(
    statement.bodies.map((body) => () => {
      walkChains(batch, body, at);
    }),
    false,
  );
}

/** `if exist place`: the place is only looked at. */
function readCondition(batch: Batch, head: readonly BatchWord[], at: CommandContext): void {
  const exist = head.findIndex((word) => wordText(word).toLowerCase() === 'exist');
  const place = head[exist + 1];
  if (exist < 0 || !place) return;
  for (const word of wordsOf(batch, place)) {
    const call = {
      program: word,
      name: 'exist',
      args: [word],
      at,
      sink: batch.out,
      places: () => [],
      read: () => undefined,
    };
    emitPlace(call, word, 'detect');
  }
}

/** `for %%v in (list) do`, `for /f %%v in ('command') do`. */
function readLoop(batch: Batch, head: readonly BatchWord[], at: CommandContext): void {
  const into = head.findIndex((word) => wordText(word).toLowerCase() === 'in');
  const variable = head[into - 1];
  const list = head.slice(into + 1);
  const [first] = list;
  if (into < 1 || !variable || !first) return;
  const name = batch.text.slice(...variable.span).toLowerCase();
  const quote = batch.text[first.span[0]];
  if (quote === "'" || quote === '`') {
    const inner = list.map((word) => trimWord(batch.text, word, quote));
    walkCommand(batch, inner, { ...at, condition: true });
    return;
  }
  const words = list.flatMap((word, index) =>
    wordsOf(batch, word).map((each): Word => ({
      ...each,
      argument: undefined,
      item: each.item ?? listItem(list, index),
    })),
  );
  batch.env.set(name, { words, list: true });
}

function listItem(list: readonly BatchWord[], index: number): Unit | undefined {
  const word = list[index];
  const before = list[index - 1];
  const next = list[index + 1];
  if (!word) return undefined;
  const cut: Span = before
    ? [before.span[1], word.span[1]]
    : [word.span[0], next ? next.span[0] : word.span[1]];
  return { span: word.span, what: 'list item', remove: [{ span: cut, text: '' }] };
}

function trimWord(text: string, word: BatchWord, quote: string): BatchWord {
  const [start, end] = word.span;
  const from = text[start] === quote ? start + 1 : start;
  const to = end > from && text[end - 1] === quote ? end - 1 : end;
  return { ...word, span: [from, to], parts: readBatchParts(text, from, to) };
}

function walkCommand(batch: Batch, words: readonly BatchWord[], at: CommandContext): void {
  const [first, second] = words;
  if (!first) return;
  const name = wordText(first).toLowerCase();
  if (name === 'set') readSet(batch, words, at);
  else if (name === 'call' && second) walkCommand(batch, words.slice(1), at);
  else if (/^echo\.?$/.test(name))
    readCommand([...wordsOf(batch, first), ...lineOf(batch, words.slice(1))], at, batch.out);
  else {
    for (const each of alternatives(words.map((word) => wordsOf(batch, word))))
      readCommand(each, at, batch.out);
  }
}

/** Several words as the one text that `echo` takes them for. */
function lineOf(batch: Batch, words: readonly BatchWord[]): Word[] {
  const [first] = words;
  const last = words[words.length - 1];
  if (!first || !last) return [];
  const place: Span = [first.span[0], last.span[1]];
  return resolve(batch, readBatchParts(batch.text, ...place), place, true);
}

const MAX_ALTERNATIVES = 64;

/** A loop's variable holds one item at a time: the command with each of them. */
function alternatives(words: readonly (readonly Word[])[]): Word[][] {
  const count = words.reduce((most, { length }) => Math.min(MAX_ALTERNATIVES, Math.max(most, length)), 1);
  return Array.from({ length: count }, (_, index) =>
    words.flatMap((list) => list[index % Math.max(1, list.length)] ?? []),
  );
}

const SETTING = /^[A-Z][A-Z0-9_]{2,}$/;

/** `set name=value`, `set "name=value"`: a name in capitals is a setting if its value tells nothing better. */
function readSet(batch: Batch, words: readonly BatchWord[], at: CommandContext): void {
  const [, first] = words;
  const last = words[words.length - 1];
  if (!first || !last || /^\/[ap]$/i.test(wordText(first))) return;
  const { text } = batch;
  const open = text[first.span[0]] === '"' ? 1 : 0;
  const start = first.span[0] + open;
  const equals = text.indexOf('=', start);
  if (equals < 0 || equals >= last.span[1]) return;
  const quote = open > 0 ? text.lastIndexOf('"', last.span[1] - 1) : -1;
  const end = quote > equals ? quote : last.span[1];
  const key = text.slice(start, equals).trimEnd();
  const inner = /^"[^"]*"$/.test(text.slice(equals + 1, end)) ? 1 : 0;
  const place: Span = [equals + 1 + inner, end - inner];
  const values = resolve(batch, readBatchParts(text, ...place), place, true);
  batch.env.set(key.toLowerCase(), { words: values, list: false });
  for (const { text: value, span, uses } of values) {
    const reference = uses ? undefined : valueReference(value, { span, unit: at.unit });
    if (reference && reference.kind !== 'config') batch.out.fallback(reference);
  }
  if (!SETTING.test(key)) return;
  const setting = configReference('config-key', key, { span: [start, start + key.length], unit: at.unit });
  batch.out.fallback(
    setting,
    values.filter(({ uses }) => !uses).map(({ span }) => span),
  );
}

function wordsOf(batch: Batch, word: BatchWord): Word[] {
  return resolve(batch, word.parts, word.span, word.quoted);
}

function resolve(batch: Batch, parts: readonly BatchPart[], argument: Span, quoted: boolean): Word[] {
  const segments = parts.map((part): Segment => {
    if ('text' in part) return { kind: 'text', piece: part };
    return { kind: 'variable', span: part.span, quoted: true, values: batch.env.get(part.variable) ?? [] };
  });
  if (segments.length === 0) return [{ text: '', span: argument, argument, quoted: true }];
  return wordsOfSegments(segments, argument, quoted, batch, false);
}
