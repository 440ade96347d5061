import type { Node } from 'jsonc-parser';
import type { Format } from '../core/types.js';
import { createGenericReader, emitGenericKey } from './shared/generic.js';
import { jsonString, jsonUnit, members, parseJson } from './shared/json.js';
import { wordOf } from './shared/yaml-emit.js';

const MAX_KEYS = 9;

/** Configuration in JSON that no other format knows. */
export const jsonGeneric: Format = {
  id: 'json-generic',
  title: 'JSON',
  reads: 'images, URLs, hosts, paths and installers in values',
  files: [],
  candidates: ['**/*.{json,jsonc,json5,json.j2,json.tpl,json.tmpl,webmanifest}'],
  looksLike: () => true,
  extract(document, sink) {
    const { text, mayMatter = () => true } = document;
    const read = createGenericReader(document, sink);
    const root = parseJson(text, sink, { document, deepest: Infinity });
    const queue = root ? [root] : [];
    for (let node = queue.pop(); node; node = queue.pop()) {
      if (node.type === 'string' && node.parent && mayMatter(String(node.value))) {
        const string = jsonString(text, node);
        const place = node.parent.type === 'property' ? node.parent : node;
        const siblings = place === node ? (node.parent.children?.length ?? 1) : 1;
        if (string) {
          read({
            path: keysAbove(node),
            word: wordOf(string),
            unit: () => jsonUnit(text, place, 'value'),
            siblings,
          });
        }
      }
      for (const { key, keySpan, value, node: property } of members(node)) {
        emitGenericKey(sink, key, keySpan, () => jsonUnit(text, property, 'value'));
        queue.push(value);
      }
      if (node.type === 'array') for (const child of node.children ?? []) queue.push(child);
    }
  },
};

/** The keys from the root to a value, as many of the last ones as tell of it. */
function keysAbove(value: Node): string[] {
  const keys: string[] = [];
  for (let node = value.parent; node && keys.length < MAX_KEYS; node = node.parent) {
    if (node.type === 'property') keys.unshift(String(node.children?.[0]?.value));
  }
  return keys;
}
