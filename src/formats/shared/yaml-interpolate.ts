import type { Span } from '../../core/types.js';
import { subWord, wordOfPieces } from './commands/words.js';
import type { Piece, Word } from './commands/words.js';

/** A variable's value and the file that it stands in, when it is not the scanned one. */
export interface DotenvValue {
  readonly text: string;
  readonly span: Span;
  readonly path?: string;
}

/** A word after interpolation. */
export interface Interpolated {
  readonly word: Word;
  /** The file that the word lies in, when it is not the scanned one. */
  readonly path?: string;
}

/**
 * Reads an `.env` file: `KEY=value` lines, quotes undone
 * (https://docs.docker.com/compose/how-tos/environment-variables/variable-interpolation/#env-file-syntax).
 */
export function readDotenv(path: string, text: string): Map<string, DotenvValue> {
  const values = new Map<string, DotenvValue>();
  const line =
    /^\uFEFF?[ \t]*(?:export[ \t]+)?([A-Za-z_]\w*)[ \t]*=[ \t]*("[^"\r\n]*"|'[^'\r\n]*'|[^\r\n]*)/gm;
  for (const match of text.matchAll(line)) {
    const [whole, key = '', raw = ''] = match;
    const start = match.index + whole.length - raw.length;
    const quoted = /^(["'])(.*)\1$/.exec(raw)?.[2];
    const value = quoted ?? raw.replace(/(?:^|[ \t]+)#.*$/, '').trimEnd();
    const from = quoted === undefined ? start : start + 1;
    values.set(key, { text: value, span: [from, from + value.length], path });
  }
  return values;
}

const MAX_DEPTH = 4;
const VARIABLE = /\$\$|\$\{([A-Za-z_]\w*)(?:(:?[-?+])([^{}]*))?\}|\$([A-Za-z_]\w*)/g;

/**
 * Puts the values of variables into a word: those of the `.env` file, else the default that stands in the text
 * itself. What has no value stays as it is written. A word that is one variable lies where its value is written.
 * @param pattern Finds variables: their name in the first group that matches, else as `${NAME:-default}`.
 */
export function interpolate(
  word: Word,
  values: ReadonlyMap<string, DotenvValue>,
  pattern = VARIABLE,
  depth = MAX_DEPTH,
): Interpolated {
  const { text } = word;
  const pieces: Piece[] = [];
  let at = 0;
  for (const match of text.matchAll(pattern)) {
    const [whole, braced, operator = '', argument = '', bare] = match;
    const end = match.index + whole.length;
    const known = values.get(braced ?? bare ?? '');
    const from = end - 1 - argument.length;
    const fallback = operator.endsWith('-') && argument !== '' ? subWord(word, from, end - 1) : undefined;
    if (whole === text) {
      const { path } = known ?? {};
      if (known) {
        const found: Word = { text: known.text, span: known.span, uses: [...(word.uses ?? []), word.span] };
        if (path !== undefined) return { word: found, path };
        return depth > 0 ? interpolate(found, values, pattern, depth - 1) : { word: found };
      }
      return { word: fallback ?? word };
    }
    const value = whole === '$$' ? '$' : (known?.text ?? fallback?.text);
    if (value === undefined) continue;
    pieces.push(...piecesOf(word, at, match.index));
    const place = subWord(word, match.index, end).span;
    if (!known && fallback) pieces.push(...piecesOf(word, from, end - 1));
    else {
      const origin = known && known.path === undefined ? { origin: known.span } : {};
      pieces.push({ text: value, span: place, verbatim: false, ...origin });
    }
    at = end;
  }
  if (at === 0) return { word };
  pieces.push(...piecesOf(word, at, text.length));
  const inner = wordOfPieces(pieces, word.span, word.uses ? { uses: word.uses } : {});
  // A default may hold variables itself; the innermost one is replaced first.
  return depth > 0 && inner.text !== text ? interpolate(inner, values, pattern, depth - 1) : { word: inner };
}

function piecesOf(word: Word, from: number, to: number): Piece[] {
  if (to <= from) return [];
  const part = subWord(word, from, to);
  return part.pieces ? [...part.pieces] : [{ text: part.text, span: part.span, verbatim: true }];
}
