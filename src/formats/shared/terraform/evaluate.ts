import type { Span, Unit } from '../../../core/types.js';
import { jsonUnit } from '../json.js';
import type { HclBlock, HclBody, HclEntry, HclExpression, HclReference, HclString } from '../hcl-model.js';
import { choiceOf, piecesOf, select, textsOf, usePiece } from '../cloud/values.js';
import type { Field, Item, ObjectValue, TextValue, Value } from '../cloud/values.js';
import { usedAt } from '../cloud/rewrite.js';
import type { Piece } from '../commands/words.js';
import { callFunction } from './functions.js';
import type { Known, Scope } from './scope.js';

/** Where and with what an expression is evaluated. */
export interface At {
  readonly scope: Scope;
  /** The text that the expression's spans lie in, and its file where that is not the scanned one. */
  readonly text: string;
  readonly path?: string | undefined;
  /** The place in the scanned file that leads to the expression through a variable. */
  readonly use?: Span | undefined;
  /** What a loop goes through, by the name of its iterator. */
  readonly loops?: ReadonlyMap<string, Value>;
  readonly depth: number;
  /** How many values may still be read through names: these can refer to each other without end. */
  readonly budget: { left: number };
  /** Resolves a value that holds expressions in its texts. */
  readonly expand?: (value: Value, depth: number) => Value;
  readonly readFile: (name: string) => { readonly path: string; readonly text: string } | undefined;
}

const MAX_DEPTH = 150;

/** The value of an expression as far as the configuration tells it. */
export function evaluate(expression: HclExpression, outer: At): Value {
  const { span } = expression;
  const use = outer.use ?? span;
  if (outer.depth > MAX_DEPTH || (outer.use && outer.budget.left-- <= 0))
    return { kind: 'unknown', span: use };
  const at: At = { ...outer, depth: outer.depth + 1 };
  switch (expression.kind) {
    case 'string':
      return evaluateString(expression, at);
    case 'literal':
      return { kind: 'text', word: { text: expression.text, span, path: at.path, uses: usesOf(at) } };
    case 'reference':
      return evaluateReference(expression, at);
    case 'list':
      return {
        kind: 'list',
        span,
        items: expression.items.map((item, index): Item => ({
          value: evaluate(item, at),
          unit: at.use ? undefined : () => partUnit(expression.items, index, 'list item', at.text),
        })),
      };
    case 'object':
      return {
        kind: 'object',
        span,
        fields: expression.entries.map((entry, index) => fieldOfEntry(expression.entries, entry, index, at)),
      };
    case 'call':
      return callFunction(expression, at);
    case 'compound':
      if (expression.path && expression.operands[0])
        return select(evaluate(expression.operands[0], at), expression.path, use);
      return choiceOf(
        expression.operands.map((operand) => evaluate(operand, at)).filter(({ kind }) => kind !== 'unknown'),
        use,
      );
  }
}

function usesOf({ use }: At): readonly Span[] | undefined {
  return use && [use];
}

function fieldOfEntry(entries: readonly HclEntry[], entry: HclEntry, index: number, at: At): Field {
  const { name, nameSpan, value, node } = entry;
  const make = (): Unit =>
    node ? jsonUnit(at.text, node, 'setting') : partUnit(entries, index, 'setting', at.text);
  return { name, nameSpan, value: evaluate(value, at), unit: at.use ? undefined : make };
}

function partUnit(
  parts: readonly { readonly span: Span }[],
  index: number,
  what: string,
  text: string,
): Unit {
  const span = parts[index]?.span ?? [0, 0];
  const after = parts[index + 1]?.span;
  const before = parts[index - 1]?.span;
  if (after) return { span, what, remove: [{ span: [span[0], after[0]], text: '' }] };
  if (before) return { span, what, remove: [{ span: [before[1], span[1]], text: '' }] };
  const lead = /\s*$/.exec(text.slice(Math.max(0, span[0] - 200), span[0]))?.[0].length ?? 0;
  const trail = /^,?\s*/.exec(text.slice(span[1], span[1] + 200))?.[0].length ?? 0;
  return { span, what, remove: [{ span: [span[0] - lead, span[1] + trail], text: '' }] };
}

/** A string with the values of its templates; one that is nothing but a template is its value. */
function evaluateString({ word, templates }: HclString, at: At): Value {
  const own = { ...word, path: at.path, uses: usesOf(at) };
  const [only] = templates;
  if (only?.value && only.from === 0 && only.to === word.text.length && templates.length === 1)
    return evaluate(only.value, { ...at, use: at.use ?? word.span });
  const pieces: Piece[] = [];
  let from = 0;
  for (const { from: start, to, value } of templates) {
    const [known] = value && !word.text.includes('\n') ? textsOf(evaluate(value, at)) : [];
    if (!known) continue;
    pieces.push(
      ...piecesOf(word, from, start),
      usePiece(known, piecesOf(word, start, to)[0]?.span ?? word.span),
    );
    from = to;
  }
  if (from === 0) return { kind: 'text', word: own };
  pieces.push(...piecesOf(word, from));
  return { kind: 'text', word: { ...own, text: textOf(pieces), pieces }, raw: own };
}

/** Texts after each other as one. */
export function textOf(pieces: readonly Piece[]): string {
  return pieces.map(({ text }) => text).join('');
}

function evaluateReference({ path, span }: HclReference, at: At): Value {
  const use = at.use ?? span;
  const [first = '', second = '', ...rest] = path;
  const loop = at.loops?.get(first);
  if (loop) return second === 'key' ? keysOf(loop, use) : select(loop, ['*', ...rest], use);
  const known = /^(?:var|local)$/.test(first) ? at.scope.get(`${first}.${second}`) : bare(first, at);
  if (!known && path.length === 1)
    return { kind: 'text', word: { text: first, span, path: at.path, uses: usesOf(at) } };
  if (!known) return { kind: 'unknown', span: use, variable: /^(?:var|local)$/.test(first) };
  const members = /^(?:var|local)$/.test(first) ? rest : path.slice(1);
  return select(valueOf(known, use, at), members, use);
}

/** What a name stands for, at a place that uses it. */
export function valueOf(known: Known, use: Span, at: At): Value {
  if (known.value) return usedAt(at.expand?.(known.value, at.depth) ?? known.value, use);
  return evaluate(known.expression, { ...at, text: known.text, path: known.path, use });
}

/** The variables of docker-bake files have no prefix. */
function bare(name: string, { scope }: At): Known | undefined {
  return scope.get(name);
}

function keysOf(loop: Value, span: Span): Value {
  if (loop.kind === 'list') return loop;
  if (loop.kind !== 'object') return { kind: 'unknown', span };
  return choiceOf(
    loop.fields.map(({ name, nameSpan }): TextValue => ({
      kind: 'text',
      word: { text: name, span: nameSpan },
    })),
    span,
  );
}

/** A block's body as an object whose blocks are fields like the others. */
export function objectOf(
  { attributes, blocks }: HclBody,
  span: Span,
  outer: At,
  label?: string,
): ObjectValue {
  const each = attributes.find(({ name }) => name === 'for_each');
  const at = each ? withLoop(outer, 'each', evaluate(each.value, outer)) : outer;
  const fields: Field[] = attributes.map(({ name, nameSpan, span: place, value, node }) => ({
    name,
    nameSpan,
    value: name === 'script' || name === 'scripts' ? filesOf(evaluate(value, at), at) : evaluate(value, at),
    unit: () => (node ? jsonUnit(at.text, node, 'attribute') : { span: place, what: 'attribute' }),
  }));
  for (const block of blocks) fields.push(fieldOfBlock(block, at));
  return { kind: 'object', span, fields, label };
}

/** A setting that names scripts stands for their text, where that is in reach. */
function filesOf(value: Value, at: At): Value {
  if (value.kind === 'list') {
    return { ...value, items: value.items.map((item) => ({ ...item, value: filesOf(item.value, at) })) };
  }
  if (value.kind !== 'text' || at.path !== undefined) return value;
  const file = at.readFile(value.raw?.text ?? value.word.text);
  return file ? { kind: 'file', ...file, span: value.word.span } : value;
}

function fieldOfBlock(block: HclBlock, at: At): Field {
  const { type, labels, span, body } = block;
  const nameSpan: Span = [span[0], span[0] + type.length];
  const content = type === 'dynamic' ? body.blocks.find((inner) => inner.type === 'content') : undefined;
  const name = content ? (labels[0] ?? type) : type;
  const each = body.attributes.find((attribute) => attribute.name === 'for_each');
  const below = content && each ? withLoop(at, name, evaluate(each.value, at)) : at;
  const value = objectOf((content ?? block).body, span, below, labels[0]);
  return { name, nameSpan, value, block: true, unit: () => ({ span, what: `${type} block` }) };
}

function withLoop(at: At, name: string, value: Value): At {
  return { ...at, loops: new Map([...(at.loops ?? []), [name, value]]) };
}
