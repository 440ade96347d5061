import type { Edit, Span, Unit } from '../types.js';

/**
 * Applies edits to a text. Undefined if two of them overlap or one lies outside.
 */
export function applyEdits(text: string, edits: readonly Edit[]): string | undefined {
  const sorted = [...edits].sort((a, b) => a.span[0] - b.span[0] || a.span[1] - b.span[1]);
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

/** The line break that a text uses; the first one decides. */
export function lineBreakOf(text: string): string {
  return /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
}
