import type { Format, Sink, Unit } from '../core/types.js';
import { readImage, readScripts, readVariables } from './shared/pipeline.js';
import { distinctSink, emitImage, wordOf } from './shared/yaml-emit.js';
import { get, itemUnit, items, pairUnit, parseYaml, scalar, walkPairs } from './shared/yaml.js';
import type { YamlNode, YamlPair } from './shared/yaml.js';

/** Bitbucket pipelines: https://support.atlassian.com/bitbucket-cloud/docs/bitbucket-pipelines-configuration-reference/ */
export const bitbucketPipelines: Format = {
  id: 'bitbucket-pipelines',
  title: 'Bitbucket Pipelines',
  reads: 'images, services, pipes, variables, scripts',
  files: ['**/bitbucket-pipelines*.{yml,yaml}'],
  comment: { line: '#' },
  extract: (document, sink) => {
    const target = distinctSink(sink);
    for (const { root } of parseYaml(document, sink)) walkPairs(root, (pair) => readPair(pair, target));
  },
};

function readPair(pair: YamlPair, sink: Sink): boolean {
  const { key, value } = pair;
  if (key === 'image') readImage(value, { unit: pairUnit('image', pair) }, sink);
  else if (key === 'script') readSteps(value, sink, stepOf(pair));
  else if (key === 'after-script') readSteps(value, sink);
  else if (key === 'variables') readVariables(value, 'variable', sink);
  else return true;
  return false;
}

/** A step must have a script. */
function stepOf({ parent }: YamlPair): Unit | undefined {
  const step = parent.holder;
  const item = step && 'key' in step && step.key === 'step' ? step.parent.holder : undefined;
  return item && 'itemSpan' in item ? itemUnit('step', item) : undefined;
}

function readSteps(node: YamlNode | undefined, sink: Sink, whole?: Unit): void {
  if (scalar(node)) readScripts(node, 'shell', sink, {}, whole);
  for (const item of items(node)) {
    const unit = (items(node).length === 1 ? whole : undefined) ?? itemUnit('command', item);
    const pipe = scalar(get(item.value, 'pipe'));
    if (!pipe) readScripts(item.value, 'shell', sink, { unit });
    else if (pipe.text.startsWith('docker://')) emitImage(sink, wordOf(pipe), { unit });
    readVariables(get(item.value, 'variables'), 'variable', sink);
  }
}
