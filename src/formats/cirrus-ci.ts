import type { Format, Sink } from '../core/types.js';
import { readImage, readImages, readScripts, readVariables, variablesOf } from './shared/pipeline.js';
import type { PipelineScope } from './shared/pipeline.js';
import { distinctSink } from './shared/yaml-emit.js';
import { get, pairUnit, parseYaml, walkPairs } from './shared/yaml.js';
import type { YamlPair } from './shared/yaml.js';

/** Cirrus CI tasks: https://cirrus-ci.org/guide/writing-tasks/ */
export const cirrusCi: Format = {
  id: 'cirrus-ci',
  title: 'Cirrus CI',
  reads: 'images of containers and instances, environment, scripts',
  files: ['**/.cirrus.{yml,yaml}'],
  comment: { line: '#' },
  extract: (document, sink) => {
    const target = distinctSink(sink);
    for (const { root } of parseYaml(document, sink)) {
      const scope: PipelineScope = { values: variablesOf(get(root, 'env')) };
      walkPairs(root, (pair) => readPair(pair, scope, target));
    }
  },
};

function readPair(pair: YamlPair, scope: PipelineScope, sink: Sink): boolean {
  const { key, value } = pair;
  if (/(?:^|_)script$/.test(key)) readScripts(value, 'shell', sink);
  else if (/^(?:container|.*_container|.*_instance)$/.test(key)) {
    readImage(get(value, 'image'), { unit: pairUnit('container', pair) }, sink, scope);
    return true;
  } else if (key === 'steps') {
    readImages(value, 'step', sink, scope);
    return true;
  } else if (key === 'additional_containers') readImages(value, 'container', sink, scope);
  else if (key === 'env' || key === 'environment') readVariables(value, 'variable', sink);
  else return true;
  return false;
}
