import type { Span, View } from '../../core/types.js';
import { sliceView } from '../../core/text/view.js';
import { blockView, flowView } from './yaml-scalar.js';
import type { YamlItem, YamlMap, YamlNode, YamlPair } from './yaml-model.js';

/** A scalar's decoded text. */
export interface ScalarText {
  readonly text: string;
  /** Where it is written, without quotes; of a block scalar, its lines without the header. */
  readonly span: Span;
  /** The text with the way back to the document. */
  readonly view: View;
}

const QUOTES = { plain: '', single: "'", double: '"' } as const;

/** The decoded text of a scalar, or undefined for anything else. */
export function scalar(node: YamlNode | undefined): ScalarText | undefined {
  if (node?.kind !== 'scalar') return undefined;
  const { text: source, masked } = node.source;
  const [start, end] = node.span;
  if (node.style === 'block') {
    const view = blockView(source, { start, end, parentIndent: node.parentIndent, masked });
    const first = source.indexOf('\n', start);
    let from = first < 0 || first >= end ? end : first + 1;
    while (from < end && /\s/.test(source[from] ?? '')) from++;
    return { text: view.text, span: [from, end], view };
  }
  const quote = QUOTES[node.style];
  const closed = quote !== '' && end - start >= 2 && source[end - 1] === quote;
  const span: Span = [start + quote.length, closed ? end - 1 : end];
  const inner = source.slice(...span);
  const view = /[\r\n\\']/.test(inner) ? flowView(source, span[0], span[1], quote) : sliceView(source, span);
  return { text: view.text, span, view };
}

/** The pairs of a map with those of its merge keys that it does not set itself. Empty for anything else. */
export function entries(node: YamlNode | undefined): YamlPair[] {
  if (node?.kind !== 'map') return [];
  if (!node.pairs.some(({ key }) => key === '<<')) return [...node.pairs];
  const found = new Map<string, YamlPair>();
  const seen = new Set<YamlMap>();
  const add = (map: YamlNode | undefined): void => {
    if (map?.kind === 'seq') for (const { value } of map.items) addMap(value);
    else addMap(map);
  };
  const addMap = (map: YamlNode | undefined): void => {
    if (map?.kind !== 'map' || seen.has(map)) return;
    seen.add(map);
    for (const pair of map.pairs) {
      if (pair.key !== '<<' && !found.has(pair.key)) found.set(pair.key, pair);
    }
    for (const pair of map.pairs) if (pair.key === '<<') add(pair.value);
  };
  addMap(node);
  return [...found.values()];
}

/** The items of a sequence; empty for anything else. */
export function items(node: YamlNode | undefined): readonly YamlItem[] {
  return node?.kind === 'seq' ? node.items : [];
}

/** Maps in which a key is not looked for one by one, since what looks for one looks for many. */
const LARGE = 32;
const indexes = new WeakMap<YamlMap, ReadonlyMap<string, YamlPair>>();

/** The pair of a key, merge keys followed. */
export function pairOf(node: YamlNode | undefined, key: string): YamlPair | undefined {
  if (node?.kind !== 'map') return undefined;
  if (node.pairs.length > LARGE) return indexOf(node).get(key);
  return node.pairs.find((pair) => pair.key === key) ?? entries(node).find((pair) => pair.key === key);
}

function indexOf(node: YamlMap): ReadonlyMap<string, YamlPair> {
  let index = indexes.get(node);
  if (!index) {
    // Of keys that are there twice the first counts, as it does in a small map.
    index = new Map([...entries(node), ...node.pairs].reverse().map((pair) => [pair.key, pair]));
    indexes.set(node, index);
  }
  return index;
}

/** The value of a key, aliases and merge keys followed. */
export function get(node: YamlNode | undefined, key: string): YamlNode | undefined {
  return pairOf(node, key)?.value;
}

/** The value at a path of keys. */
export function lookup(node: YamlNode | undefined, ...path: readonly string[]): YamlNode | undefined {
  return path.reduce<YamlNode | undefined>((at, key) => get(at, key), node);
}

/** The decoded text of the scalar at a path of keys. */
export function textAt(node: YamlNode | undefined, ...path: readonly string[]): string | undefined {
  return scalar(lookup(node, ...path))?.text;
}

/**
 * Visits the map pairs below a node in the order of the text, each once however many aliases lead to it. A
 * visitor that returns false keeps what is below out.
 */
export function walkPairs(node: YamlNode | undefined, visit: (pair: YamlPair) => boolean | undefined): void {
  const seen = new Set<YamlNode>();
  const queue: (YamlNode | undefined)[] = [node];
  while (queue.length > 0) {
    const next = queue.pop();
    if (!next || seen.has(next)) continue;
    seen.add(next);
    if (next.kind === 'map') {
      const below = next.pairs.filter((pair) => visit(pair) !== false);
      for (let index = below.length - 1; index >= 0; index--) queue.push(below[index]?.value);
    } else if (next.kind === 'seq') {
      for (let index = next.items.length - 1; index >= 0; index--) queue.push(next.items[index]?.value);
    }
  }
}
