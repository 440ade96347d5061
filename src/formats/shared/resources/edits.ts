import { lineBreakOf, wholeLines } from '../../../core/text/edits.js';
import type { Edit, Span } from '../../../core/types.js';

/**
 * The edit that writes something before the first of a construct's parts: on a line of its own, if that has one.
 * @param apart What sets the two apart on one line.
 */
export function insertBefore(text: string, start: number, written: string, apart: string): Edit {
  let line = start;
  while (line > 0 && /[ \t]/.test(text[line - 1] ?? '')) line--;
  const alone = line === 0 || /[\r\n]/.test(text[line - 1] ?? '');
  const behind = alone ? `${lineBreakOf(text)}${text.slice(line, start)}` : apart;
  return { span: [start, start], text: `${written}${behind}` };
}

/**
 * The lines of a construct with the comment lines right above it that are indented like it. A comment that heads
 * the file stays, and so does what shares a line with something else.
 * @param mark What starts a comment.
 */
export function commentedLines(text: string, span: Span, mark = '#'): Span {
  const [start, end] = wholeLines(text, span);
  const opens = start === 0 || text[start - 1] === '\n';
  const closes = end === text.length || text[end - 1] === '\n';
  if (!opens || !closes) return [start, end];
  const indent = /^[ \t]*/.exec(text.slice(start, span[0]))?.[0] ?? '';
  let from = start;
  while (from > 0) {
    const previous = text.lastIndexOf('\n', from - 2) + 1;
    if (!text.startsWith(`${indent}${mark}`, previous)) break;
    if (previous === 0) return [start, end];
    from = previous;
  }
  return [from, end];
}
