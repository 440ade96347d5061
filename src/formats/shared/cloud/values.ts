import type { Span, Unit } from '../../../core/types.js';
import { subWord } from '../commands/words.js';
import type { Piece, Word } from '../commands/words.js';

/** A text after variables were followed. */
export interface TextValue {
  readonly kind: 'text';
  readonly word: Word;
  /** As it is written, variables unresolved, where that is another text. */
  readonly raw?: Word;
  /** A local tag of YAML such as `!Ref`. */
  readonly tag?: string | undefined;
}

/** An item of a list, with what removes it; the choices that a condition leaves have none. */
export interface Item {
  readonly value: Value;
  readonly unit?: (() => Unit) | undefined;
}

export interface ListValue {
  readonly kind: 'list';
  readonly span: Span;
  readonly items: readonly Item[];
  readonly tag?: string | undefined;
}

/** A named value of an object. */
export interface Field {
  readonly name: string;
  readonly nameSpan: Span;
  readonly value: Value;
  readonly unit?: (() => Unit) | undefined;
  /** A block of its own, so that it can go without anything else. */
  readonly block?: boolean;
}

export interface ObjectValue {
  readonly kind: 'object';
  readonly span: Span;
  readonly fields: readonly Field[];
  /** What stands between a block's type and its brace. */
  readonly label?: string | undefined;
  readonly tag?: string | undefined;
}

/** The text of another file, by the path that the host may know it by. */
export interface FileValue {
  readonly kind: 'file';
  readonly path: string;
  readonly text: string;
  readonly span: Span;
}

/** Something that is not known before the configuration runs. */
export interface UnknownValue {
  readonly kind: 'unknown';
  readonly span: Span;
  /** A variable of the configuration without a value in reach. */
  readonly variable?: boolean;
}

/** A value of a configuration language, whichever that is. */
export type Value = TextValue | ListValue | ObjectValue | FileValue | UnknownValue;

/** A name without the marks by which the styles differ: `type_handler_version` is `typeHandlerVersion`. */
export function plainKey(name: string): string {
  return name.replace(/[_-]/g, '').toLowerCase();
}

/** The field of a plain name. */
export function fieldOf(value: Value | undefined, ...keys: readonly string[]): Field | undefined {
  if (value?.kind !== 'object') return undefined;
  for (const key of keys) {
    const found = value.fields.find(({ name }) => plainKey(name) === key);
    if (found) return found;
  }
  return undefined;
}

/** The value at a path of plain names. */
export function valueAt(value: Value | undefined, ...path: readonly string[]): Value | undefined {
  return path.reduce<Value | undefined>((at, key) => fieldOf(at, key)?.value, value);
}

/** The texts that a value is or is made of. */
export function textsOf(value: Value | undefined): TextValue[] {
  if (value?.kind === 'text') return [value];
  return value?.kind === 'list' ? value.items.flatMap((item) => textsOf(item.value)) : [];
}

/** The text at a path of plain names; the first one of a choice. */
export function textAt(value: Value | undefined, ...path: readonly string[]): string | undefined {
  return textsOf(valueAt(value, ...path))[0]?.word.text;
}

/** One value of several: what a condition or a loop leaves open. */
export function choiceOf(values: readonly Value[], span: Span): Value {
  const [only] = values;
  if (only && values.length === 1) return only;
  return values.length === 0
    ? { kind: 'unknown', span }
    : { kind: 'list', span, items: values.map((value) => ({ value })) };
}

/** What a path of members and indexes leads to; an index that is not known leads to every member. */
export function select(value: Value, path: readonly string[], span: Span): Value {
  const [first, ...rest] = path;
  if (first === undefined) return value;
  if (value.kind !== 'object' && value.kind !== 'list') return { kind: 'unknown', span };
  const all =
    value.kind === 'object'
      ? value.fields.map((field) => ({ name: field.name, value: field.value }))
      : value.items.map((item, index) => ({ name: String(index), value: item.value }));
  const found = all.filter(({ name }) => name === first);
  const open = first === '' || first === '*' || value.kind === 'list';
  const chosen = found.length > 0 ? found : open ? all : [];
  return choiceOf(
    chosen.map((each) => select(each.value, rest, span)).filter(({ kind }) => kind !== 'unknown'),
    span,
  );
}

/** A stretch of a word as pieces. */
export function piecesOf(word: Word, from = 0, to = word.text.length): readonly Piece[] {
  if (to <= from) return [];
  const part = from === 0 && to === word.text.length ? word : subWord(word, from, to);
  return part.pieces ?? [{ text: part.text, span: part.span, verbatim: true }];
}

/** What a variable puts into a text, as a piece at the place that uses it. */
export function usePiece(value: TextValue, use: Span): Piece {
  const { text, span, pieces, path } = value.word;
  const own = pieces ? undefined : { origin: span, path };
  return { text, span: use, verbatim: false, ...own };
}
