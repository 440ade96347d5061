import { wordOfPieces } from './commands/words.js';
import type { Piece } from './commands/words.js';
import { isAt, isBreak, peek, skipSpace, take } from './hcl-cursor.js';
import type { Cursor } from './hcl-cursor.js';
import type { HclExpression, HclString, HclTemplate } from './hcl-model.js';

/** Reads the expression at the cursor; undefined if none is there. */
export type ReadExpression = (cursor: Cursor, newlines: boolean) => HclExpression | undefined;

interface Builder {
  readonly pieces: Piece[];
  readonly templates: HclTemplate[];
  /** Length of the pieces' text. */
  length: number;
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };
const BICEP_ESCAPES: Readonly<Record<string, string>> = { ...ESCAPES, "'": "'", $: '$' };

/**
 * Reads a quoted template at the cursor
 * (https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md#templates). It ends with its line at the latest.
 */
export function readQuoted(cursor: Cursor, read: ReadExpression): HclString {
  const start = cursor.at;
  const quote = peek(cursor);
  if (cursor.bicep && isAt(cursor, "'''")) return readRaw(cursor);
  cursor.at++;
  const builder: Builder = { pieces: [], templates: [], length: 0 };
  const from = cursor.at;
  let run = from;
  const flush = (): void => {
    copy(cursor, builder, run, cursor.at);
  };
  while (cursor.at < cursor.end && !isBreak(peek(cursor)) && !isAt(cursor, quote)) {
    const escape = isAt(cursor, '\\') || (quote === "'" && isAt(cursor, "''")) ? escapeAt(cursor) : undefined;
    if (escape) {
      flush();
      put(builder, escape.text, cursor.at, cursor.at + escape.length);
      cursor.at += escape.length;
      run = cursor.at;
    } else {
      run = readMarker(cursor, builder, run, read);
    }
  }
  flush();
  const to = cursor.at;
  if (!take(cursor, quote)) cursor.problem([start, cursor.at], 'string is not closed');
  return stringOf(builder, [from, to], [start, cursor.at], false);
}

/** `'''` and what stands up to the next one, as it is. */
function readRaw(cursor: Cursor): HclString {
  const start = cursor.at;
  const close = cursor.text.indexOf("'''", start + 3);
  const end = close < 0 || close > cursor.end ? cursor.end : close;
  const builder: Builder = { pieces: [], templates: [], length: 0 };
  copy(cursor, builder, start + 3, end);
  cursor.at = Math.min(cursor.end, end + 3);
  if (end !== close) cursor.problem([start, start + 3], 'string is not closed');
  return stringOf(builder, [start + 3, end], [start, cursor.at], true);
}

/** Reads a here-document at the cursor; undefined if `<<` begins none. */
export function readHeredoc(cursor: Cursor, read: ReadExpression): HclString | undefined {
  const { text } = cursor;
  const start = cursor.at;
  const pattern = /<<(-?)([\p{ID_Start}_][\p{ID_Continue}-]*)[ \t]*(\r\n|\n|\r)/uy;
  pattern.lastIndex = start;
  const head = pattern.exec(text);
  if (!head || start + head[0].length > cursor.end) return undefined;
  const from = start + head[0].length;
  const lines = linesUntil(cursor, from, head[2] ?? '');
  const indent = head[1] === '-' ? commonIndent(text, lines.starts, lines.end) : 0;
  const outer = cursor.end;
  const builder: Builder = { pieces: [], templates: [], length: 0 };
  cursor.end = lines.end;
  for (const [index, line] of lines.starts.entries()) {
    // A template may have gone on over the start of this line.
    cursor.at = Math.max(cursor.at, line);
    const next = lines.starts[index + 1] ?? lines.end;
    if (cursor.at >= next) continue;
    if (cursor.at === line) cursor.at += Math.min(indent, blankLength(text, line, next));
    let run = cursor.at;
    while (cursor.at < next) run = readMarker(cursor, builder, run, read);
    copy(cursor, builder, run, cursor.at);
  }
  cursor.end = outer;
  cursor.at = lines.after;
  if (!lines.closed) cursor.problem([start, from], 'here-document is not closed');
  return stringOf(builder, [from, lines.end], [start, cursor.at], true);
}

/** Takes one character, or the template or its escape that begins here. Returns where the open run starts. */
function readMarker(cursor: Cursor, builder: Builder, run: number, read: ReadExpression): number {
  const { text, at } = cursor;
  const char = text[at];
  if (char !== '$' && char !== '%') {
    cursor.at++;
    return run;
  }
  if (isAt(cursor, `${char}${char}{`)) {
    copy(cursor, builder, run, at);
    cursor.at += 3;
    return at + 1;
  }
  if (!isAt(cursor, `${char}{`)) {
    cursor.at++;
    return run;
  }
  copy(cursor, builder, run, at);
  cursor.at += 2;
  take(cursor, '~');
  const value = char === '$' ? read(cursor, true) : undefined;
  if (char === '%') readDirective(cursor, read);
  closeTemplate(cursor);
  const from = builder.length;
  copy(cursor, builder, at, cursor.at);
  builder.templates.push({ from, to: builder.length, value });
  return cursor.at;
}

/** `if x == "a"`, `for x in y`, `endif`: only its end matters. */
function readDirective(cursor: Cursor, read: ReadExpression): void {
  let before = -1;
  while (cursor.at > before) {
    before = cursor.at;
    read(cursor, true);
    take(cursor, ',');
  }
}

/** Goes behind the `}` of a template, but not beyond its line if there is none. */
function closeTemplate(cursor: Cursor): void {
  const { at } = cursor;
  skipSpace(cursor, true);
  take(cursor, '~');
  if (take(cursor, '}')) return;
  cursor.at = at;
  while (cursor.at < cursor.end && !isBreak(peek(cursor)) && !/["']/.test(peek(cursor))) {
    if (take(cursor, '}')) return;
    cursor.at++;
  }
}

/** Reads a stretch of the text as a template without quotes or escapes, such as a string of JSON. */
export function readTemplateText(cursor: Cursor, read: ReadExpression): HclString {
  const span = [cursor.at, cursor.end] as const;
  const builder: Builder = { pieces: [], templates: [], length: 0 };
  let run = cursor.at;
  while (cursor.at < cursor.end) run = readMarker(cursor, builder, run, read);
  copy(cursor, builder, run, cursor.at);
  return stringOf(builder, span, span, false);
}

function escapeAt({ text, at, end, bicep }: Cursor): { text: string; length: number } | undefined {
  const char = text[at + 1] ?? '';
  const simple = at + 1 < end ? (bicep ? BICEP_ESCAPES : ESCAPES)[char] : undefined;
  if (simple !== undefined) return { text: simple, length: 2 };
  const digits = char === 'u' ? 4 : char === 'U' ? 8 : 0;
  const code = text.slice(at + 2, at + 2 + digits);
  if (digits > 0 && at + 2 + digits <= end && /^[0-9a-fA-F]+$/.test(code) && code.length === digits) {
    const point = parseInt(code, 16);
    if (point <= 0x10ffff) return { text: String.fromCodePoint(point), length: 2 + digits };
  }
  return undefined;
}

function copy({ text }: Cursor, builder: Builder, from: number, to: number): void {
  if (to <= from) return;
  builder.pieces.push({ text: text.slice(from, to), span: [from, to], verbatim: true });
  builder.length += to - from;
}

function put(builder: Builder, text: string, from: number, to: number): void {
  builder.pieces.push({ text, span: [from, to], verbatim: false });
  builder.length += text.length;
}

function stringOf(
  { pieces, templates }: Builder,
  inner: readonly [number, number],
  span: readonly [number, number],
  heredoc: boolean,
): HclString {
  const merged = mergePieces(pieces);
  const word = wordOfPieces(merged, inner, { quoted: true });
  return { kind: 'string', span, word, templates, heredoc };
}

/** Joins verbatim pieces that touch, so that most strings are plain words. */
function mergePieces(pieces: readonly Piece[]): Piece[] {
  const merged: Piece[] = [];
  let texts: string[] = [];
  let open: Piece | undefined;
  const close = (): void => {
    if (open) merged.push({ ...open, text: texts.join('') });
    open = undefined;
    texts = [];
  };
  for (const piece of pieces) {
    if (open?.verbatim && piece.verbatim && open.span[1] === piece.span[0]) {
      open = { ...open, span: [open.span[0], piece.span[1]] };
    } else {
      close();
      open = piece;
    }
    texts.push(piece.text);
  }
  close();
  return merged;
}

interface HeredocLines {
  readonly starts: readonly number[];
  /** End of the content. */
  readonly end: number;
  /** End of the closing marker. */
  readonly after: number;
  readonly closed: boolean;
}

function linesUntil({ text, end }: Cursor, from: number, marker: string): HeredocLines {
  const starts: number[] = [];
  const pattern = /[^\r\n]*(?:\r\n|\n|\r|$)/y;
  let at = from;
  while (at < end) {
    pattern.lastIndex = at;
    const line = pattern.exec(text)?.[0] ?? '';
    const trimmed = line.trim();
    if (trimmed === marker) {
      const after = at + line.indexOf(marker) + marker.length;
      return { starts, end: at, after, closed: true };
    }
    starts.push(at);
    at += Math.max(1, line.length);
  }
  return { starts, end, after: end, closed: false };
}

function commonIndent(text: string, starts: readonly number[], end: number): number {
  let least = Infinity;
  for (const [index, start] of starts.entries()) {
    const next = starts[index + 1] ?? end;
    const blank = blankLength(text, start, next);
    if (start + blank < next && !isBreak(text[start + blank] ?? '\n')) least = Math.min(least, blank);
  }
  return least === Infinity ? 0 : least;
}

function blankLength(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && (text[at] === ' ' || text[at] === '\t')) at++;
  return at - start;
}
