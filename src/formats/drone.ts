import type { Format, Sink } from '../core/types.js';
import { readImage, readScripts, readVariables } from './shared/pipeline.js';
import { distinctSink, emitValue, wordOf } from './shared/yaml-emit.js';
import { yamlNames } from './shared/yaml-names.js';
import { entries, get, itemUnit, items, pairUnit, parseYaml, scalar, textAt } from './shared/yaml.js';
import type { YamlNode } from './shared/yaml.js';

const NAMES = yamlNames({
  given: [
    { what: 'step', at: 'steps.*', name: 'name' },
    { what: 'step', at: 'pipeline.*' },
    { what: 'volume', at: 'volumes.*', name: 'name', passive: true },
  ],
  used: [
    { what: 'step', at: 'steps.*.depends_on' },
    { what: 'volume', at: 'steps.*.volumes.*', name: 'name' },
  ],
});

/** Drone and Woodpecker pipelines (https://docs.drone.io/yaml/, https://woodpecker-ci.org/docs/usage/workflow-syntax). */
export const drone: Format = {
  id: 'drone',
  title: 'Drone and Woodpecker',
  reads: 'images of steps, services and plug-ins, settings, environment, volumes, commands',
  files: ['**/.drone{,.*}.{yml,yaml}', '**/.woodpecker{,.*}.{yml,yaml}', '**/.woodpecker/**/*.{yml,yaml}'],
  comment: { line: '#' },
  names: NAMES,
  extract: (document, sink) => {
    const target = distinctSink(sink);
    for (const { root } of parseYaml(document, sink)) {
      const windows = /windows/i.test(`${textAt(root, 'platform', 'os')} ${textAt(root, 'platform')}`);
      for (const key of ['clone', 'steps', 'pipeline', 'services']) {
        const list = get(root, key);
        for (const item of items(list)) readStep(item.value, itemUnit('step', item), windows, target);
        for (const pair of entries(list)) readStep(pair.value, pairUnit('step', pair), windows, target);
      }
      readVariables(get(root, 'environment'), 'variable', target);
    }
  },
};

function readStep(
  step: YamlNode | undefined,
  unit: ReturnType<typeof itemUnit>,
  windows: boolean,
  sink: Sink,
): void {
  readImage(get(step, 'image'), { unit }, sink);
  const format = windows ? 'powershell' : 'shell';
  for (const key of ['commands', 'command']) readScripts(get(step, key), format, sink, {}, unit);
  for (const key of ['environment', 'settings']) readVariables(get(step, key), 'setting', sink);
  for (const item of items(get(step, 'volumes'))) {
    const read = scalar(item.value) ?? scalar(get(item.value, 'path'));
    if (read) emitValue(sink, wordOf(read), 'volume', { unit: itemUnit('volume', item) });
  }
}
