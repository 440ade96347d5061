import type { Format, Sink, Span, Unit } from '../core/types.js';
import { readImage, readScripts, readVariables } from './shared/pipeline.js';
import { typedReference } from './shared/references.js';
import { distinctSink, emitCommand, emitValue, wordOf } from './shared/yaml-emit.js';
import { yamlNames } from './shared/yaml-names.js';
import { entries, get, itemUnit, items, pairUnit, parseYaml, scalar } from './shared/yaml.js';
import type { YamlNode } from './shared/yaml.js';

const MAX_DEPTH = 10;
const COMMAND = /^(?:command|commands|run|script)$/;

const NAMES = yamlNames({
  given: ['key', 'id'].map((name) => ({ what: 'step', at: '**.steps.*', name })),
  used: [{ what: 'step', at: '**.steps.*.depends_on', name: 'step' }],
});

/** Buildkite pipelines: https://buildkite.com/docs/pipelines/configure/defining-steps */
export const buildkite: Format = {
  id: 'buildkite',
  title: 'Buildkite',
  reads: 'commands, environment, images of steps, plug-ins and their images',
  files: ['**/.buildkite/**/*.{yml,yaml}', '**/buildkite*.{yml,yaml}'],
  comment: { line: '#' },
  names: NAMES,
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
    for (const plugin of items(plugins)) {
      const own = itemUnit('plug-in', plugin);
      const name = scalar(plugin.value);
      if (name) emitPlugin(name.text, name.span, own, sink);
      for (const { key, keySpan, value } of entries(plugin.value)) {
        emitPlugin(key, keySpan, own, sink);
        readPlugin(value, unit, sink);
      }
    }
    for (const plugin of entries(plugins)) {
      emitPlugin(plugin.key, plugin.keySpan, pairUnit('plug-in', plugin), sink);
      readPlugin(plugin.value, unit, sink);
    }
    readSteps(get(step, 'steps'), sink, depth + 1);
  }
}

/** `owner/name#v1` is GitHub's `owner/name-buildkite-plugin`, a name alone is of Buildkite's own plug-ins. */
function emitPlugin(text: string, span: Span, unit: Unit, sink: Sink): void {
  const [name = '', version] = text.split('#');
  const repository = /^(?:[\w-]+\/)?[\w-]+$/.exec(name)?.[0];
  if (repository === undefined) return;
  const full = repository.includes('/') ? repository : `buildkite-plugins/${repository}`;
  const at = { span: [span[0], span[0] + name.length] as const, unit };
  sink.reference({
    ...typedReference('repository', 'github', `${full}-buildkite-plugin`, at),
    ...(version === undefined ? {} : { version }),
  });
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
