import type { Word as AstWord, WordPart } from 'unbash';
import type { Span } from '../../../../core/types.js';
import { splitWord, wordOfPieces } from '../words.js';
import type { Piece, Word } from '../words.js';
import type { Environment, Value } from './environment.js';

/** How the reader of words learns of variables, and tells what became of them. */
export interface Resolver {
  readonly text: string;
  readonly env: Environment;
  /** A word that only begins with a variable stands for itself; the value keeps its own place. */
  readonly via: (word: Span, value: Span, raw: boolean) => void;
  /** False once enough was resolved. */
  readonly spend: (count: number) => boolean;
}

type Segment =
  | { readonly kind: 'text'; readonly piece: Piece }
  | {
      readonly kind: 'variable';
      readonly span: Span;
      readonly quoted: boolean;
      readonly values: readonly Value[];
    };

/** Values that name a place by themselves: what is put behind them is only further down. */
const STANDS = /^(?:~?\/|[a-z]:[\\/]|[a-z][a-z0-9+.-]*:\/\/)/i;

/**
 * A word of the syntax tree as the words it comes to. A known variable that is the whole word stands where its
 * value is written; inside a longer word its text is put in, unless it already names a place by itself.
 */
export function resolveWord(word: AstWord, resolver: Resolver): Word[] {
  const argument: Span = [word.pos, word.end];
  if (!word.parts) {
    const text = word.value;
    const verbatim = resolver.text.slice(...argument) === text;
    const base = { argument, ...(/^["'\\]/.test(word.text) ? { quoted: true } : {}) };
    return [wordOfPieces([{ text, span: argument, verbatim }], argument, base)];
  }
  const segments = segmentsOf(word.parts, resolver, false);
  const quoted = /^["']/.test(word.text);
  const [only] = segments;
  if (segments.length === 1 && only?.kind === 'variable') return expanded(only, argument, quoted, resolver);
  return composed(segments, argument, quoted, resolver);
}

function segmentsOf(parts: readonly WordPart[], resolver: Resolver, quoted: boolean): Segment[] {
  const raw = (part: { pos: number; end: number }): Segment => textSegment(resolver, part.pos, part.end);
  return parts.flatMap((part): Segment[] => {
    switch (part.type) {
      case 'Literal':
      case 'Glob':
        return [textSegment(resolver, part.pos, part.end, part.value)];
      case 'SingleQuoted':
        return [textSegment(resolver, part.pos + 1, part.pos + 1 + part.value.length, part.value)];
      case 'AnsiCQuoted':
        return [textSegment(resolver, part.pos + 2, Math.max(part.pos + 2, part.end - 1), part.value)];
      case 'DoubleQuoted':
      case 'LocaleString':
        return segmentsOf(part.parts, resolver, true);
      case 'SimpleExpansion': {
        const values = resolver.env.get(part.text.slice(1));
        return values ? [{ kind: 'variable', span: [part.pos, part.end], quoted, values }] : [raw(part)];
      }
      case 'ParameterExpansion': {
        const values = valuesOfExpansion(part, resolver);
        return values ? [{ kind: 'variable', span: [part.pos, part.end], quoted, values }] : [raw(part)];
      }
      default:
        return [raw(part)];
    }
  });
}

function textSegment(
  { text }: Resolver,
  start: number,
  end: number,
  value = text.slice(start, end),
): Segment {
  const verbatim = text.slice(start, end) === value;
  return { kind: 'text', piece: { text: value, span: [start, end], verbatim } };
}

type Expansion = Extract<WordPart, { type: 'ParameterExpansion' }>;

function valuesOfExpansion(part: Expansion, resolver: Resolver): readonly Value[] | undefined {
  const { operation, parameter, prefix, index } = part;
  if (prefix !== undefined) return undefined;
  const values = resolver.env.get(parameter);
  if (operation === undefined) {
    const at = index?.value ?? '@';
    if (!/^\d+$/.test(at)) return values;
    return values?.map(({ words, list }) => ({ words: words.slice(Number(at), Number(at) + 1), list }));
  }
  if (operation.type === 'Default' && /^:?[-=]$/.test(operation.operator)) {
    const words = resolveWord(operation.operand, resolver).filter(({ text }) => text !== '');
    return words.length > 0 ? [...(values ?? []), { words, list: false }] : values;
  }
  return undefined;
}

/** The words that a variable comes to which is a word alone. */
function expanded(
  { span, values, quoted }: Extract<Segment, { kind: 'variable' }>,
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
    (segment) =>
      segment.kind === 'variable' && segment.values.reduce((sum, { words }) => sum + words.length, 0) > 1,
  );
  const items = many?.kind === 'variable' ? many.values.flatMap(({ words }) => words) : [undefined];
  if (!resolver.spend(items.length)) return [unresolved(span, argument)];
  return items.map((item) =>
    compose(segments, item && many ? { item, many } : undefined, span, argument, quoted, resolver),
  );
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
    if (!value) {
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
  if (!choice) return wordOfPieces(pieces, span, rest);
  const text = pieces.map((piece) => piece.text).join('');
  const { item } = choice.item;
  return { ...rest, text, span: choice.item.span, uses: [span], pieces: [], ...(item ? { item } : {}) };
}

function spanOf(segment: Segment): Span {
  return segment.kind === 'text' ? segment.piece.span : segment.span;
}

/**
 * The words of a list, such as a loop's or an array's; each can go by itself, with the blank beside it.
 */
export function resolveItems(list: readonly AstWord[], resolver: Resolver, what: string): Word[] {
  return list.flatMap((word, index) => {
    const before = list[index - 1];
    const next = list[index + 1];
    const cut: Span = before ? [before.end, word.end] : [word.pos, next ? next.pos : word.end];
    const item = { span: [word.pos, word.end] as const, what, remove: [{ span: cut, text: '' }] };
    return resolveWord(word, resolver).map((each) => (each.item || each.uses ? each : { ...each, item }));
  });
}
