import type { Format } from '../core/types.js';
import { createGenericReader, emitGenericKey } from './shared/generic.js';
import { distinctSink, wordOf } from './shared/yaml-emit.js';
import { entries, itemUnit, items, pairUnit, parseYaml, scalar } from './shared/yaml.js';
import type { YamlNode } from './shared/yaml.js';

const MAX_DEPTH = 60;

/** Configuration in YAML that no other format knows. */
export const yamlGeneric: Format = {
  id: 'yaml-generic',
  title: 'YAML',
  reads: 'images, URLs, hosts, paths and installers in values',
  files: [],
  candidates: ['**/*.{yml,yaml,yml.j2,yaml.j2,yml.in,yaml.in,yml.tpl,yaml.tpl,yml.tmpl,yaml.tmpl}'],
  comment: { line: '#' },
  looksLike: () => true,
  extract: (document, sink) => {
    const target = distinctSink(sink);
    const read = createGenericReader(document, target);
    const visit = (node: YamlNode | undefined, path: readonly string[], depth: number): void => {
      if (depth > MAX_DEPTH) return;
      for (const pair of entries(node)) {
        const unit = () => pairUnit('value', pair);
        emitGenericKey(target, pair.key, pair.keySpan, unit);
        const inner = [...path.slice(-8), pair.key];
        const value = scalar(pair.value);
        if (value) read({ path: inner, word: wordOf(value), unit, siblings: 1 });
        else visit(pair.value, inner, depth + 1);
      }
      const list = items(node);
      for (const item of list) {
        const value = scalar(item.value);
        const unit = () => itemUnit('item', item);
        if (value) read({ path, word: wordOf(value), unit, siblings: list.length });
        else visit(item.value, path, depth + 1);
      }
    };
    const template = /\{\{|\{%/.test(document.text);
    const apart = { documents: true, pairsAt: ['', '*', '*.*'] };
    for (const { root } of parseYaml(document, target, { template, apart })) visit(root, [], 0);
  },
};
