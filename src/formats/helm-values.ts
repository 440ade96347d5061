import type { Format } from '../core/types.js';
import { looksLikeManifest, readManifests } from './shared/kubernetes.js';
import { walkObject } from './shared/kubernetes-walk.js';
import { distinctSink } from './shared/yaml-emit.js';
import { isTemplate, parseYaml } from './shared/yaml.js';

const SPLIT_IMAGE =
  /^[ \t]*\w*image:[ \t]*(?:#[^\r\n]*)?\r?\n(?:[ \t]*(?:#[^\r\n]*)?\r?\n|[ \t]+(?:registry|tag|digest|pullPolicy):[^\r\n]*\r?\n)*[ \t]+repository:/im;

/** Values of Helm charts (https://helm.sh/docs/chart_template_guide/values_files/). */
export const helmValues: Format = {
  id: 'helm-values',
  title: 'Helm values',
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
    }
  },
};
