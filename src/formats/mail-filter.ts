import type { Format, Intent, Reference, Sink } from '../core/types.js';
import { plainWord, splitWord, subWord } from './shared/commands/words.js';
import type { Word } from './shared/commands/words.js';
import { itemSpans, listUnit } from './shared/lists.js';
import { commandReference, configReference, reportOne, valueReference } from './shared/references.js';
import { placement } from './shared/yaml-emit.js';
import type { Around } from './shared/yaml-emit.js';

/** A setting of a gateway's configuration. */
interface Line {
  readonly key: Word;
  readonly value: Word;
  readonly around: Around & { readonly unit: NonNullable<Around['unit']> };
}

const OFF = /^(?:false|no|off|0|none|disabled?)$/i;

/** Settings whose value chooses scanners by name. */
const CHOICES = /^(?:virus\s*scanners?|av_scanner|(?:virus_scan\.)?defaultengine|scanner|engine|antivirus)$/i;
const PROGRAMS = /^(?:antivirus_path|virusaction|sweep|.*(?:_program|_command|wrapper))$/i;
const SERVICES = /^(?:service|servicealias|module|plugname|contentscanner)$/i;

/**
 * Gateways that hand mail and downloads to a scanner, whose settings are lines of a key and a value: Exim,
 * MailScanner, clamsmtp, c-icap, HAVP, e2guardian, Sympa.
 */
export const mailFilter: Format = {
  id: 'mail-filter',
  title: 'Mail and web gateway',
  reads: 'scanners by name, their programs, sockets and addresses',
  files: [
    '**/{clamsmtpd,c-icap,havp,sympa}.{conf,config}',
    '**/{c-icap,c_icap}/**/*.conf',
    '**/MailScanner*.conf',
    '**/MailScanner/**/*.conf',
    '**/{e2guardian,dansguardian}*.conf',
    '**/{e2guardian,dansguardian}/**/*.conf',
    '**/exim{,4}.conf{,.localmacros,.template}',
    '**/exim4/conf.d/**',
  ],
  candidates: [
    '**/*{clamsmtp,c-icap,c_icap,havp,mailscanner,e2guardian,dansguardian,exim,sympa}*',
    '**/*.{conf,cfg,config,conf.j2,conf.erb,conf.tmpl,conf.tpl}',
  ],
  looksLike: (text) =>
    /^[ \t]*(?:Virus Scanners[ \t]*=|av_scanner[ \t]*=|virus_scan\.DefaultEngine\b|ENABLEAVESERVER\b|AVESOCKET\b|contentscanner[ \t]*=|antivirus_path[ \t]|OutAddress:)/im.test(
      text,
    ),
  comment: { line: '#' },
  extract({ path, text }, sink) {
    const stock = /virus\.scanners/i.test(path);
    for (const { 0: whole, index } of text.matchAll(/[^\r\n]+/g)) {
      const bare = whole.replace(/^\uFEFF/, ' ').trimEnd();
      const content = bare.trimStart();
      const line = plainWord(content, index + bare.length - content.length);
      if (content === '' || /^[#;]/.test(content)) continue;
      const setting = readLine(line);
      if (!setting) continue;
      // That file is a list of every scanner that is known.
      if (stock) readValue({ ...setting, around: { ...setting.around, intent: 'mention' } }, sink);
      else readValue(setting, sink);
    }
  },
};

/** `key = value`, `key: value` or `key value`; the words of a key may have blanks between them before a `=`. */
function readLine(line: Word): Line | undefined {
  const match =
    /^([A-Za-z_][\w.-]*(?:[ \t]+[A-Za-z][\w-]*){0,6})[ \t]*=[ \t]*(.*)$/.exec(line.text) ??
    /^([A-Za-z_][\w.-]*)(?::[ \t]*|[ \t]+)(.*)$/.exec(line.text);
  const [, key = '', value = ''] = match ?? [];
  if (key === '') return undefined;
  const comment = /(?:^|\s)#\s/.exec(value)?.index ?? value.length;
  const from = line.text.length - value.length;
  const plain = value.slice(0, comment).trimEnd();
  const quoted = /^(["'])(.*)\1$/.exec(plain)?.[2];
  const start = from + (quoted === undefined ? 0 : 1);
  return {
    key: subWord(line, 0, key.length),
    value: subWord(line, start, start + (quoted ?? plain).length),
    around: { unit: { span: line.span, what: 'setting' } },
  };
}

function readValue({ key, value, around }: Line, sink: Sink): void {
  const intent: Intent = around.intent ?? (OFF.test(value.text) ? 'remove' : 'use');
  const own = { ...around, intent };
  if (CHOICES.test(key.text)) {
    readChoice({ key, value, around: own }, sink);
    return;
  }
  const names = /^[\w.-]+$/.test(key.text)
    ? [configReference('config-key', key.text, placement(key, own))]
    : [];
  if (value.text.length <= 4096) names.push(...valueNames(key.text, value, own));
  reportOne(sink, names);
}

function valueNames(key: string, value: Word, around: Around): Reference[] {
  if (SERVICES.test(key)) return [...serviceNames(value, around), ...placesIn(value, around)];
  if (!PROGRAMS.test(key)) return placesIn(value, around);
  const [program] = splitWord(value, /\s+/g);
  return program ? [commandReference(program.text, placement(program, around))] : [];
}

/** Names of scanners with blanks or commas between them; Exim has one, with what it needs behind colons. */
function readChoice({ key, value, around }: Line, sink: Sink): void {
  if (/^av_scanner$/i.test(key.text)) {
    const [name, ...rest] = splitWord(value, /\s*:\s*/g);
    const names = name ? [configReference('config-value', name.text, placement(name, around))] : [];
    reportOne(sink, [...names, ...rest.flatMap((each) => placesIn(each, around))]);
    return;
  }
  const spans = itemSpans(value.text, value.span[0], /[\s,]+/g);
  spans.forEach((span, index) => {
    const name = subWord(value, span[0] - value.span[0], span[1] - value.span[0]);
    const unit = listUnit(spans, index, around.unit, 'scanner');
    sink.reference(configReference('config-value', name.text, placement(name, { ...around, unit })));
  });
}

/** Services and modules by the name of their file. */
function serviceNames(value: Word, around: Around): Reference[] {
  return splitWord(value, /\s+/g).flatMap((word) => {
    const from = word.text.lastIndexOf('/') + 1;
    const stem = word.text.slice(from).replace(/\.(?:so|conf|la)$/, '');
    if (!/^[\w.-]+$/.test(stem)) return [];
    const name = subWord(word, from, from + stem.length);
    return configReference('config-value', name.text, placement(name, around));
  });
}

/** Paths, sockets and addresses. */
function placesIn(value: Word, around: Around): Reference[] {
  return splitWord(value, /[\s,]+/g).flatMap((word) => {
    const scheme = /^(?:unix|local|inet):/.exec(word.text)?.[0].length ?? 0;
    const place = scheme > 0 ? subWord(word, scheme) : word;
    const reference = valueReference(place.text, placement(place, around));
    return reference && /^(?:url|path|installer)$/.test(reference.kind) ? reference : [];
  });
}
