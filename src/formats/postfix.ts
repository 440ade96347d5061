import type { Format, Reference, Sink, Span, Unit } from '../core/types.js';
import { wholeLines } from '../core/text/edits.js';
import { plainWord, splitWord, subWord } from './shared/commands/words.js';
import type { Word } from './shared/commands/words.js';
import { commandReference, configReference, reportOne, valueReference } from './shared/references.js';
import { intentOfKey } from './shared/setting-intent.js';
import { placement } from './shared/yaml-emit.js';
import type { Around } from './shared/yaml-emit.js';

/** Settings that name services, through which mail goes: https://www.postfix.org/postconf.5.html */
const FILTERS = /filter|milters?$|transports?$|policy|_command$|relayhost/i;

/** Configuration of Postfix: https://www.postfix.org/postconf.5.html and https://www.postfix.org/master.5.html */
export const postfix: Format = {
  id: 'postfix',
  title: 'Postfix configuration',
  reads: 'content filters, milters, transports and services with the programs that they run',
  files: ['**/postfix/**/{main,master}.cf', '**/{main,master}.cf'],
  candidates: ['**/*{main,master}.cf*', '**/*postfix*/**/*.{j2,erb,epp,tmpl,tpl}'],
  looksLike: (text) => /^(?:myhostname|smtpd_\w+|content_filter|mydestination|smtp[ \t]+inet)\b/m.test(text),
  comment: { line: '#' },
  extract({ text }, sink) {
    for (const entry of readEntries(text)) {
      const [first] = entry;
      if (!first) continue;
      if (/^[\w{][\w.{} -]*[ \t]*=/.test(first.text)) readSetting(text, entry, sink);
      else readService(text, entry, sink);
    }
  },
};

/** Lines with those that go on with them, which are indented. */
function readEntries(text: string): Word[][] {
  const entries: Word[][] = [];
  for (const { 0: line, index } of text.matchAll(/[^\r\n]+/g)) {
    const bare = line.replace(/^\uFEFF/, ' ').trimEnd();
    const content = bare.trimStart();
    if (content === '' || content.startsWith('#')) continue;
    const word = plainWord(content, index + bare.length - content.length);
    const last = entries.at(-1);
    if (last && /^[ \t]/.test(line)) last.push(word);
    else entries.push([word]);
  }
  return entries;
}

function unitOf(text: string, words: readonly Word[], what: string): Unit {
  const span: Span = [words[0]?.span[0] ?? 0, words.at(-1)?.span[1] ?? 0];
  return { span, what, remove: [{ span: wholeLines(text, span), text: '' }] };
}

function readSetting(text: string, entry: readonly Word[], sink: Sink): void {
  const [first, ...rest] = entry;
  if (!first) return;
  const equals = first.text.indexOf('=');
  const key = first.text.slice(0, equals).trim();
  const around = { unit: unitOf(text, entry, 'setting'), intent: intentOfKey(key) };
  for (const line of [subWord(first, equals + 1), ...rest]) readValue(key, line, around, sink);
}

/** `service:host`, `unix:path`, `inet:host:port`, and whatever else the shape tells. */
function readValue(key: string, value: Word, around: Around, sink: Sink): void {
  for (const word of splitWord(value, /[\s,]+/g)) {
    const scheme =
      /^(unix|inet|local|tcp|proxy|hash|lmdb|texthash|pcre|regexp|cdb|btree):/.exec(word.text)?.[0] ?? '';
    const place = scheme === '' ? word : subWord(word, scheme.length);
    const service = scheme === '' ? /^[A-Za-z_][\w.-]*(?=:|$)/.exec(word.text)?.[0] : undefined;
    if (service !== undefined && FILTERS.test(key)) {
      const name = subWord(word, 0, service.length);
      sink.reference(configReference('config-value', name.text, placement(name, around)));
      continue;
    }
    const host = place.text.replace(/^\[|\](?=:|$)|:\d+$/g, '');
    const reference = valueReference(host, placement(place, around));
    if (reference && /^(?:path|url|installer)$/.test(reference.kind)) sink.reference(reference);
  }
}

/** A service of master.cf: its name and the program behind `argv=` are one. */
function readService(text: string, entry: readonly Word[], sink: Sink): void {
  const unit = unitOf(text, entry, 'service');
  const words = entry.flatMap((line) => splitWord(line, /\s+/g));
  const names: Reference[] = [];
  const [name] = words;
  if (name && /^[A-Za-z_][\w.-]*$/.test(name.text))
    names.push(configReference('config-value', name.text, placement(name, { unit })));
  words.forEach((word, index) => {
    if (word.text.startsWith('argv=')) {
      const program = subWord(word, 'argv='.length);
      names.push(commandReference(program.text, placement(program, { unit })));
    } else if (words[index - 1]?.text === '-o') {
      const key = /^([\w-]+)=/.exec(word.text)?.[1];
      const line = entry.find(({ span }) => word.span[0] >= span[0] && word.span[1] <= span[1]);
      if (key === undefined) return;
      const own = line && line !== entry[0] ? unitOf(text, [line], 'option') : unit;
      readValue(key, subWord(word, key.length + 1), { unit: own }, sink);
    }
  });
  reportOne(sink, names);
}
