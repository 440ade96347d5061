import type { Format, Sink, Unit } from '../core/types.js';
import { imageReference, packageReference, serviceReference, valueReference } from './shared/references.js';
import type { Placement } from './shared/references.js';
import { configReference } from './shared/references.js';
import { distinctSink } from './shared/yaml-emit.js';
import { entries, itemUnit, items, pairUnit, parseYaml, scalar } from './shared/yaml.js';
import type { YamlNode } from './shared/yaml.js';

const MAX_DEPTH = 20;

/** Variables of roles, groups and hosts: https://docs.ansible.com/ansible/latest/playbook_guide/playbooks_variables.html */
export const ansibleVars: Format = {
  id: 'ansible-vars',
  title: 'Ansible variables',
  reads: 'packages, services, images, URLs, installers and settings in variables',
  files: [
    '**/roles/*/{defaults,vars}/**/*.{yml,yaml}',
    '**/{defaults,vars}/main.{yml,yaml}',
    '**/{group_vars,host_vars}/**',
  ],
  comment: { line: '#' },
  extract(document, sink) {
    const distinct = distinctSink(sink);
    for (const { root } of parseYaml(document, sink)) readMembers(root, distinct, 0);
  },
};

function readMembers(node: YamlNode | undefined, sink: Sink, depth: number): void {
  if (depth > MAX_DEPTH) return;
  for (const pair of entries(node)) {
    const unit = pairUnit('variable', pair);
    if (/^[A-Z][A-Z0-9_]+$/.test(pair.key))
      sink.reference(configReference('config-key', pair.key, { span: pair.keySpan, unit }));
    readValue(pair.key, pair.value, unit, sink, depth);
  }
}

function readValue(key: string, node: YamlNode | undefined, unit: Unit, sink: Sink, depth: number): void {
  if (node?.kind === 'map') {
    readMembers(node, sink, depth + 1);
    return;
  }
  for (const item of items(node)) readValue(key, item.value, itemUnit('list item', item), sink, depth + 1);
  const read = scalar(node);
  if (!read || /^\s*\{\{[^}]*\}\}\s*$/.test(read.text)) return;
  reportValue(key, read.text.trim(), { span: read.span, unit }, sink);
}

/** What a variable is for shows in its name or in the shape of its value; the rest is not reported. */
function reportValue(key: string, text: string, at: Placement, sink: Sink): void {
  const typed = valueReference(text, at);
  if (!typed) return;
  if (typed.type !== 'value' && typed.type !== 'config-value' && typed.type !== 'docker')
    sink.reference(typed);
  else if (/(?:^|_)image$/i.test(key)) sink.reference(imageReference(text, at));
  else if (typed.type === 'docker') sink.reference(typed);
  else if (/(?:^|_)(?:packages?|pkgs?)(?:_names?)?$/i.test(key))
    sink.reference(packageReference('os', { name: text }, at));
  else if (/(?:^|_)services?(?:_names?)?$/i.test(key)) sink.reference(serviceReference('systemd', text, at));
  else if (typed.type === 'value') sink.reference(typed);
}
