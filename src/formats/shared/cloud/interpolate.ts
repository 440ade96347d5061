import type { Piece } from '../commands/words.js';
import { usedAt } from './rewrite.js';
import { piecesOf, textsOf, usePiece } from './values.js';
import type { TextValue, Value } from './values.js';

/**
 * Puts values into a text where a pattern (global, its first group the name) finds their names; what has none
 * stays as it is written. A text that is nothing but a name is that value.
 */
export function interpolate(
  value: TextValue,
  pattern: RegExp,
  lookup: (name: string) => Value | undefined,
): Value {
  const { word } = value;
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of word.text.matchAll(pattern)) {
    const known = lookup(match[1] ?? '');
    const end = match.index + match[0].length;
    if (match[0] === word.text)
      return known ? usedAt(known, word.span) : { kind: 'unknown', span: word.span, variable: true };
    const [text] = textsOf(known);
    if (!text || /[\r\n]/.test(word.text)) continue;
    pieces.push(...piecesOf(word, from, match.index));
    pieces.push(usePiece(text, piecesOf(word, match.index, end)[0]?.span ?? word.span));
    from = end;
  }
  if (from === 0) return value;
  pieces.push(...piecesOf(word, from));
  return {
    kind: 'text',
    word: { ...word, text: pieces.map(({ text }) => text).join(''), pieces },
    raw: value.raw ?? word,
  };
}

/** A list of values that make one text. What is not known stands as a variable. */
export function concatenate(
  values: readonly Value[],
  separator: TextValue | undefined,
  span: readonly [number, number],
): Value {
  const pieces: Piece[] = [];
  const between = separator?.word;
  for (const [index, value] of values.entries()) {
    if (index > 0 && between && between.text !== '')
      pieces.push({ text: between.text, span: between.span, verbatim: false });
    const [text] = textsOf(value);
    const at = text?.word.uses?.[0] ?? text?.word.span ?? spanOf(value);
    if (!text) pieces.push({ text: '${_}', span: at, verbatim: false });
    else if (text.word.uses) pieces.push(usePiece(text, at));
    else
      pieces.push(...piecesOf(text.word).map((piece) => ({ ...piece, origin: piece.origin ?? piece.span })));
  }
  return { kind: 'text', word: { text: pieces.map(({ text }) => text).join(''), span, pieces } };
}

function spanOf(value: Value): readonly [number, number] {
  return value.kind === 'text' ? value.word.span : value.span;
}
