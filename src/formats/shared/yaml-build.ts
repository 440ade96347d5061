import { isAlias, isMap, isPair, isScalar, isSeq } from 'yaml';
import type { Alias, Document, Node, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import type { Span } from '../../core/types.js';
import type {
  YamlDocument,
  YamlItem,
  YamlMap,
  YamlNode,
  YamlPair,
  YamlScalar,
  YamlSeq,
  YamlSource,
} from './yaml-model.js';
import { scalar } from './yaml-read.js';

/** Takes the place of an alias without an anchor before it. */
type OnUnresolved = (span: Span, name: string) => void;

type Holder = YamlPair | YamlItem;
type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** The place in the source of a place in what was parsed. */
type Place = (span: Span) => Span;

interface Context {
  readonly source: YamlSource;
  readonly place: Place;
  readonly anchors: Map<string, YamlNode>;
  readonly unresolved: OnUnresolved;
}

/**
 * Turns a parsed document into the model. An alias becomes the node that it stands for, so that the result has
 * as many nodes as the text, and no cycle: a node is known by its anchor only after it is complete.
 */
export function buildDocument(
  document: Document,
  source: YamlSource,
  place: Place,
  unresolved: OnUnresolved,
): YamlDocument {
  const context: Context = { source, place, anchors: new Map(), unresolved };
  const root = document.contents ? build(document.contents, undefined, context) : undefined;
  return { source, root };
}

function build(node: Node, holder: Holder | undefined, context: Context): YamlNode | undefined {
  if (isAlias(node)) return resolve(node, context);
  let built: YamlNode | undefined;
  if (isMap(node)) built = buildMap(node, holder, context);
  else if (isSeq(node)) built = buildSeq(node, holder, context);
  else if (isScalar(node)) built = buildScalar(node, holder, context);
  if (built && 'anchor' in node && node.anchor) context.anchors.set(node.anchor, built);
  return built;
}

function resolve(alias: Alias, context: Context): YamlNode | undefined {
  const found = context.anchors.get(alias.source);
  if (!found) context.unresolved(rangeOf(alias, context), alias.source);
  return found;
}

function localTag({ tag }: Node): string | undefined {
  return tag?.startsWith('!') ? tag : undefined;
}

function rangeOf(node: Node, { place }: Context): Span {
  return node.range ? place([node.range[0], node.range[1]]) : [0, 0];
}

const STYLES: Readonly<Record<string, YamlScalar['style']>> = {
  QUOTE_SINGLE: 'single',
  QUOTE_DOUBLE: 'double',
  BLOCK_LITERAL: 'block',
  BLOCK_FOLDED: 'block',
};

function buildScalar(node: Scalar, holder: Holder | undefined, context: Context): YamlScalar | undefined {
  const { source } = context;
  const style = STYLES[node.type ?? ''] ?? 'plain';
  const range = rangeOf(node, context);
  const token = node.srcToken;
  if (style === 'plain' && range[0] === range[1]) return undefined;
  const span: Span = [range[0], style === 'block' ? trimEnd(source.masked, range) : range[1]];
  const parentIndent = token?.type === 'block-scalar' ? token.indent : 0;
  return { source, span, tag: localTag(node), holder, kind: 'scalar', style, parentIndent };
}

function buildMap(node: YAMLMap, holder: Holder | undefined, context: Context): YamlMap {
  const pairs: YamlPair[] = [];
  const span = rangeOf(node, context);
  const flow = node.flow === true;
  const map: Writable<YamlMap> = {
    source: context.source,
    span,
    tag: localTag(node),
    holder,
    kind: 'map',
    flow,
    pairs,
  };
  for (const each of node.items as readonly unknown[])
    if (isPair(each)) pairs.push(buildPair(each, map, context));
  map.span = collectionSpan(map, pairs.at(-1)?.pairSpan);
  return map;
}

function buildPair(pair: Pair, parent: YamlMap, context: Context): YamlPair {
  const keyNode = pair.key as Node | null;
  const built: Writable<YamlPair> = { key: '', keySpan: [0, 0], value: undefined, pairSpan: [0, 0], parent };
  const key = keyNode ? build(keyNode, built, context) : undefined;
  const read = scalar(key);
  const sep = tokensEnd(pair.srcToken?.sep, context);
  const keySpan = keyNode ? rangeOf(keyNode, context) : sep;
  built.key = read?.text ?? '';
  built.keySpan = read && !isAlias(keyNode) ? read.span : keySpan;
  const valueNode = pair.value as Node | null;
  built.value = valueNode ? build(valueNode, built, context) : undefined;
  if (isAlias(valueNode)) built.alias = rangeOf(valueNode, context);
  const start = withProperties(context.source.masked, keySpan[0]);
  built.pairSpan = [start, Math.max(keySpan[1], sep[1], valueEnd(built))];
  return built;
}

function buildSeq(node: YAMLSeq, holder: Holder | undefined, context: Context): YamlSeq {
  const items: YamlItem[] = [];
  const flow = node.flow === true;
  const span = rangeOf(node, context);
  const seq: Writable<YamlSeq> = {
    source: context.source,
    span,
    tag: localTag(node),
    holder,
    kind: 'seq',
    flow,
    items,
  };
  const dashes = dashesOf(node, context);
  for (const [index, each] of (node.items as readonly unknown[]).entries()) {
    const item: Writable<YamlItem> = { value: undefined, itemSpan: [0, 0], parent: seq };
    const child = each as Node;
    const range = rangeOf(child, context);
    item.value = build(child, item, context);
    if (isAlias(child)) item.alias = range;
    const start = dashes[index] ?? withProperties(context.source.masked, range[0]);
    item.itemSpan = [start, Math.max(start + 1, valueEnd(item))];
    items.push(item);
  }
  seq.span = collectionSpan(seq, items.at(-1)?.itemSpan);
  return seq;
}

function valueEnd({ alias, value }: { alias?: Span; value: YamlNode | undefined }): number {
  return alias ? alias[1] : (value?.span[1] ?? 0);
}

/** The parser counts the break after a block collection to it; ours ends with its last item. */
function collectionSpan({ flow, span }: { flow: boolean; span: Span }, last: Span | undefined): Span {
  return flow || !last ? span : [span[0], last[1]];
}

/** Offsets of the dashes of a block sequence, item by item. */
function dashesOf(node: YAMLSeq, { place }: Context): number[] {
  const token = node.srcToken;
  if (token?.type !== 'block-seq') return [];
  return token.items.flatMap(({ start, value }) => {
    const dash = start.find(({ type }) => type === 'seq-item-ind');
    const offset = dash?.offset ?? value?.offset;
    return offset === undefined ? [] : [place([offset, offset])[0]];
  });
}

/** Last significant token between a key and its value. */
function tokensEnd(
  tokens: readonly { type: string; offset: number; source: string }[] | undefined,
  { place }: Context,
): Span {
  const last = tokens?.filter(({ type }) => !['space', 'newline', 'comment'].includes(type)).at(-1);
  return last ? place([last.offset, last.offset + last.source.length]) : [0, 0];
}

/** Moves a start back over the anchor and the tag before it on its line. */
function withProperties(text: string, start: number): number {
  let at = start;
  for (let tries = 0; tries < 2; tries++) {
    let from = at;
    while (from > 0 && text[from - 1] === ' ') from--;
    if (from === at) return at;
    const end = from;
    while (from > 0 && !/[\s,[\]{}]/.test(text[from - 1] ?? '')) from--;
    if (from === end || !/[&!]/.test(text[from] ?? '')) return at;
    at = from;
  }
  return at;
}

function trimEnd(text: string, [start, end]: Span): number {
  let at = end;
  while (at > start && /\s/.test(text[at - 1] ?? '')) at--;
  return at;
}
