import { isMap, isScalar, isSeq, parseDocument } from 'yaml';
import type { Node } from 'yaml';
import type { MappingShape, Shape, TextShape } from './text/shape.js';
import type { Span } from './types.js';

/** A word of a policy file, or the place for one, and what it may be. */
export type PolicyPlace = PolicyKey | PolicyValue;

/** A key of a mapping. */
export interface PolicyKey {
  readonly kind: 'key';
  readonly span: Span;
  readonly mapping: MappingShape;
  /** The keys that the mapping has, this one among them where it stands there. */
  readonly present: readonly string[];
  /** True inside of braces. */
  readonly flow: boolean;
}

/** A value of a known form. */
export interface PolicyValue {
  readonly kind: 'value';
  readonly span: Span;
  readonly shape: TextShape | { readonly kind: 'truth' };
}

/** Stands for the word that is being typed. */
const WORD = 'kbx';
const WORD_BEFORE = /[\w.-]*$/;
const WORD_AFTER = /^[\w.-]*/;

/** What stands at an offset of a policy file, or undefined where nothing of a known form does. */
export function policyWordAt(text: string, offset: number, shape: Shape): PolicyPlace | undefined {
  return find(parse(text), shape, offset);
}

/**
 * What may be written at an offset of a policy file that is being typed: `span` is the word that is there so far.
 * Undefined where nothing is known.
 */
export function policyPlaceAt(text: string, offset: number, shape: Shape): PolicyPlace | undefined {
  const lineStart = Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
  const before = WORD_BEFORE.exec(text.slice(lineStart, offset))?.[0] ?? '';
  const after = WORD_AFTER.exec(text.slice(offset))?.[0] ?? '';
  const span: Span = [offset - before.length, offset + after.length];
  const lead = text.slice(lineStart, span[0]);
  if (/(?:^|\s)#/.test(lead)) return undefined;
  // Without its colon a key on a line of its own would be read as part of the value above it.
  const alone = /^\s*(?:-[ \t]+)*$/.test(lead) && /^[ \t]*(?:[\r\n#]|$)/.test(text.slice(span[1]));
  const typed = text.slice(0, span[0]) + (alone ? `${WORD}:` : WORD) + text.slice(span[1]);
  const place = find(parse(typed), shape, span[0]);
  if (!place) return undefined;
  const present = place.kind === 'key' ? { present: place.present.filter((key) => key !== WORD) } : {};
  return { ...place, ...present, span };
}

/** The entries that a policy file adds to the catalog, as far as they are written. */
export function ownEntries(text: string): { readonly id: string; readonly title: string }[] {
  const root = parse(text);
  const catalog = isMap(root) ? root.get('catalog', true) : undefined;
  if (!isSeq(catalog)) return [];
  return catalog.items.flatMap((item) => {
    if (!isMap(item)) return [];
    const [id, title] = [item.get('id'), item.get('title')];
    return typeof id === 'string' ? [{ id, title: typeof title === 'string' ? title : id }] : [];
  });
}

function parse(text: string): Node | null {
  return parseDocument(text.replace(/^\uFEFF/, ' '), { prettyErrors: false }).contents;
}

function find(node: Node | null, shape: Shape, offset: number): PolicyPlace | undefined {
  if (!node || !holds(node, offset)) return undefined;
  if (isSeq(node) && shape.kind === 'list') {
    const item = node.items.find((each) => holds(each as Node, offset));
    return find((item ?? null) as Node | null, shape.item, offset);
  }
  if (isMap(node)) return findInMap(node, shape, offset);
  if (!isScalar(node) || !node.range) return undefined;
  const span: Span = [node.range[0], node.range[1]];
  if (shape.kind === 'text' || shape.kind === 'truth') return { kind: 'value', span, shape };
  // The first word of a mapping that has no colon yet.
  return shape.kind === 'mapping'
    ? { kind: 'key', span, mapping: shape, present: [], flow: false }
    : undefined;
}

function findInMap(
  node: Extract<Node, { items: { key: unknown; value: unknown }[] }>,
  shape: Shape,
  offset: number,
): PolicyPlace | undefined {
  for (const { key, value } of node.items) {
    const keyNode = key as Node;
    const name = isScalar(keyNode) ? String(keyNode.value) : '';
    if (holds(keyNode, offset) && keyNode.range) {
      const span: Span = [keyNode.range[0], keyNode.range[1]];
      if (shape.kind === 'mapping') {
        const present = node.items.map((each) => (isScalar(each.key) ? String(each.key.value) : ''));
        return { kind: 'key', span, mapping: shape, present, flow: node.flow === true };
      }
      return shape.kind === 'text' && name === WORD ? { kind: 'value', span, shape } : undefined;
    }
    const field = shape.kind === 'mapping' ? shape.fields[name] : undefined;
    if (field && holds(value as Node | null, offset)) return find(value as Node, field.shape, offset);
  }
  return undefined;
}

function holds(node: Node | null, offset: number): boolean {
  return !!node?.range && node.range[0] <= offset && offset <= node.range[1];
}
