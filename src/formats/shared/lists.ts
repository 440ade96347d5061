import type { Span, Unit } from '../../core/types.js';

/**
 * One of several items in a text as a unit: it goes with the separator beside it, the only one with all that
 * holds the list.
 */
export function listUnit(items: readonly Span[], index: number, whole: Unit, what: string): Unit {
  const span = items[index];
  const before = items[index - 1];
  const next = items[index + 1];
  if (!span || (!before && !next)) return whole;
  const cut: Span = before ? [before[1], span[1]] : [span[0], next?.[0] ?? span[1]];
  return { span, what, remove: [{ span: cut, text: '' }] };
}

/** The stretches of a text between separators, without white space around them, as spans from an offset on. */
export function itemSpans(text: string, offset: number, separator: RegExp): Span[] {
  const spans: Span[] = [];
  let from = 0;
  // What a template puts in is no separator.
  const masked = text.replace(/\{\{[^{}\r\n]*\}\}/g, (whole) => '_'.repeat(whole.length));
  const add = (to: number): void => {
    const piece = text.slice(from, to);
    const lead = /^\s*/.exec(piece)?.[0].length ?? 0;
    const length = piece.trim().length;
    if (length > 0) spans.push([offset + from + lead, offset + from + lead + length]);
  };
  for (const match of masked.matchAll(separator)) {
    add(match.index);
    from = match.index + match[0].length;
  }
  add(text.length);
  return spans;
}
