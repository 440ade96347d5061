import type { Format, Sink } from '../core/types.js';
import { readImage, readImages, readScripts, readVariables, variablesOf } from './shared/pipeline.js';
import type { PipelineScope } from './shared/pipeline.js';
import { distinctSink, emitCommand, wordOf } from './shared/yaml-emit.js';
import { get, itemUnit, items, parseYaml, scalar } from './shared/yaml.js';
import type { YamlItem } from './shared/yaml.js';

/** Google Cloud Build configuration, YAML or JSON: https://cloud.google.com/build/docs/build-config-file-schema */
export const cloudBuild: Format = {
  id: 'cloud-build',
  title: 'Google Cloud Build',
  reads: 'builder images, arguments, scripts, environment, substitutions, pushed images',
  files: ['**/cloudbuild*.{yml,yaml,json}', '**/*.cloudbuild.{yml,yaml,json}'],
  comment: { line: '#' },
  extract: (document, sink) => {
    const target = distinctSink(sink);
    for (const { root } of parseYaml(document, sink)) {
      const scope: PipelineScope = { values: variablesOf(get(root, 'substitutions')) };
      for (const item of items(get(root, 'steps'))) readStep(item, scope, target);
      readImages(get(root, 'images'), 'image', target, scope);
      readVariables(get(root, 'substitutions'), 'substitution', target);
      readVariables(get(get(root, 'options'), 'env'), 'variable', target);
    }
  },
};

function readStep(item: YamlItem, scope: PipelineScope, sink: Sink): void {
  const step = item.value;
  const unit = itemUnit('step', item);
  readImage(get(step, 'name'), { unit }, sink, scope);
  readScripts(get(step, 'script'), 'shell', sink);
  readVariables(get(step, 'env'), 'variable', sink);
  const builder = /\/(docker|kubectl|gcloud|helm|bash|npm|yarn|curl|wget|apt-get)$/.exec(
    scalar(get(step, 'name'))?.text ?? '',
  )?.[1];
  const entrypoint = scalar(get(step, 'entrypoint'));
  const args = items(get(step, 'args')).flatMap(({ value }) => scalar(value) ?? []);
  const program = entrypoint
    ? [wordOf(entrypoint)]
    : builder === undefined
      ? []
      : [{ text: builder, span: [item.itemSpan[0], item.itemSpan[0]] as const }];
  emitCommand(sink, [...program, ...args.map(wordOf)], { unit });
}
