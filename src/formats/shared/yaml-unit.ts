import type { Edit, Span, Unit } from '../../core/types.js';
import { wholeLines } from '../../core/text/edits.js';
import { lineOf } from '../../core/text/lines.js';
import { placeAmong, siblingsIn } from './siblings.js';
import type { YamlDocument, YamlItem, YamlPair, YamlSource } from './yaml-model.js';

type Part = YamlPair | YamlItem;

/** A key with its value as a unit; the comments right above it and an emptied parent go with it. */
export function pairUnit(what: string, pair: YamlPair): Unit {
  return partUnit(what, pair);
}

/** An item of a sequence with its dash as a unit; the comments right above it and an emptied parent go too. */
export function itemUnit(what: string, item: YamlItem): Unit {
  return partUnit(what, item);
}

/**
 * A document of a stream as a unit; the line of dashes goes with it. Undefined for one without content.
 */
export function documentUnit(what: string, document: YamlDocument): Unit | undefined {
  const { root } = document;
  if (!root) return undefined;
  const { text } = document.source;
  const marks = marksOf(document.source);
  const starts = [-1, ...marks.map(([start]) => start)];
  const own = marks[lineOf(starts, root.span[0]) - 1];
  const next = marks[lineOf(starts, root.span[1] - 1)];
  // Without dashes of its own it hands those behind it on.
  const end = !own && next ? next[1] : (next?.[0] ?? text.length);
  return { what, span: root.span, remove: [{ span: [own?.[0] ?? 0, end], text: '' }] };
}

const MARK = /^---(?=[ \t\r\n]|$)[^\r\n]*(?:\r\n|\n|\r)?/gm;
const marksBySource = new WeakMap<YamlSource, readonly Span[]>();

/** The lines of dashes that begin the documents of a stream. */
function marksOf(source: YamlSource): readonly Span[] {
  let marks = marksBySource.get(source);
  if (!marks) {
    marks = [...source.text.matchAll(MARK)].map((match): Span => [
      match.index,
      match.index + match[0].length,
    ]);
    marksBySource.set(source, marks);
  }
  return marks;
}

/** Its own lines are the unit, so that an exception can stand above them; the comments go with it. */
function partUnit(what: string, part: Part): Unit {
  const whole = outermost(part);
  return {
    what,
    span: ownSpan(part),
    remove: removal(whole),
    among: siblingsIn(whole.parent, siblingsOf(whole).length),
  };
}

/** What has nothing else in it goes with a part. */
function outermost(part: Part): Part {
  let whole = part;
  while (siblingsOf(whole).length === 1 && whole.parent.holder) whole = whole.parent.holder;
  return whole;
}

function removal(part: Part): Edit[] {
  const { parent } = part;
  const { text } = parent.source;
  const siblings = siblingsOf(part);
  const index = placeAmong(siblings, part);
  const before = siblings[index - 1];
  const after = siblings[index + 1];
  const [start, end] = ownSpan(part);
  if (parent.flow && after) return [{ span: [start, ownSpan(after)[0]], text: '' }];
  if (parent.flow && before) return [{ span: [ownSpan(before)[1], end], text: '' }];
  if (parent.flow) return [{ span: parent.span, text: parent.kind === 'map' ? '{}' : '[]' }];
  const span = blockSpan(part);
  const next = after && ownSpan(after)[0];
  if (!startsLine(part) && next !== undefined && /^\s*$/.test(text.slice(span[1], next))) {
    return [{ span: [start, next], text: '' }];
  }
  return [{ span: wholeLines(text, span), text: '' }];
}

function siblingsOf({ parent }: Part): readonly Part[] {
  return parent.kind === 'map' ? parent.pairs : parent.items;
}

function ownSpan(part: Part): Span {
  return 'pairSpan' in part ? part.pairSpan : part.itemSpan;
}

function startsLine(part: Part): boolean {
  const { text } = part.parent.source;
  const start = ownSpan(part)[0];
  return /^\s*$/.test(text.slice(lineStart(text, start), start));
}

function lineStart(text: string, offset: number): number {
  let at = offset;
  while (at > 0 && !/[\r\n]/.test(text[at - 1] ?? '')) at--;
  return at;
}

/** The part with the comment behind it and the comment lines above it. */
function blockSpan(part: Part): Span {
  const { text } = part.parent.source;
  const [start, end] = ownSpan(part);
  const trailing = /^[ \t]+#[^\r\n]*/.exec(text.slice(end, lineEnd(text, end)))?.[0].trimEnd() ?? '';
  return [startsLine(part) ? commentStart(text, start) : start, end + trailing.length];
}

function lineEnd(text: string, offset: number): number {
  let at = offset;
  while (at < text.length && !/[\r\n]/.test(text[at] ?? '')) at++;
  return at;
}

/** Start of the comment lines right above, of the same indentation; a comment that heads the file stays. */
function commentStart(text: string, start: number): number {
  const column = start - lineStart(text, start);
  let at = start;
  let line = start - column;
  while (line > 0) {
    const previous = lineStart(text, text.startsWith('\r\n', line - 2) ? line - 2 : line - 1);
    const content = text.slice(previous, line);
    if (content.search(/[^ ]/) !== column || content[column] !== '#') return at;
    if (previous === 0) return start;
    line = previous;
    at = line + column;
  }
  return at;
}
