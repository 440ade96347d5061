import type { Document, Edit, Span, Unit } from '../types.js';

/**
 * Applies edits to a text. Undefined if two of them overlap or one lies outside.
 */
export function applyEdits(text: string, edits: readonly Edit[]): string | undefined {
  const sorted = [...edits].sort(byPlace);
  let result = '';
  let at = 0;
  for (const { span, text: piece } of sorted) {
    if (span[0] < at || span[1] < span[0] || span[1] > text.length) return undefined;
    result += text.slice(at, span[0]) + piece;
    at = span[1];
  }
  return result + text.slice(at);
}

/**
 * A document as some edits leave it, with the places of them. Undefined if two of them overlap or one lies outside.
 */
export function editedDocument(document: Document, edits: readonly Edit[]): Document | undefined {
  const text = applyEdits(document.text, edits);
  if (text === undefined) return undefined;
  let shift = 0;
  const changed = [...edits].sort(byPlace).map((edit): Span => {
    const start = edit.span[0] + shift;
    shift += edit.text.length - (edit.span[1] - edit.span[0]);
    return [start, start + edit.text.length];
  });
  return { ...document, text, changed };
}

/** True if one of some spans, which are in order and do not overlap, lies in another one or at its ends. */
export function isTouched(spans: readonly Span[], [start, end]: Span): boolean {
  let low = 0;
  for (let high = spans.length; low < high;) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.[1] ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  return (spans[low]?.[0] ?? Infinity) <= end;
}

function byPlace(a: Edit, b: Edit): number {
  return a.span[0] - b.span[0] || a.span[1] - b.span[1];
}

/**
 * Edits of a text that do in one step what some edits, and then others of the text that these make, do in two.
 * @param first Edits that do not overlap.
 * @param second Edits of the changed text that do not overlap.
 */
export function composeEdits(first: readonly Edit[], second: readonly Edit[]): Edit[] {
  let composed = [...first].sort(byPlace);
  // The last one first, so that those before it keep their places.
  for (const edit of [...second].sort(byPlace).reverse()) composed = composeOne(composed, edit);
  return composed;
}

function composeOne(first: readonly Edit[], { span: [start, end], text }: Edit): Edit[] {
  const before: Edit[] = [];
  const after: Edit[] = [];
  let shift = 0;
  let from: number | undefined;
  let shiftAhead = 0;
  let shiftBehind = 0;
  let to: number | undefined;
  let head = '';
  let tail = '';
  for (const edit of first) {
    const at = edit.span[0] + shift;
    const until = at + edit.text.length;
    const next = shift + edit.text.length - (edit.span[1] - edit.span[0]);
    if (until <= start) before.push(edit);
    else if (at >= end) after.push(edit);
    else {
      from ??= at < start ? edit.span[0] : start - shift;
      if (at < start) head = edit.text.slice(0, start - at);
      to = until > end ? edit.span[1] : undefined;
      if (until > end) tail = edit.text.slice(end - at);
    }
    shift = next;
    if (until <= start) shiftAhead = next;
    if (until <= start || at < end) shiftBehind = next;
  }
  const span = [from ?? start - shiftAhead, to ?? end - shiftBehind] as const;
  return [...before, { span, text: head + text + tail }, ...after];
}

/**
 * The offset before some edits, which do not overlap, of an offset after them; of what they have written, where that
 * begins.
 */
export function offsetBefore(edits: readonly Edit[], offset: number): number {
  let shift = 0;
  for (const { span, text } of [...edits].sort(byPlace)) {
    const at = span[0] + shift;
    if (at > offset) break;
    if (offset < at + text.length) return span[0];
    shift += text.length - (span[1] - span[0]);
  }
  return offset - shift;
}

/**
 * The edits that remove a unit: its own, or the deletion of its span with the lines that it leaves empty.
 */
export function removalEdits(text: string, unit: Unit): readonly Edit[] {
  return unit.remove ?? [{ span: wholeLines(text, unit.span), text: '' }];
}

/**
 * Widens a span that has nothing but white space around it on its lines to those lines, with the line break
 * at its end (at its start, where it ends the text). Other spans stay.
 */
export function wholeLines(text: string, span: Span): Span {
  let start = span[0];
  while (start > 0 && /[ \t]/.test(text[start - 1] ?? '')) start--;
  let end = span[1];
  while (end < text.length && /[ \t]/.test(text[end] ?? '')) end++;
  const opens = start === 0 || /[\r\n]/.test(text[start - 1] ?? '');
  const closes = end === text.length || /[\r\n]/.test(text[end] ?? '');
  if (!opens || !closes) return span;
  if (end < text.length) return [start, end + (text.startsWith('\r\n', end) ? 2 : 1)];
  if (text.endsWith('\r\n', start)) return [start - 2, end];
  return [Math.max(0, start - 1), end];
}

/** What the text indents one level by: a tab if its first indented line begins with one, else two spaces. */
export function indentUnitOf(text: string): string {
  return /(?:^|[\r\n])([\t ])[\t ]*[^\s]/.exec(text)?.[1] === '\t' ? '\t' : '  ';
}

/** The line break that a text uses; the first one decides. */
export function lineBreakOf(text: string): string {
  return /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
}
