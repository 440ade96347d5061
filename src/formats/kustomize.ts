import type { Format, Sink } from '../core/types.js';
import { parseUrl } from '../core/text/url.js';
import { subWord } from './shared/commands/words.js';
import { emitChart } from './shared/kubernetes-delivery.js';
import { readImageChange } from './shared/kubernetes-images.js';
import { walkObject } from './shared/kubernetes-walk.js';
import { fileReference, typedReference, urlReference } from './shared/references.js';
import { distinctSink, emitAssignment, emitText, placement, wordOf } from './shared/yaml-emit.js';
import { get, itemUnit, items, parseYaml, scalar } from './shared/yaml.js';
import type { YamlItem, YamlNode } from './shared/yaml.js';

/** Kustomizations (https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/). */
export const kustomize: Format = {
  id: 'kustomize',
  title: 'Kustomization',
  reads: 'images, resources, charts, patches, generators',
  files: ['**/kustomization.{yml,yaml}', '**/Kustomization'],
  comment: { line: '#' },
  extract: (document, sink) => {
    const target = distinctSink(sink);
    for (const { root } of parseYaml(document, sink)) {
      for (const item of items(get(root, 'images'))) {
        const unit = itemUnit('image', item);
        if (item.value?.kind === 'map') readImageChange(item.value, unit, { sink: target, unit });
      }
      for (const key of ['resources', 'bases', 'components', 'crds']) {
        for (const item of items(get(root, key))) readResource(item, target);
      }
      for (const item of items(get(root, 'helmCharts'))) readChart(item, target);
      for (const key of ['configMapGenerator', 'secretGenerator']) readGenerators(get(root, key), target);
      readPatches(root, target);
    }
  },
};

/** A remote resource: a URL, or `host/owner/name//path?ref=version`. */
function readResource(item: YamlItem, sink: Sink): void {
  const read = scalar(item.value);
  if (!read) return;
  const word = wordOf(read);
  const unit = itemUnit('resource', item);
  if (parseUrl(read.text)) {
    sink.reference(urlReference(read.text, placement(word, { unit })));
    return;
  }
  if (/^[\w./-]+\.(?:ya?ml|json)$/.test(read.text)) {
    sink.reference(fileReference(read.text, placement(word, { unit })));
    return;
  }
  const match = /^(?:git@)?github\.com[/:]([\w.-]+\/[\w.-]+)/.exec(read.text);
  if (!match?.[1]) return;
  const from = match[0].length - match[1].length;
  const name = subWord(word, from, match[0].length);
  sink.reference(
    typedReference('module', 'github', name.text.replace(/\.git$/, ''), placement(name, { unit })),
  );
}

function readChart(item: YamlItem, sink: Sink): void {
  const { value } = item;
  const unit = itemUnit('chart', item);
  emitChart(get(value, 'name'), get(value, 'version'), get(value, 'repo'), unit, { sink });
  walkObject(get(value, 'valuesInline'), { sink, unit });
}

function readGenerators(list: YamlNode | undefined, sink: Sink): void {
  for (const { value } of items(list)) {
    for (const item of items(get(value, 'literals'))) {
      const read = scalar(item.value);
      if (read) emitAssignment(sink, wordOf(read), { unit: itemUnit('literal', item) });
    }
  }
}

/** Patches that are written in the file itself. */
function readPatches(root: YamlNode | undefined, sink: Sink): void {
  const merges = items(get(root, 'patchesStrategicMerge')).map((item) => ({ item, node: item.value }));
  const others = ['patches', 'patchesJson6902'].flatMap((key) =>
    items(get(root, key)).map((item) => ({ item, node: get(item.value, 'patch') })),
  );
  for (const { item, node } of [...merges, ...others]) {
    const read = scalar(node);
    if (!read?.text.includes('\n')) continue;
    emitText(sink, 'kubernetes', wordOf(read), { unit: itemUnit('patch', item) });
  }
}
