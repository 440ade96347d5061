import type { Format, Intent, Sink } from '../core/types.js';
import { readScripts, readVariables } from './shared/pipeline.js';
import { distinctSink, intentSink } from './shared/yaml-emit.js';
import { entries, get, itemUnit, items, parseYaml, scalar } from './shared/yaml.js';
import type { YamlNode } from './shared/yaml.js';

/** Task's files: https://taskfile.dev/docs/reference/schema */
export const taskfile: Format = {
  id: 'taskfile',
  title: 'Taskfile',
  reads: 'commands of tasks, checks of their state, variables and environment',
  files: ['**/{T,t}askfile{,.dist,.*}.{yml,yaml}'],
  comment: { line: '#' },
  extract: (document, sink) => {
    const target = distinctSink(sink);
    for (const { root } of parseYaml(document, sink, { template: true })) {
      readValues(root, target);
      for (const { value } of entries(get(root, 'tasks'))) {
        readValues(value, target);
        readCommands(value?.kind === 'map' ? undefined : value, 'use', target);
        for (const key of ['cmds', 'cmd']) readCommands(get(value, key), 'use', target);
        for (const key of ['status', 'preconditions']) readCommands(get(value, key), 'detect', target);
      }
    }
  },
};

function readValues(node: YamlNode | undefined, sink: Sink): void {
  for (const key of ['vars', 'env']) {
    const list = get(node, key);
    readVariables(list, 'variable', sink);
    for (const { value } of entries(list)) readScripts(get(value, 'sh'), 'shell', sink, { intent: 'detect' });
  }
}

function readCommands(node: YamlNode | undefined, intent: Intent, sink: Sink): void {
  const target = intent === 'use' ? sink : intentSink(sink, intent);
  if (scalar(node)) readScripts(node, 'shell', target);
  for (const item of items(node)) {
    const around = { unit: itemUnit('command', item) };
    readScripts(item.value, 'shell', target, around);
    for (const key of ['cmd', 'sh', 'defer']) readScripts(get(item.value, key), 'shell', target, around);
    readVariables(get(item.value, 'vars'), 'variable', target);
  }
}
