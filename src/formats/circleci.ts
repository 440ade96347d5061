import type { Format, Sink, Unit } from '../core/types.js';
import { formatOfShell, readImages, readScripts, readVariables, variablesOf } from './shared/pipeline.js';
import type { PipelineScope } from './shared/pipeline.js';
import { distinctSink } from './shared/yaml-emit.js';
import { yamlNames } from './shared/yaml-names.js';
import { entries, get, itemUnit, pairUnit, parseYaml, scalar, textAt, walkPairs } from './shared/yaml.js';
import type { YamlMap, YamlNode, YamlPair } from './shared/yaml.js';

const USE = /<<\s*(?:pipeline\.)?parameters\.([\w-]+)\s*>>/g;

const NAMES = yamlNames({
  given: ['job', 'command', 'executor'].map((what) => ({
    what,
    at: `${what}s.*`,
    needed: what === 'job',
    passive: what !== 'job',
  })),
  used: [
    { what: 'job', at: 'workflows.*.jobs' },
    { what: 'job', at: 'workflows.*.jobs.*.*' },
    { what: 'job', at: 'workflows.*.jobs.*.*.requires' },
    { what: 'executor', at: 'jobs.*.executor', name: 'name', keep: true },
    { what: 'command', at: '**.steps' },
  ],
});

/** CircleCI configuration and orbs: https://circleci.com/docs/configuration-reference/ */
export const circleci: Format = {
  id: 'circleci',
  title: 'CircleCI',
  reads: 'images of executors and jobs, environment, parameters, scripts of run steps',
  files: ['**/.circleci/**/*.{yml,yaml}', '**/circle.{yml,yaml}'],
  comment: { line: '#' },
  names: NAMES,
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

/** The job or executor that a map is of. */
function jobOf({ holder }: YamlMap): Unit | undefined {
  const group = holder && 'key' in holder ? holder.parent.holder : undefined;
  if (!holder || !('key' in holder) || !group || !('key' in group)) return undefined;
  return /^(?:jobs|executors)$/.test(group.key) ? pairUnit(group.key.slice(0, -1), holder) : undefined;
}

function readPair(pair: YamlPair, shell: string | undefined, scope: PipelineScope, sink: Sink): boolean {
  const { key, value } = pair;
  if (key === 'docker') {
    readImages(value, 'image', sink, scope, jobOf(pair.parent));
    return true;
  }
  if (key === 'environment' || key === 'parameters') {
    readVariables(value, key === 'parameters' ? 'parameter' : 'variable', sink);
    return false;
  }
  if (key === 'run') {
    const own = textAt(value, 'shell');
    const format = own === undefined ? shell : formatOfShell(own);
    const step = pair.parent.holder;
    const steps = step && 'itemSpan' in step ? step.parent : undefined;
    const unit = step && 'itemSpan' in step ? itemUnit('step', step) : undefined;
    const job =
      steps?.items.length === 1 && steps.holder && 'key' in steps.holder ? jobOf(steps.holder.parent) : unit;
    readScripts(scalar(value) ? value : get(value, 'command'), format, sink, {}, job);
    readVariables(get(value, 'environment'), 'variable', sink);
    return false;
  }
  // These are read with the parameters that they see.
  return !/^(?:executors|jobs|commands|workflows|orbs)$/.test(key);
}
