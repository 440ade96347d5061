import type { Span } from '../../core/types.js';

/** A place in the text that is read; nothing is ever read twice, so that reading is linear. */
export interface Cursor {
  readonly text: string;
  at: number;
  /** Where reading stops. */
  end: number;
  /** Bicep quotes strings once, and leaves out the commas at the ends of lines. */
  readonly bicep?: boolean;
  /** How many constructs are open. */
  depth: number;
  problem(span: Span, message: string): void;
  tooDeep(span: Span): void;
}

/** Constructs inside each other beyond this are passed over. */
export const MAX_DEPTH = 120;

const IDENTIFIER = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy;

/** True if the text goes on with `piece` at the cursor. */
export function isAt(cursor: Cursor, piece: string): boolean {
  return cursor.at + piece.length <= cursor.end && cursor.text.startsWith(piece, cursor.at);
}

/** The character at the cursor, or an empty text at the end. */
export function peek(cursor: Cursor): string {
  return cursor.at < cursor.end ? (cursor.text[cursor.at] ?? '') : '';
}

/** Takes `piece` if it is next. */
export function take(cursor: Cursor, piece: string): boolean {
  if (!isAt(cursor, piece)) return false;
  cursor.at += piece.length;
  return true;
}

/** Takes an identifier if one is next. */
export function takeIdentifier(cursor: Cursor): string | undefined {
  if (cursor.at >= cursor.end) return undefined;
  IDENTIFIER.lastIndex = cursor.at;
  const name = IDENTIFIER.exec(cursor.text)?.[0];
  if (name === undefined || cursor.at + name.length > cursor.end) return undefined;
  cursor.at += name.length;
  return name;
}

/** Passes over white space and comments; over line breaks only if `newlines`. */
export function skipSpace(cursor: Cursor, newlines: boolean): void {
  for (;;) {
    const char = peek(cursor);
    if (char === ' ' || char === '\t' || char === '\uFEFF' || char === '\u00A0') cursor.at++;
    else if (newlines && (char === '\n' || char === '\r')) cursor.at++;
    else if (char === '#' || isAt(cursor, '//')) skipLine(cursor);
    else if (isAt(cursor, '/*')) skipBlockComment(cursor);
    else return;
  }
}

/** Goes to the end of the line. */
export function skipLine(cursor: Cursor): void {
  while (cursor.at < cursor.end && !isBreak(peek(cursor))) cursor.at++;
}

/** True for the characters that end a line. */
export function isBreak(char: string): boolean {
  return char === '\n' || char === '\r';
}

function skipBlockComment(cursor: Cursor): void {
  const close = cursor.text.indexOf('*/', cursor.at + 2);
  if (close < 0 || close + 2 > cursor.end) {
    cursor.problem([cursor.at, cursor.at + 2], 'comment is not closed');
    cursor.at = cursor.end;
  } else {
    cursor.at = close + 2;
  }
}

/** Passes over a bracketed construct at the cursor without reading it, however deep it goes. */
export function skipBrackets(cursor: Cursor): void {
  const start = cursor.at;
  let open = 0;
  while (cursor.at < cursor.end) {
    const char = peek(cursor);
    if (char === '#' || isAt(cursor, '//') || isAt(cursor, '/*')) {
      skipSpace(cursor, false);
      continue;
    }
    cursor.at++;
    if (char === '"') skipQuoted(cursor);
    else if ('([{'.includes(char)) open++;
    else if (')]}'.includes(char) && --open <= 0) break;
  }
  cursor.tooDeep([start, cursor.at]);
}

function skipQuoted(cursor: Cursor): void {
  while (cursor.at < cursor.end) {
    const char = peek(cursor);
    if (isBreak(char)) return;
    cursor.at += char === '\\' ? 2 : 1;
    if (char === '"') return;
  }
  cursor.at = Math.min(cursor.at, cursor.end);
}
