import type { AST } from 'toml-eslint-parser';
import { createViewBuilder } from '../core/text/view.js';
import type { Format, Sink, Span, Unit } from '../core/types.js';
import { createGenericReader, emitGenericKey } from './shared/generic.js';
import type { GenericValue } from './shared/generic.js';
import { listUnit } from './shared/lists.js';
import { parseToml } from './shared/toml.js';
import { wordOf } from './shared/yaml-emit.js';

const MAX_DEPTH = 60;

/** Configuration in TOML that no other format knows. */
export const tomlGeneric: Format = {
  id: 'toml-generic',
  title: 'TOML',
  reads: 'images, URLs, hosts, paths and installers in values',
  files: [],
  candidates: ['**/*.{toml,toml.j2,toml.tpl,toml.tmpl,toml.in}'],
  comment: { line: '#' },
  looksLike: () => true,
  extract(document, sink) {
    const { text } = document;
    const read = createGenericReader(document, sink);
    const program = parseToml(text, sink);
    for (const node of program?.body[0].body ?? []) {
      if (node.type === 'TOMLKeyValue') readPair(text, node, [], read, sink, 0);
      else {
        const path = node.resolvedKey.map(String).filter((key) => !/^\d+$/.test(key));
        for (const pair of node.body) readPair(text, pair, path, read, sink, 0);
      }
    }
  },
};

type Read = (value: GenericValue) => void;

function readPair(
  text: string,
  pair: AST.TOMLKeyValue,
  path: readonly string[],
  read: Read,
  sink: Sink,
  depth: number,
): void {
  const keys = pair.key.keys.map((key) => (key.type === 'TOMLBare' ? key.name : key.value));
  const last = pair.key.keys.at(-1);
  const unit: Unit = { span: pair.range, what: 'value' };
  if (last) emitGenericKey(sink, keys.at(-1) ?? '', last.range, () => unit);
  readValue(text, pair.value, [...path.slice(-8), ...keys], unit, 1, read, sink, depth);
}

function readValue(
  text: string,
  node: AST.TOMLContentNode,
  path: readonly string[],
  unit: Unit,
  siblings: number,
  read: Read,
  sink: Sink,
  depth: number,
): void {
  if (depth > MAX_DEPTH) return;
  if (node.type === 'TOMLInlineTable') {
    for (const pair of node.body) readPair(text, pair, path, read, sink, depth + 1);
  } else if (node.type === 'TOMLArray') {
    const spans = node.elements.map(({ range }) => range);
    node.elements.forEach((element, index) => {
      const own = listUnit(spans, index, unit, 'item');
      readValue(text, element, path, own, node.elements.length, read, sink, depth + 1);
    });
  } else if (node.kind === 'string') {
    const quote = node.multiline ? 3 : 1;
    const span: Span = [node.range[0] + quote, Math.max(node.range[0] + quote, node.range[1] - quote)];
    if (text.slice(...span) !== node.value) return;
    const builder = createViewBuilder(text);
    builder.copy(...span);
    read({
      path,
      word: wordOf({ text: node.value, span, view: builder.view() }),
      unit: () => unit,
      siblings,
    });
  }
}
