import type { Edit, Span, Unit } from '../../core/types.js';

/**
 * A member of a list whose commas separate, as a unit: it takes one comma with it, and its lines where they hold
 * nothing else. For languages in which a comma may end a list.
 * @param comment What starts a comment that may stand behind it.
 */
export function listItemUnit(what: string, text: string, span: Span, comment = '#'): Unit {
  return { what, span, remove: [{ span: removal(text, span, comment), text: '' }] satisfies Edit[] };
}

function removal(text: string, span: Span, comment: string): Span {
  const [start, end] = span;
  const rest = text.slice(end, text.indexOf('\n', end) + 1 || text.length);
  const after = /^[ \t]*,[ \t]*/.exec(rest)?.[0].length ?? 0;
  const tail = rest.slice(after).trimStart();
  let line = start;
  while (line > 0 && /[ \t]/.test(text[line - 1] ?? '')) line--;
  if (text[line - 1] === '\n' && (tail === '' || tail.startsWith(comment)) && rest.endsWith('\n')) {
    return [line, end + rest.length];
  }
  if (after > 0) return [start, end + after];
  let before = start;
  while (before > 0 && /\s/.test(text[before - 1] ?? '')) before--;
  return text[before - 1] === ',' ? [before - 1, end] : span;
}
