import type { Edit, Format, Intent, Reference, Sink } from '../core/types.js';
import { lineBreakOf } from '../core/text/edits.js';
import { readBraces, statementUnit } from './shared/brace-config.js';
import type { Statement } from './shared/brace-config.js';
import type { Word } from './shared/commands/words.js';
import { configReference, reportOne, valueReference } from './shared/references.js';

import { placement } from './shared/yaml-emit.js';

const MODULES = /^(?:antivirus|external_services)$/;
const PLACES = /^(?:servers|socket|whitelist|unix_socket)$/;

/**
 * Modules of Rspamd that ask a scanner: https://docs.rspamd.com/modules/antivirus and
 * https://docs.rspamd.com/modules/external_services
 */
export const rspamd: Format = {
  id: 'rspamd',
  title: 'Rspamd scanners',
  reads: 'the type, name and sockets of scanners, unless they are disabled',
  files: [
    '**/{local,override,modules}.d/{antivirus,external_services}*.conf',
    '**/rspamd/**/{antivirus,external_services}*.conf',
  ],
  candidates: [
    '**/*{rspamd,antivirus,external_services}*.{conf,inc,conf.j2,conf.tmpl,conf.tpl,conf.erb}',
    '**/rspamd*/**/*.{conf,inc}',
  ],
  looksLike: (text) =>
    /^[ \t]*(?:symbol|servers|scan_mime_parts|antivirus|external_services)\b[ \t]*[={]/m.test(text),
  comment: { line: '#' },
  extract({ text }, sink) {
    for (const statement of readBraces(text, { lines: true, signs: '=:' })) {
      if (statement.block && isScanner(statement)) readScanner(text, statement, sink);
    }
  },
};

/** A block with settings of its own, outside of a module or right inside of one. */
function isScanner({ parent, words, children }: Statement): boolean {
  const name = words[0]?.text ?? '';
  const outer = parent?.words[0]?.text;
  if (name === '' || MODULES.test(name) || (outer !== undefined && !MODULES.test(outer))) return false;
  return children.some(({ words: [key] }) => /^(?:type|servers|socket|symbol)$/.test(key?.text ?? ''));
}

/** What a setting is set to; `=` and `:` may be left out. */
function settingOf(block: Statement, key: string): readonly Word[] {
  const found = block.children.find(({ words }) => words[0]?.text === key);
  return (found?.words ?? []).slice(1).filter(({ text, quoted }) => quoted === true || !/^[=:]$/.test(text));
}

function readScanner(text: string, block: Statement, sink: Sink): void {
  const off = [...settingOf(block, 'enabled')].some(({ text: value }) => /^(?:false|no|off|0)$/i.test(value));
  const intent: Intent = off ? 'remove' : 'use';
  const around = { unit: statementUnit(text, block, 'scanner'), intent };
  const uninstall = off ? undefined : disable(text, block);
  const [type] = settingOf(block, 'type');
  const [name] = block.words;
  const names: Reference[] = [];
  if (type) names.push(configReference('config-value', type.text, placement(type, around)));
  // Where the type is only a protocol, the name alone tells whose scanner it is.
  if (name && (!type || type.text === 'icap'))
    names.push(configReference('config-value', name.text, placement(name, around)));
  for (const { words } of block.children) {
    if (!PLACES.test(words[0]?.text ?? '')) continue;
    for (const word of words.slice(1)) {
      const place = valueReference(word.text.replace(/^unix:/, ''), placement(word, around));
      if (place && /^(?:path|url)$/.test(place.kind)) names.push(place);
    }
  }
  reportOne(
    sink,
    names.map((each) => (uninstall ? { ...each, uninstall } : each)),
  );
}

/** A first setting that switches the scanner off. */
function disable(text: string, block: Statement): Edit[] | undefined {
  const [enabled] = settingOf(block, 'enabled');
  if (enabled) return [{ span: enabled.span, text: 'false' }];
  const first = block.children[0]?.span[0];
  if (first === undefined) return undefined;
  const indent = /(?:^|[\r\n])([ \t]*)$/.exec(text.slice(0, first))?.[1];
  const rest = indent === undefined ? ' ' : `${lineBreakOf(text)}${indent}`;
  return [{ span: [first, first], text: `enabled = false;${rest}` }];
}
