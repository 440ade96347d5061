import type { Format, Sink } from '../core/types.js';
import { parseUrl } from '../core/text/url.js';
import { emitChart, readSetValues } from './shared/kubernetes-delivery.js';
import { walkObject } from './shared/kubernetes-walk.js';
import { typedReference } from './shared/references.js';
import { distinctSink, emitText, emitValue, placement, wordOf } from './shared/yaml-emit.js';
import { get, isTemplate, itemUnit, items, parseYaml, scalar, textAt } from './shared/yaml.js';
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
      readDependencies(root, document.path.endsWith('.lock'), target);
      readReleases(root, target);
      readBundle(get(root, 'helm'), target);
      for (const { value } of items(get(root, 'targetCustomizations')))
        readBundle(get(value, 'helm'), target);
      readAnnotations(get(root, 'annotations'), target);
    }
  },
};

/** A lock is written by `helm dependency update`, so that nothing of it can go by hand. */
function readDependencies(root: YamlNode | undefined, locked: boolean, sink: Sink): void {
  for (const item of items(get(root, 'dependencies'))) {
    const { value } = item;
    const unit = locked ? undefined : itemUnit('dependency', item);
    emitChart(get(value, 'name'), get(value, 'version'), get(value, 'repository'), unit, { sink });
  }
}

function readReleases(root: YamlNode | undefined, sink: Sink): void {
  for (const item of items(get(root, 'repositories'))) {
    const url = scalar(get(item.value, 'url'));
    if (!url) continue;
    const word = wordOf(url);
    const unit = itemUnit('repository', item);
    // Of a registry the scheme is left out.
    if (textAt(item.value, 'oci') === 'true' && !parseUrl(url.text)) {
      sink.reference(typedReference('repository', 'docker', url.text, placement(word, { unit })));
    } else {
      emitValue(sink, word, 'repository', { unit });
    }
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
    readSetValues(get(value, 'set'), { sink, intent });
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
