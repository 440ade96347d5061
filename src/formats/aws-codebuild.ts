import type { Format } from '../core/types.js';
import { formatOfShell, readImage, readScripts, readVariables } from './shared/pipeline.js';
import { distinctSink } from './shared/yaml-emit.js';
import { entries, get, itemUnit, items, lookup, parseYaml, textAt } from './shared/yaml.js';

/** Build specifications of AWS CodeBuild: https://docs.aws.amazon.com/codebuild/latest/userguide/build-spec-ref.html */
export const awsCodebuild: Format = {
  id: 'aws-codebuild',
  title: 'AWS CodeBuild',
  reads: 'commands of the phases, environment, images of batch builds',
  files: ['**/buildspec*.{yml,yaml}', '**/*[._-]buildspec.{yml,yaml}'],
  comment: { line: '#' },
  extract: (document, sink) => {
    const target = distinctSink(sink);
    for (const { root } of parseYaml(document, sink)) {
      const format = formatOfShell(textAt(root, 'env', 'shell') ?? 'sh');
      readVariables(lookup(root, 'env', 'variables'), 'variable', target);
      for (const { value } of entries(get(root, 'phases'))) {
        readScripts(get(value, 'commands'), format, target);
        readScripts(get(value, 'finally'), format, target);
      }
      for (const list of ['build-list', 'build-graph']) {
        for (const item of items(lookup(root, 'batch', list))) {
          readImage(lookup(item.value, 'env', 'image'), { unit: itemUnit('build', item) }, target);
          readVariables(lookup(item.value, 'env', 'variables'), 'variable', target);
        }
      }
    }
  },
};
