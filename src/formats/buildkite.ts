import type { Format, Sink, Unit } from '../core/types.js';
import { readImage, readScripts, readVariables } from './shared/pipeline.js';
import { distinctSink, emitCommand, emitValue, wordOf } from './shared/yaml-emit.js';
import { entries, get, itemUnit, items, parseYaml, scalar } from './shared/yaml.js';
import type { YamlNode } from './shared/yaml.js';

const MAX_DEPTH = 10;
const COMMAND = /^(?:command|commands|run|script)$/;

/** Buildkite pipelines: https://buildkite.com/docs/pipelines/configure/defining-steps */
export const buildkite: Format = {
  id: 'buildkite',
  title: 'Buildkite',
  reads: 'commands, environment, images of steps and plug-ins',
  files: ['**/.buildkite/**/*.{yml,yaml}', '**/buildkite*.{yml,yaml}'],
  comment: { line: '#' },
  extract: (document, sink) => {
    const target = distinctSink(sink);
    for (const { root } of parseYaml(document, sink)) {
      readVariables(get(root, 'env'), 'variable', target);
      readSteps(root?.kind === 'seq' ? root : get(root, 'steps'), target, 0);
    }
  },
};

function readSteps(node: YamlNode | undefined, sink: Sink, depth: number): void {
  if (depth > MAX_DEPTH) return;
  for (const item of items(node)) {
    const step = item.value;
    const unit = itemUnit('step', item);
    for (const key of ['command', 'commands']) {
      const node = get(step, key);
      readScripts(node, 'shell', sink, scalar(node) ? { unit } : {});
    }
    readImage(get(step, 'image'), { unit }, sink);
    readVariables(get(step, 'env'), 'variable', sink);
    const plugins = get(step, 'plugins');
    for (const { value } of items(plugins))
      for (const plugin of entries(value)) readPlugin(plugin.value, unit, sink);
    for (const plugin of entries(plugins)) readPlugin(plugin.value, unit, sink);
    readSteps(get(step, 'steps'), sink, depth + 1);
  }
}

function readPlugin(plugin: YamlNode | undefined, unit: Unit, sink: Sink): void {
  for (const { key, value } of entries(plugin)) {
    if (key === 'image') readImage(value, { unit }, sink);
    else if (/^(?:environment|env)$/.test(key)) readVariables(value, 'variable', sink);
    else if (COMMAND.test(key) && scalar(value)) readScripts(value, 'shell', sink);
    else if (COMMAND.test(key))
      emitCommand(
        sink,
        items(value)
          .flatMap((item) => scalar(item.value) ?? [])
          .map(wordOf),
        { unit },
      );
    else if (scalar(value)) emitSetting(value, key, unit, sink);
    else for (const item of items(value)) emitSetting(item.value, key, itemUnit('item', item), sink);
  }
}

function emitSetting(node: YamlNode | undefined, key: string, unit: Unit, sink: Sink): void {
  const read = scalar(node);
  if (read) emitValue(sink, wordOf(read), key, { unit });
}
