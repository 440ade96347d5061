import type { Format, Sink, Unit } from '../core/types.js';
import { plainWord } from './shared/commands/words.js';
import { configReference } from './shared/references.js';
import { intentOfName, readSettings, reportSetting } from './shared/ansible/settings.js';
import { entries, parseYaml } from './shared/yaml.js';
import type { YamlNode } from './shared/yaml.js';

const MAX_DEPTH = 20;
const SECTION = /^\uFEFF?\[[\w.-]+(?::(?:vars|children))?\][ \t]*(?:[#;].*)?$/m;
const YAML = /^\uFEFF?[\w.-]+:[ \t]*\r?\n(?:[ \t]*(?:#.*)?\r?\n)*[ \t]+(?:hosts|children|vars):/m;

/** Inventories in INI and YAML: https://docs.ansible.com/ansible/latest/inventory_guide/intro_inventory.html */
export const ansibleInventory: Format = {
  id: 'ansible-inventory',
  title: 'Ansible inventory',
  reads: 'variables of groups and hosts, in INI and YAML',
  files: [],
  candidates: [
    '**/{hosts,inventory,inventories}{,.ini,.cfg,.yml,.yaml}',
    '**/{inventory,inventories}/**',
    '**/*{hosts,inventory}*.{ini,yml,yaml}',
  ],
  looksLike: (text) => SECTION.test(text) || YAML.test(text),
  comment: { line: '#' },
  extract(document, sink) {
    if (YAML.test(document.text) && !SECTION.test(document.text)) {
      for (const { root } of parseYaml(document, sink)) {
        for (const { value } of entries(root)) readGroup(value, sink, 0);
      }
    } else readIni(document.text, sink);
  },
};

/** Names of groups and hosts are a person's own; only their variables name products. */
function readGroup(group: YamlNode | undefined, sink: Sink, depth: number): void {
  if (depth > MAX_DEPTH) return;
  for (const { key, value } of entries(group)) {
    if (key === 'vars') readSettings(value, sink);
    else if (key === 'hosts') for (const host of entries(value)) readSettings(host.value, sink);
    else if (key === 'children') for (const child of entries(value)) readGroup(child.value, sink, depth + 1);
  }
}

const LINE = /[^\r\n]+/g;
const VARIABLE = /(?<=^|[ \t])([A-Za-z_]\w*)[ \t]*=[ \t]*("[^"]*"|'[^']*'|[^\s"'#]+)/g;
const WHOLE = /^([ \t]*([A-Za-z_]\w*)[ \t]*=[ \t]*)("[^"]*"|'[^']*'|[^#]*)/;

function readIni(text: string, sink: Sink): void {
  let section = '';
  for (const { 0: line, index } of text.matchAll(LINE)) {
    const head = /^\uFEFF?\[([^\]]*)\]/.exec(line)?.[1];
    if (head !== undefined) section = head;
    else if (/^\s*[#;]/.test(line)) continue;
    else if (section.endsWith(':vars')) {
      const [, before = '', key, value = ''] = WHOLE.exec(line.trimEnd()) ?? [];
      const unit: Unit = { what: 'variable', span: [index, index + line.trimEnd().length] };
      if (key !== undefined)
        reportVariable(key, value.trimEnd(), index + before.length, unit, sink, before.indexOf(key) + index);
    } else {
      for (const match of line.matchAll(VARIABLE)) {
        const [whole, key = '', value = ''] = match;
        const start = index + match.index;
        const end = start + whole.length;
        const unit: Unit = {
          what: 'variable',
          span: [start, end],
          remove: [{ span: [start - 1, end], text: '' }],
        };
        if (match.index > 0) reportVariable(key, value, end - value.length, unit, sink, start);
      }
    }
  }
}

function reportVariable(key: string, value: string, at: number, unit: Unit, sink: Sink, keyAt: number): void {
  const quote = /^["']/.test(value) ? 1 : 0;
  const text = value.slice(quote, value.length - quote);
  const intent = intentOfName(key);
  if (/^[A-Z][A-Z0-9_]+$/.test(key)) {
    sink.reference(configReference('config-key', key, { span: [keyAt, keyAt + key.length], unit }));
  }
  reportSetting(key, plainWord(text, at + quote), { unit, intent }, sink);
}
