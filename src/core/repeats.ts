import type { Extracted } from './extract.js';
import { OS_TYPES } from './replace.js';
import type { Reference, Span } from './types.js';

/** More places of one name before another are not looked at. */
const MAX_EARLIER = 20;

const COMMENT = /^\s*(?:#|\/\/|;|--|<!--)/;

/** A line that begins a section of a file, such as `[dependencies]`. */
const HEADER = /^\s*\[[^,]*\]\s*(?:#.*)?$/;

/** True if a text may name a thing more than once. */
export function occursAgain(text: string, name: string): boolean {
  const [tail = name] = name.split(/[:/]/).slice(-1);
  const first = text.indexOf(tail);
  return first >= 0 && text.includes(tail, first + tail.length);
}

/**
 * How often a document names one of some packages again in one list, mapping or block, where the same key twice is a
 * mistake or does nothing: as the same kind of part, behind the same words, with nothing but siblings between.
 * @param names As references name them.
 */
export function countRepeats(
  text: string,
  references: readonly Extracted[],
  names: ReadonlySet<string>,
): number {
  const places = new Map<string, Extracted['reference'][]>();
  let count = 0;
  for (const { reference, script } of references) {
    const { kind, type, name, intent, path } = reference;
    if (kind !== 'package' || intent !== 'use' || path !== undefined || !names.has(name)) continue;
    const ecosystem = OS_TYPES.includes(type) ? 'os' : type;
    const key = [script, ecosystem, name, reference.unit?.what, leadOf(text, reference)].join('\n');
    const earlier = places.get(key) ?? [];
    if (earlier.slice(-MAX_EARLIER).some((other) => areSiblings(text, other, reference))) count++;
    earlier.push(reference);
    places.set(key, earlier);
  }
  return count;
}

/** What stands before a name in its unit, as far as its line goes. */
function leadOf(text: string, { span: [start], unit }: Reference): string {
  const line = text.lastIndexOf('\n', start - 1) + 1;
  const from = Math.max(line, Math.min(unit?.span[0] ?? start, start));
  return text.slice(from, start).replace(/["']/g, '').trimStart();
}

/** True if two places stand in one list, mapping or block of a text, as its brackets and indents tell. */
export function areSiblings(text: string, a: Reference, b: Reference): boolean {
  const [first, second] = [a, b].map(({ span, unit }) => unit?.span ?? span).sort((x, y) => x[0] - y[0]);
  if (!first || !second) return false;
  if (first[1] > second[0]) return first[0] === second[0] && first[1] === second[1];
  return !closesBracket(text, [first[1], second[0]]) && !leavesBlock(text, first, second);
}

function closesBracket(text: string, [start, end]: Span): boolean {
  let depth = 0;
  for (let at = start; at < end; at++) {
    const unit = text[at] ?? '';
    if ('([{'.includes(unit)) depth++;
    else if (')]}'.includes(unit) && --depth < 0) return true;
  }
  return depth > 0;
}

function leavesBlock(text: string, [start, end]: Span, [next]: Span): boolean {
  const indent = indentOf(text.slice(text.lastIndexOf('\n', start - 1) + 1, start + 2));
  const last = text.lastIndexOf('\n', next - 1) + 1;
  const lines = text.slice(end, Math.max(end, last)).split('\n').slice(1);
  return lines.some(
    (line) => /\S/.test(line) && !COMMENT.test(line) && (HEADER.test(line) || indentOf(line) < indent),
  );
}

/** Columns before what a line holds, be it an item of a list. */
function indentOf(line: string): number {
  return /^[ \t]*(?:- +)*/.exec(line)?.[0].length ?? 0;
}
