import type { Node } from 'jsonc-parser';
import type { Format } from '../core/types.js';
import { createGenericReader, emitGenericKey } from './shared/generic.js';
import { jsonString, jsonUnit, members, parseJson } from './shared/json.js';
import { wordOf } from './shared/yaml-emit.js';

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
    const queue: { node: Node; path: readonly string[]; siblings: number }[] = [];
    const root = parseJson(text, sink);
    if (root) queue.push({ node: root, path: [], siblings: 1 });
    for (let next = queue.pop(); next; next = queue.pop()) {
      const { node, path, siblings } = next;
      const string = mayMatter(String(node.value)) ? jsonString(text, node) : undefined;
      const place = node.parent?.type === 'property' ? node.parent : node;
      if (string && place.parent) {
        read({ path, word: wordOf(string), unit: () => jsonUnit(text, place, 'value'), siblings });
      }
      for (const { key, keySpan, value, node: property } of members(node)) {
        emitGenericKey(sink, key, keySpan, () => jsonUnit(text, property, 'value'));
        queue.push({ node: value, path: [...path.slice(-8), key], siblings: 1 });
      }
      if (node.type !== 'array') continue;
      const children = node.children ?? [];
      for (const child of children) queue.push({ node: child, path, siblings: children.length });
    }
  },
};
