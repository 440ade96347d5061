import type { Format, Sink } from '../core/types.js';
import { emitSourceText } from './shared/manifest.js';
import { readScripts } from './shared/pipeline.js';
import { fileReference, packageReference } from './shared/references.js';
import { distinctSink, placement, wordOf } from './shared/yaml-emit.js';
import { splitWord } from './shared/commands/words.js';
import { get, itemUnit, items, parseYaml, scalar } from './shared/yaml.js';
import type { YamlItem, YamlNode } from './shared/yaml.js';

const MAX_DEPTH = 20;

/** Manifests of flatpak-builder, YAML or JSON: https://docs.flatpak.org/en/latest/flatpak-builder-command-reference.html */
export const flatpak: Format = {
  id: 'flatpak',
  title: 'Flatpak manifest',
  reads: 'the app and its runtime, sources and commands of modules, folders let in',
  files: ['**/*.flatpak.{yml,yaml,json}', '**/flatpak/*.{yml,yaml,json}'],
  candidates: ['**/*.{yml,yaml,json}'],
  comment: { line: '#' },
  looksLike: (text) => /^[\s{]*"?runtime-version"?\s*:/m.test(text) && /^\s*"?(?:app-)?id"?\s*:/m.test(text),
  extract: (document, sink) => {
    const target = distinctSink(sink);
    for (const { root } of parseYaml(document, sink)) {
      for (const key of ['id', 'app-id', 'runtime', 'sdk', 'base']) {
        const read = scalar(get(root, key));
        if (!read) continue;
        const defines = key.endsWith('id');
        target.reference(packageReference('flatpak', { name: read.text }, { span: read.span, defines }));
      }
      for (const item of items(get(root, 'finish-args'))) readPermission(item, target);
      readModules(get(root, 'modules'), target, 0);
    }
  },
};

/** `--filesystem=/folder:ro` lets the app into a folder. */
function readPermission(item: YamlItem, sink: Sink): void {
  const read = scalar(item.value);
  if (!read) return;
  for (const part of splitWord(wordOf(read), /[=:]/g)) {
    if (!part.text.startsWith('/')) continue;
    sink.reference(fileReference(part.text, placement(part, { unit: itemUnit('permission', item) })));
  }
}

function readModules(node: YamlNode | undefined, sink: Sink, depth: number): void {
  if (depth > MAX_DEPTH) return;
  for (const { value: module } of items(node)) {
    for (const item of items(get(module, 'sources'))) {
      const unit = itemUnit('source', item);
      for (const key of ['url', 'path']) emitSourceText(get(item.value, key), { unit }, sink);
      readScripts(get(item.value, 'commands'), 'shell', sink);
    }
    for (const key of ['build-commands', 'post-install', 'cleanup-commands'])
      readScripts(get(module, key), 'shell', sink);
    readModules(get(module, 'modules'), sink, depth + 1);
  }
}
