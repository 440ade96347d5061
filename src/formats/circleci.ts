import type { Format, Sink } from '../core/types.js';
import { formatOfShell, readImages, readScripts, readVariables, variablesOf } from './shared/pipeline.js';
import type { PipelineScope } from './shared/pipeline.js';
import { distinctSink } from './shared/yaml-emit.js';
import { entries, get, parseYaml, scalar, textAt, walkPairs } from './shared/yaml.js';
import type { YamlNode, YamlPair } from './shared/yaml.js';

const USE = /<<\s*(?:pipeline\.)?parameters\.([\w-]+)\s*>>/g;

/** CircleCI configuration and orbs: https://circleci.com/docs/configuration-reference/ */
export const circleci: Format = {
  id: 'circleci',
  title: 'CircleCI',
  reads: 'images of executors and jobs, environment, parameters, scripts of run steps',
  files: ['**/.circleci/**/*.{yml,yaml}', '**/circle.{yml,yaml}'],
  comment: { line: '#' },
  extract: (document, sink) => {
    const target = distinctSink(sink);
    for (const { root } of parseYaml(document, sink)) {
      readBlock(root, [get(root, 'parameters')], target);
      for (const group of ['executors', 'jobs', 'commands']) {
        for (const each of entries(get(root, group))) {
          readBlock(each.value, [get(each.value, 'parameters'), get(root, 'parameters')], target);
        }
      }
    }
  },
};

function readBlock(
  node: YamlNode | undefined,
  parameters: readonly (YamlNode | undefined)[],
  sink: Sink,
): void {
  const scope: PipelineScope = { values: variablesOf(...parameters), pattern: USE };
  const executor = `${textAt(node, 'executor') ?? textAt(node, 'executor', 'name')} ${textAt(node, 'resource_class')}`;
  const shell = formatOfShell(textAt(node, 'shell') ?? (/\bwin/i.test(executor) ? 'pwsh' : 'bash'));
  walkPairs(node, (pair) => readPair(pair, shell, scope, sink));
}

function readPair(pair: YamlPair, shell: string | undefined, scope: PipelineScope, sink: Sink): boolean {
  const { key, value } = pair;
  if (key === 'docker') {
    readImages(value, 'image', sink, scope);
    return true;
  }
  if (key === 'environment' || key === 'parameters') {
    readVariables(value, key === 'parameters' ? 'parameter' : 'variable', sink);
    return false;
  }
  if (key === 'run') {
    const own = textAt(value, 'shell');
    const format = own === undefined ? shell : formatOfShell(own);
    readScripts(scalar(value) ? value : get(value, 'command'), format, sink);
    readVariables(get(value, 'environment'), 'variable', sink);
    return false;
  }
  // These are read with the parameters that they see.
  return !/^(?:executors|jobs|commands|workflows|orbs)$/.test(key);
}
