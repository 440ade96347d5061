import type { Format, Sink } from '../core/types.js';
import { emitChart } from './shared/kubernetes-delivery.js';
import { walkObject } from './shared/kubernetes-walk.js';
import { distinctSink, emitImage, emitText, emitValue, wordOf } from './shared/yaml-emit.js';
import { get, isTemplate, itemUnit, items, parseYaml, scalar } from './shared/yaml.js';
import type { YamlNode } from './shared/yaml.js';

/**
 * Lists of charts: a chart's own dependencies (https://helm.sh/docs/topics/charts/#chart-dependencies),
 * Helmfile's releases (https://helmfile.readthedocs.io/) and Fleet's bundle (https://fleet.rancher.io/ref-fleet-yaml).
 */
export const helmChart: Format = {
  id: 'helm-chart',
  title: 'Helm chart',
  reads: 'dependencies, repositories, releases and their values',
  files: [
    '**/Chart.{yml,yaml,lock}',
    '**/helmfile.{yml,yaml,yaml.gotmpl}',
    '**/helmfile.d/**/*.{yml,yaml,yaml.gotmpl}',
    '**/fleet.{yml,yaml}',
  ],
  candidates: ['**/requirements.{yaml,lock}'],
  comment: { line: '#' },
  looksLike: (text) => /^\uFEFF?dependencies:/m.test(text) && /^[- ]+repository:/m.test(text),
  extract: (document, sink) => {
    const target = distinctSink(sink);
    for (const { root } of parseYaml(document, sink, { template: isTemplate(document.text) })) {
      readDependencies(root, target);
      readReleases(root, target);
      readBundle(get(root, 'helm'), target);
      readAnnotations(get(root, 'annotations'), target);
    }
  },
};

function readDependencies(root: YamlNode | undefined, sink: Sink): void {
  for (const item of items(get(root, 'dependencies'))) {
    const { value } = item;
    const unit = itemUnit('dependency', item);
    emitChart(get(value, 'name'), get(value, 'version'), get(value, 'repository'), unit, { sink });
  }
}

function readReleases(root: YamlNode | undefined, sink: Sink): void {
  for (const item of items(get(root, 'repositories'))) {
    const url = scalar(get(item.value, 'url'));
    if (url) emitValue(sink, wordOf(url), 'repository', { unit: itemUnit('repository', item) });
  }
  for (const item of items(get(root, 'releases'))) {
    const { value } = item;
    const unit = itemUnit('release', item);
    const removed = scalar(get(value, 'installed'))?.text === 'false';
    const intent = removed ? ('remove' as const) : undefined;
    emitChart(get(value, 'chart'), get(value, 'version'), undefined, unit, { sink, intent });
    for (const values of items(get(value, 'values'))) {
      if (values.value?.kind === 'map') walkObject(values.value, { sink, unit, intent });
    }
    for (const set of items(get(value, 'set'))) {
      const name = scalar(get(set.value, 'name'))?.text ?? '';
      const text = scalar(get(set.value, 'value'));
      if (!text || /tag$/i.test(name)) continue;
      const around = { unit: itemUnit('value', set), intent };
      if (/image(?:\.repository)?$/i.test(name)) emitImage(sink, wordOf(text), around);
      else emitValue(sink, wordOf(text), name, around);
    }
  }
}

function readBundle(helm: YamlNode | undefined, sink: Sink): void {
  emitChart(get(helm, 'chart'), get(helm, 'version'), get(helm, 'repo'), undefined, { sink });
  walkObject(get(helm, 'values'), { sink, unit: undefined });
}

/** Artifact Hub's list of the images that a chart pulls. */
function readAnnotations(annotations: YamlNode | undefined, sink: Sink): void {
  const images = scalar(get(annotations, 'artifacthub.io/images'));
  if (images) emitText(sink, 'helm-values', wordOf(images), { intent: 'mention' });
}
