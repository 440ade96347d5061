import type { Format, Sink } from '../core/types.js';
import { interpolate } from './shared/cloud/interpolate.js';
import { loadYaml } from './shared/cloud/load.js';
import { createMerger } from './shared/cloud/merge.js';
import { rewrite } from './shared/cloud/rewrite.js';
import { choiceOf, fieldOf, plainKey, select, textAt, valueAt } from './shared/cloud/values.js';
import type { Field, Value } from './shared/cloud/values.js';
import { readObject, readValue } from './shared/cloud/walk.js';
import type { Place } from './shared/cloud/walk.js';
import { parseYaml } from './shared/yaml.js';

/** Programs and stacks of Pulumi in YAML: https://www.pulumi.com/docs/iac/languages-sdks/yaml/yaml-language-reference/ */
export const pulumi: Format = {
  id: 'pulumi',
  title: 'Pulumi YAML',
  reads: 'images, charts, VM extensions, user data, commands, configuration, variables',
  files: ['**/Pulumi.{yml,yaml}', '**/Pulumi.*.{yml,yaml}'],
  comment: { line: '#' },
  extract: (document, sink) => {
    for (const { root } of parseYaml(document, sink)) {
      const value = loadYaml(root);
      if (value) readProgram(value, sink);
    }
  },
};

function readProgram(root: Value, sink: Sink): void {
  const merger = createMerger(sink);
  const written: Place = { sink: merger.written, intent: 'use', key: '', type: 'variable' };
  const names = new Map<string, Value>();
  for (const section of ['config', 'configuration', 'variables']) {
    for (const { name, value, unit } of fields(valueAt(root, section))) {
      const known = fieldOf(value, 'default', 'value')?.value ?? value;
      const key = name.slice(name.lastIndexOf(':') + 1);
      names.set(key, known);
      readValue(known, { ...written, key: plainKey(key), unit: unit?.() });
    }
  }
  for (const { value, unit } of fields(valueAt(root, 'resources'))) {
    const type = textAt(value, 'type') ?? '';
    const properties = valueAt(value, 'properties');
    if (properties?.kind !== 'object') continue;
    const place: Place = {
      sink: merger.used,
      intent: 'use',
      key: '',
      type,
      unit: unit && { ...unit(), what: 'resource' },
    };
    const resolved = resolve(properties, names);
    const known = type.startsWith('command:') ? withCommands(resolved) : resolved;
    if (known.kind === 'object') readObject(known, place);
  }
  merger.flush();
}

const COMMANDS: Readonly<Record<string, string>> = {
  create: 'command',
  update: 'command',
  delete: 'uninstallCommand',
};

/** What a command resource runs, by what it runs it for. */
function withCommands(value: Value): Value {
  if (value.kind !== 'object') return value;
  return {
    ...value,
    fields: value.fields.map((field) => ({ ...field, name: COMMANDS[field.name] ?? field.name })),
  };
}

function fields(value: Value | undefined): readonly Field[] {
  return value?.kind === 'object' ? value.fields : [];
}

function resolve(value: Value, names: ReadonlyMap<string, Value>): Value {
  return rewrite(value, (each) => {
    if (each.kind === 'text') {
      return interpolate(each, /\$\{([\w.[\]"-]+)\}/g, (path) => {
        const [first = '', ...rest] = path.split(/[.[\]"]+/).filter((part) => part !== '');
        const known = names.get(first);
        return known && select(known, rest, each.word.span);
      });
    }
    const [only, more] = fields(each);
    if (!only || more || each.kind !== 'object' || !only.name.startsWith('fn::')) return undefined;
    const argument = resolve(only.value, names);
    const list = argument.kind === 'list' ? argument.items.map((item) => item.value) : [argument];
    return only.name === 'fn::join' || only.name === 'fn::select'
      ? (list[1] ?? argument)
      : choiceOf(list, each.span);
  });
}
