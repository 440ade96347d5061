import { wordOfPieces, subWord } from './commands/words.js';
import type { Piece, Word } from './commands/words.js';
import { wordOf } from './yaml-emit.js';
import { entries, get, itemUnit, items, lookup, scalar } from './yaml.js';
import type { YamlNode } from './yaml.js';

/** What the expressions of a job may stand for: its own nodes, from the innermost outwards. */
export interface Scope {
  /** The `env` maps, the innermost first. */
  readonly env: readonly (YamlNode | undefined)[];
  readonly matrix?: YamlNode | undefined;
  /** The `inputs` maps of the workflow's triggers or of the action. */
  readonly inputs: readonly (YamlNode | undefined)[];
}

const EXPRESSION = /\$\{\{\s*(env|matrix|inputs|github\.event\.inputs)\.([\w.-]+)\s*\}\}/g;
const MAX_VALUES = 100;

/**
 * The words that a word with expressions may become: one for each value of a matrix, and one in which values of
 * `env` and defaults of `inputs` stand for theirs. A word that is one expression lies where the value is written.
 */
export function expand(word: Word, scope: Scope): Word[] {
  const matches = [...word.text.matchAll(EXPRESSION)];
  const [first] = matches;
  if (!first) return [word];
  if (first[0] === word.text.trim()) {
    const values = valuesOf(first[1] ?? '', first[2] ?? '', scope);
    return values.length > 0 ? values.map((value) => ({ ...value, uses: [word.span] })) : [word];
  }
  const pieces: Piece[] = [];
  let at = 0;
  for (const match of matches) {
    const values = valuesOf(match[1] ?? '', match[2] ?? '', scope);
    const [only] = values;
    if (values.length !== 1 || !only || only.pieces) continue;
    const end = match.index + match[0].length;
    pieces.push(...piecesOf(word, at, match.index));
    const use = subWord(word, match.index, end).span;
    pieces.push({ text: only.text, span: use, verbatim: false, origin: only.span });
    at = end;
  }
  if (at === 0) return [word];
  pieces.push(...piecesOf(word, at, word.text.length));
  return [wordOfPieces(pieces, word.span, {})];
}

function piecesOf(word: Word, from: number, to: number): Piece[] {
  if (to <= from) return [];
  const part = subWord(word, from, to);
  return part.pieces ? [...part.pieces] : [{ text: part.text, span: part.span, verbatim: true }];
}

function valuesOf(context: string, path: string, scope: Scope): Word[] {
  const keys = path.split('.');
  if (context === 'matrix') return matrixValues(scope.matrix, keys);
  const nodes =
    context === 'env'
      ? [scope.env.map((map) => get(map, path)).find((node) => node !== undefined)]
      : scope.inputs.map((map) => lookup(map, path, 'default'));
  return nodes.flatMap(literal);
}

/** The items of a matrix' list, and what its `include` adds; each can go for itself. */
function matrixValues(matrix: YamlNode | undefined, [key = '', ...rest]: readonly string[]): Word[] {
  const own = items(get(matrix, key)).map((item) => ({ item, node: lookup(item.value, ...rest) }));
  const included = items(get(matrix, 'include')).map((item) => ({
    item,
    node: lookup(item.value, key, ...rest),
  }));
  return [...own, ...included]
    .slice(0, MAX_VALUES)
    .flatMap(({ item, node }) =>
      literal(node).map((word) => ({ ...word, item: itemUnit('matrix value', item) })),
    );
}

function literal(node: YamlNode | undefined): Word[] {
  const read = scalar(node);
  return read && read.text !== '' && !read.text.includes('${{') ? [wordOf(read)] : [];
}

/** The input maps of a workflow's triggers. */
export function workflowInputs(root: YamlNode | undefined): (YamlNode | undefined)[] {
  return entries(get(root, 'on')).map(({ value }) => get(value, 'inputs'));
}
