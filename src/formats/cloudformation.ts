import type { Document, Format, Intent, Sink } from '../core/types.js';
import { readInit } from './shared/cloud/cfn-init.js';
import { refusedLists, resolveIntrinsics, templateNames } from './shared/cloud/intrinsics.js';
import { loadJson, loadYaml } from './shared/cloud/load.js';
import { createMerger } from './shared/cloud/merge.js';
import { fieldOf, plainKey, textAt, valueAt } from './shared/cloud/values.js';
import type { Field, Value } from './shared/cloud/values.js';
import { readObject, readValue } from './shared/cloud/walk.js';
import type { Place } from './shared/cloud/walk.js';
import { parseJson } from './shared/json.js';
import { parseYaml } from './shared/yaml.js';

/** Templates of CloudFormation and SAM: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html */
export const cloudformation: Format = {
  id: 'cloudformation',
  title: 'CloudFormation and SAM',
  reads: 'images, user data, cfn-init packages and services, SSM documents, rules, parameters',
  files: ['**/*.{cfn,cfn.yml,cfn.yaml,cfn.json}', '**/*.template.{yml,yaml,json}'],
  candidates: ['**/*.{yml,yaml,json,txt,template}'],
  comment: { line: '#' },
  looksLike: (text) =>
    /^\s*["']?AWSTemplateFormatVersion["']?\s*:/m.test(text) ||
    (/^\s*["']?Resources["']?\s*:/m.test(text) && /["']?Type["']?\s*:\s*["']?(?:AWS|Alexa)::\w+/.test(text)),
  extract: (document, sink) => {
    for (const root of loadRoots(document, sink)) readTemplate(root, sink);
  },
};

function loadRoots(document: Document, sink: Sink): Value[] {
  const { text } = document;
  const roots = /^\uFEFF?\s*\{/.test(text.slice(0, 1000))
    ? [loadJson(text, parseJson(text, sink))]
    : parseYaml(document, sink).map(({ root }) => loadYaml(root));
  return roots.flatMap((root) => (root ? [root] : []));
}

function readTemplate(root: Value, sink: Sink): void {
  const merger = createMerger(sink);
  const parameters = valueAt(root, 'parameters');
  const mappings = valueAt(root, 'mappings');
  const names = templateNames(parameters, mappings);
  const written: Place = { sink: merger.written, intent: 'use', key: '', type: 'variable' };
  for (const { name, value } of fields(parameters)) {
    const known = fieldOf(value, 'default');
    if (known) readValue(known.value, { ...written, key: plainKey(name), unit: known.unit?.() });
  }
  if (mappings) readValue(mappings, written);
  const lists = refusedLists(root);
  for (const section of ['globals', 'resources']) {
    for (const resource of fields(valueAt(root, section))) {
      readResource({ ...resource, value: resolveIntrinsics(resource.value, names) }, lists, merger.used);
    }
  }
  merger.flush();
}

function fields(value: Value | undefined): readonly Field[] {
  return value?.kind === 'object' ? value.fields : [];
}

function readResource({ name, value, unit }: Field, lists: ReadonlyMap<string, Intent>, sink: Sink): void {
  if (value.kind !== 'object') return;
  const type = textAt(value, 'type') ?? name;
  const intent = type.endsWith('FirewallDomainList') ? (lists.get(name) ?? 'mention') : 'use';
  const place: Place = {
    sink,
    intent,
    unit: { ...(unit?.() ?? { span: value.span }), what: 'resource' },
    key: '',
    type,
  };
  readInit(valueAt(value, 'metadata', 'aws::cloudformation::init'), place);
  const properties = valueAt(value, 'properties') ?? value;
  if (properties.kind === 'object') readObject(properties, place);
}
