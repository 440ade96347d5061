import type { Span } from '../../../core/types.js';
import { createEnvironment } from './environment.js';
import type { Environment, Value } from './environment.js';
import { splitWord, wordOfPieces } from './words.js';
import type { Piece, Word } from './words.js';

/** How the reader of words learns of variables, and tells what became of them. */
export interface Resolver {
  readonly text: string;
  readonly env: Environment;
  /** A word that only begins with a variable stands for itself; the value keeps its own place. */
  readonly via: (word: Span, value: Span, raw: boolean) => void;
  /** False once enough was resolved. */
  readonly spend: (count: number) => boolean;
}

/** Words that the variables of one script come to; more are not worth the time. */
const MAX_WORDS = 50_000;

/** A resolver for the words of one script; without an environment no variable is known at first. */
export function createResolver(
  text: string,
  via: Resolver['via'],
  env: Environment = createEnvironment(() => undefined),
): Resolver {
  let spent = 0;
  return { text, env, via, spend: (count) => (spent += count) <= MAX_WORDS };
}

/** A part of a word: a text, or a variable with what it may hold. */
export type Segment =
  | { readonly kind: 'text'; readonly piece: Piece }
  | {
      readonly kind: 'variable';
      readonly span: Span;
      readonly quoted: boolean;
      readonly values: readonly Value[];
    };

/** The name of a setting, which stands where it is written whatever its value is. */
const SETTING = /^[A-Z][A-Z0-9_]{2,}=/;

/** Values that name a place by themselves: what is put behind them is only further down. */
const STANDS = /^(?:~?\/|\$\{?\w+\}?\/|[a-z]:[\\/]|[a-z][a-z0-9+.-]*:\/\/)/i;

/**
 * The words that a word's parts come to. A variable that is the whole word stands where its value is written;
 * inside a longer word its text is put in, unless it already names a place by itself.
 * @param splits Whether an unquoted variable is split at its blanks, as the shell does.
 */
export function wordsOfSegments(
  segments: readonly Segment[],
  argument: Span,
  quoted: boolean,
  resolver: Resolver,
  splits: boolean,
): Word[] {
  const [only] = segments;
  if (segments.length === 1 && only?.kind === 'variable') {
    return expanded(splits ? only : { ...only, quoted: true }, argument, quoted, resolver);
  }
  return composed(segments, argument, quoted, resolver);
}

type Variable = Extract<Segment, { kind: 'variable' }>;

/** The words that a variable comes to which is a word alone. */
function expanded(
  { span, values, quoted }: Variable,
  argument: Span,
  wordQuoted: boolean,
  { spend }: Resolver,
): Word[] {
  const words: Word[] = [];
  for (const { words: items, list } of values) {
    for (const item of items) {
      const parts = quoted || list ? [item] : splitWord(item, /\s+/g);
      if (!spend(parts.length)) return [unresolved(span, argument)];
      for (const part of parts) {
        const unit = part.item ?? (parts.length > 1 ? itemUnit(item, part) : undefined);
        words.push({
          ...part,
          argument,
          uses: [span],
          quoted: wordQuoted ? true : undefined,
          item: unit,
        });
      }
    }
  }
  return words.length > 0 ? words : [unresolved(span, argument)];
}

function unresolved(span: Span, argument: Span): Word {
  return { text: '$0', span, argument, dynamic: true, pieces: [] };
}

/** One of several names in one text: it goes with the white space beside it. */
function itemUnit(whole: Word, part: Word): Word['item'] {
  if (whole.pieces) return undefined;
  const at = part.span[0] - whole.span[0];
  const before = /\s*$/.exec(whole.text.slice(Math.max(0, at - 64), at))?.[0].length ?? 0;
  const end = at + part.text.length;
  const after = /^\s*/.exec(whole.text.slice(end, end + 64))?.[0].length ?? 0;
  const cut: Span =
    at - before > 0 ? [part.span[0] - before, part.span[1]] : [part.span[0], part.span[1] + after];
  return { span: part.span, what: 'list item', remove: [{ span: cut, text: '' }] };
}

/** A word of several pieces; a list in it gives a word for each of its items. */
function composed(segments: readonly Segment[], argument: Span, quoted: boolean, resolver: Resolver): Word[] {
  const start = segments[0] ? spanOf(segments[0])[0] : argument[0];
  const last = segments[segments.length - 1];
  const span: Span = [start, last ? spanOf(last)[1] : argument[0]];
  const many = segments.find(
    (segment): segment is Variable => segment.kind === 'variable' && isOneOfMany(segment.values),
  );
  const items = many ? many.values.flatMap(({ words }) => words) : [undefined];
  if (many && !resolver.spend(items.length)) return [unresolved(span, argument)];
  if (many && many === segments[0] && items.every((item) => item && STANDS.test(item.text))) {
    const places = expanded(many, argument, quoted, resolver);
    return [compose(segments, undefined, span, argument, quoted, resolver), ...places];
  }
  return items.map((item) =>
    compose(segments, item && many ? { item, many } : undefined, span, argument, quoted, resolver),
  );
}

/** True of a variable that holds one of several things: here, or by turns as the calls of a function say. */
function isOneOfMany(values: readonly Value[]): boolean {
  const words = values.flatMap((value) => value.words);
  return words.length > 1 || words[0]?.given === true;
}

function compose(
  segments: readonly Segment[],
  choice: { readonly item: Word; readonly many: Segment } | undefined,
  span: Span,
  argument: Span,
  quoted: boolean,
  resolver: Resolver,
): Word {
  const unknown: Span[] = [];
  const pieces = segments.map((segment, index): Piece => {
    if (segment.kind === 'text') {
      if (/^[$`]/.test(segment.piece.text)) unknown.push(segment.piece.span);
      return segment.piece;
    }
    const value = segment === choice?.many ? choice.item : segment.values[0]?.words[0];
    const raw = resolver.text.slice(...segment.span);
    if (!value || isNothingKnown(value)) {
      unknown.push(segment.span);
      return { text: raw, span: segment.span, verbatim: true };
    }
    const stands = index === 0 && segments.length > 1 && STANDS.test(value.text);
    resolver.via(span, value.span, stands);
    if (stands) {
      unknown.push(segment.span);
      return { text: raw, span: segment.span, verbatim: true };
    }
    if (value.dynamic === true) unknown.push(segment.span);
    return { text: value.text, span: segment.span, verbatim: false, origin: value.span };
  });
  const rest = { argument, ...(quoted ? { quoted } : {}), ...(unknown.length > 0 ? { dynamic: true } : {}) };
  if (!choice || SETTING.test(pieces[0]?.text ?? '')) return wordOfPieces(pieces, span, rest);
  const text = pieces.map((piece) => piece.text).join('');
  const { item } = choice.item;
  return { ...rest, text, span: choice.item.span, uses: [span], pieces: [], ...(item ? { item } : {}) };
}

/** True for a value that is nothing but other variables; the name of the variable says more than they do. */
function isNothingKnown({ text, dynamic }: Word): boolean {
  return dynamic === true && !/[\p{L}\p{N}]/u.test(text.slice(0, 512).replace(/\$\{[^}]*\}|\$\w+/g, ''));
}

function spanOf(segment: Segment): Span {
  return segment.kind === 'text' ? segment.piece.span : segment.span;
}
