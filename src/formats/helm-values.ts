import type { Format, Sink } from '../core/types.js';
import { looksLikeManifest, readManifests } from './shared/kubernetes.js';
import { walkObject } from './shared/kubernetes-walk.js';
import { typedReference } from './shared/references.js';
import { distinctSink, placement, wordOf } from './shared/yaml-emit.js';
import { isTemplate, pairUnit, parseYaml, scalar, walkPairs } from './shared/yaml.js';
import type { YamlPair } from './shared/yaml.js';

const SPLIT_IMAGE =
  /^[ \t]*\w*image:[ \t]*(?:#[^\r\n]*)?\r?\n(?:[ \t]*(?:#[^\r\n]*)?\r?\n|[ \t]+(?:registry|tag|digest|pullPolicy):[^\r\n]*\r?\n)*[ \t]+repository:/im;

/** Values of Helm charts (https://helm.sh/docs/chart_template_guide/values_files/). */
export const helmValues: Format = {
  id: 'helm-values',
  title: 'Helm values',
  reads: 'images in one or several keys, environment, URLs',
  files: ['**/{values,values[._-]*,*[._-]values}.{yml,yaml,yaml.gotmpl}'],
  candidates: ['**/*.{yml,yaml}'],
  comment: { line: '#' },
  looksLike: (text) => SPLIT_IMAGE.test(text) && !looksLikeManifest(text),
  extract: (document, sink) => {
    // A template may be named after the values that it renders.
    if (looksLikeManifest(document.text)) {
      readManifests(document, sink);
      return;
    }
    const target = distinctSink(sink);
    for (const { root } of parseYaml(document, sink, { template: isTemplate(document.text) })) {
      walkObject(root, { sink: target, unit: undefined });
      walkPairs(root, (pair) => {
        readComponent(pair, target);
        readName(pair, target);
        return undefined;
      });
    }
  },
};

/** Values of a component or an object stand under its name. */
function readComponent(pair: YamlPair, sink: Sink): void {
  if (pair.value?.kind !== 'map' || !/^[a-z0-9]+(?:-[a-z0-9]+)+$/.test(pair.key)) return;
  const unit = pairUnit('component', pair);
  sink.reference(typedReference('config', 'kubernetes-object', pair.key, { span: pair.keySpan, unit }));
}

/** Objects that a chart makes or needs are named after what they are for; a name of one word says too little. */
function readName(pair: YamlPair, sink: Sink): void {
  const read =
    /^(?:name|(?:fullname|name)Override|existingSecret|\w+Name)$/.test(pair.key) && scalar(pair.value);
  if (!read || !/^[a-z0-9]+(?:-[a-z0-9]+)+$/.test(read.text)) return;
  const unit = pairUnit('setting', pair);
  sink.reference(typedReference('config', 'kubernetes-object', read.text, placement(wordOf(read), { unit })));
}
