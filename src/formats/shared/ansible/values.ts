import type { Span, Unit } from '../../../core/types.js';
import { spanIn, subWord, wordOfPieces } from '../commands/words.js';
import type { Piece, Word } from '../commands/words.js';
import { isUnknownText, wordOf } from '../yaml-emit.js';
import { itemUnit, items, scalar } from '../yaml.js';
import type { YamlNode } from '../yaml.js';
import { templateChunks } from './jinja.js';
import type { Atom, Chunk } from './jinja.js';
import { deeper, isSpent, lookUp, newWalk } from './scope.js';
import type { Scope, Variable, Walk } from './scope.js';

/** A text that a parameter ends up with, where it is written. */
export interface Value {
  /** With the places that name it through a variable, and the list item that it is. */
  readonly word: Word;
  /** The file that the word lies in, when it is not the scanned one. */
  readonly path?: string | undefined;
  /** Nothing of the value is known but the variable that it comes from. */
  readonly unresolved?: { readonly name: string; readonly span: Span } | undefined;
}

interface Place {
  readonly path?: string | undefined;
  readonly uses?: readonly Span[] | undefined;
  readonly unit?: Unit | undefined;
}

const MAX_VALUES = 256;
/** Longer texts name nothing. */
const MAX_TEXT = 4096;

/** The texts that a node stands for: a scalar, a list of them, or a variable that leads to either. */
export function valuesOf(node: YamlNode | undefined, scope: Scope): Value[] {
  return texts({ node }, scope, newWalk());
}

/** The texts that a word stands for, its expressions resolved. */
export function valuesOfWord(word: Word, scope: Scope): Value[] {
  return wordValues(word, {}, scope, newWalk());
}

function texts(variable: Variable, scope: Scope, walk: Walk): Value[] {
  const { node, text, path, uses, unit } = variable;
  const place: Place = { path, uses, unit };
  if (isSpent(walk)) return [];
  if (text) return [placed({ text: text.text, span: text.span }, place)];
  if (node?.kind === 'seq') {
    const several = node.items.length > 1 && path === undefined;
    return items(node)
      .flatMap((item) => {
        const own = several ? itemUnit('list item', item) : unit;
        return texts({ node: item.value, path, uses, unit: own }, scope, deeper(walk));
      })
      .slice(0, MAX_VALUES);
  }
  const read = scalar(node);
  return read ? wordValues(trimmed(wordOf(read)), place, scope, walk) : [];
}

function trimmed(word: Word): Word {
  const start = word.text.length - word.text.trimStart().length;
  const end = word.text.trimEnd().length;
  return start > 0 || end < word.text.length ? subWord(word, start, Math.max(start, end)) : word;
}

function placed(word: Word, { path, uses, unit }: Place): Value {
  return { word: { ...word, ...(uses ? { uses } : {}), ...(unit ? { item: unit } : {}) }, path };
}

function wordValues(word: Word, place: Place, scope: Scope, walk: Walk): Value[] {
  if (word.text.length > MAX_TEXT) return [];
  if (!word.text.includes('{{')) return [placed(word, place)];
  const chunks = templateChunks(word.text);
  const [only] = chunks;
  if (!only?.atoms || chunks.length > 1) return composed(word, chunks, place, scope, walk);
  const found = atomValues(word, only.atoms, place, scope, walk);
  return found.length > 0 ? found : [unresolved(word, only.atoms, place)];
}

function unresolved(word: Word, atoms: readonly Atom[], place: Place): Value {
  const variable = atoms.find(({ path }) => path !== undefined);
  const name = variable?.path?.findLast((each) => each !== undefined && !/^\d+$/.test(each)) ?? '';
  const span = variable ? spanIn(word, variable.span[0], variable.span[1]) : word.span;
  return { ...placed(word, place), unresolved: { name, span } };
}

function atomValues(word: Word, atoms: readonly Atom[], place: Place, scope: Scope, walk: Walk): Value[] {
  const valueOf = ({ text, path, span }: Atom): Value[] => {
    const uses = place.uses ?? (place.path === undefined ? [word.span] : undefined);
    if (text !== undefined) return [placed(subWord(word, span[0], span[1]), place)];
    return lookUp(path, scope, deeper(walk)).flatMap((variable) =>
      texts({ ...variable, uses: variable.uses ?? uses }, scope, deeper(walk)),
    );
  };
  const main = atoms.filter(({ fallback }) => fallback !== true).flatMap(valueOf);
  if (main.some((value) => !value.unresolved)) return main;
  const rest = atoms.filter(({ fallback }) => fallback === true).flatMap(valueOf);
  return rest.length > 0 ? rest : main;
}

/**
 * A text of several pieces stands where its file name begins: in the text itself, or at the variable that the
 * name begins with. What is written before such a variable is a value of its own.
 */
function composed(word: Word, chunks: readonly Chunk[], place: Place, scope: Scope, walk: Walk): Value[] {
  const start = nameStart(word.text, chunks);
  const head = chunks.find(({ span, atoms }) => span[0] === start && atoms)?.atoms;
  const ending = chunks
    .filter(({ span }) => span[0] > start)
    .flatMap((chunk) => filled(word, chunk, scope, walk));
  const end = ending.map(({ text }) => text).join('');
  if (end.length > MAX_TEXT) return [];
  if (head) {
    const front = start > 0 ? [placed(subWord(word, 0, start), place)] : [];
    const before = front.filter(({ word: { text } }) => !isUnknownText(text));
    const known = atomValues(word, head, place, scope, walk).filter((value) => !value.unresolved);
    if (known.length > 0) return [...before, ...known.map((value) => extended(value, end))];
    if (end === '' || isUnknownText(end)) return [...before, unresolved(word, head, place)];
  }
  const pieces = chunks.flatMap((chunk) =>
    chunk.span[1] <= start ? raw(word, chunk) : filled(word, chunk, scope, walk),
  );
  const value = placed(wordOfPieces(pieces, word.span, {}), place);
  const atoms = chunks.flatMap((chunk) => chunk.atoms ?? []);
  return isUnknownText(value.word.text) ? [unresolved(word, atoms, place)] : [value];
}

/** A value with text behind it that is written elsewhere. */
function extended(value: Value, end: string): Value {
  const { word } = value;
  if (end === '') return value;
  const [, until] = word.span;
  const pieces: Piece[] = [
    ...(word.pieces ?? [{ text: word.text, span: word.span, verbatim: true }]),
    { text: end, span: [until, until], verbatim: false },
  ];
  return { ...value, word: { ...word, text: word.text + end, pieces } };
}

/** Where the last part of a path or URL begins, as far as it can be told from what is written. */
function nameStart(text: string, chunks: readonly Chunk[]): number {
  for (const { span, atoms } of [...chunks].reverse()) {
    if (atoms) continue;
    const last = Math.max(text.lastIndexOf('/', span[1] - 1), text.lastIndexOf('\\', span[1] - 1));
    if (last >= span[0]) return last + 1;
  }
  return 0;
}

function raw(word: Word, { span }: Chunk): Piece[] {
  const part = subWord(word, span[0], span[1]);
  return part.pieces ? [...part.pieces] : [{ text: part.text, span: part.span, verbatim: true }];
}

/** A chunk with the value that its expression has, or as it is written. */
function filled(word: Word, chunk: Chunk, scope: Scope, walk: Walk): Piece[] {
  if (!chunk.atoms) return raw(word, chunk);
  const value = atomValues(word, chunk.atoms, {}, scope, deeper(walk)).findLast((each) => !each.unresolved);
  if (!value) return raw(word, chunk);
  return [{ text: value.word.text, span: spanIn(word, chunk.span[0], chunk.span[1]), verbatim: false }];
}
