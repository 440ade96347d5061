import type { CommentStyle, Edit, Span } from '../types.js';

/**
 * Removals of whole lines together with what belongs to those lines alone: the comment behind what goes, the comment
 * lines right above, unless more follows that they may be about too, and one of the blank lines that would meet.
 * @param edits Do not overlap.
 * @param comment How the language writes comments, where it has a kind that ends with its line.
 */
export function tidyRemoval(
  text: string,
  edits: readonly Edit[],
  comment: CommentStyle | undefined,
): readonly Edit[] {
  const mark = comment && 'line' in comment ? comment.line : undefined;
  return edits.map((edit) => {
    const whole = mark === undefined ? edit.span : withRemark(text, edit.span, mark);
    if (edit.text !== '' || !isWholeLines(text, whole)) return edit;
    const others = edits.filter((each) => each !== edit);
    const span = withBlankLine(text, mark === undefined ? whole : withComment(text, whole, mark));
    const meets = others.some((other) => other.span[0] <= span[1] && other.span[1] >= span[0]);
    return meets ? edit : { ...edit, span };
  });
}

function isWholeLines(text: string, [start, end]: Span): boolean {
  const ends = end === text.length || text[end - 1] === '\n';
  return start < end && ends && (start === 0 || text[start - 1] === '\n');
}

/** The lines of what has nothing else on them than a comment behind it. */
function withRemark(text: string, [start, end]: Span, mark: string): Span {
  const line = text.lastIndexOf('\n', start - 1) + 1;
  const rest = lineAt(text, end);
  const isRemark = /^[ \t]/.test(rest) && rest.trimStart().startsWith(mark);
  return isRemark && text.slice(line, start).trim() === '' ? [line, end + rest.length] : [start, end];
}

function withComment(text: string, [start, end]: Span, mark: string): Span {
  const indent = indentOf(text, start);
  const next = lineAt(text, end);
  const ownsAll = end === text.length || isBlank(next) || indentOf(text, end).length < indent.length;
  if (!ownsAll) return [start, end];
  let at = start;
  while (at > 0) {
    const above = lineBefore(text, at);
    const line = text.slice(above, at);
    if (indentOf(text, above) !== indent || !line.startsWith(mark, indent.length)) break;
    at = above;
  }
  // A comment that heads the file is about all of it.
  return at === 0 ? [start, end] : [at, end];
}

function withBlankLine(text: string, [start, end]: Span): Span {
  const opens = start === 0 || isBlank(text.slice(lineBefore(text, start), start));
  if (!opens) return [start, end];
  const next = lineAt(text, end);
  if (end < text.length) return isBlank(next) ? [start, end + next.length] : [start, end];
  return start === 0 ? [start, end] : [lineBefore(text, start), end];
}

function lineBefore(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 2) + 1;
}

function lineAt(text: string, at: number): string {
  const stop = text.indexOf('\n', at);
  return text.slice(at, stop < 0 ? text.length : stop + 1);
}

function indentOf(text: string, at: number): string {
  return /^[ \t]*/.exec(lineAt(text, at))?.[0] ?? '';
}

function isBlank(line: string): boolean {
  return line !== '' && line.trim() === '';
}
