import type { Format, Intent, Reference, Sink, Span } from '../core/types.js';
import { wholeLines } from '../core/text/edits.js';
import { readScannerTables } from './shared/amavis.js';
import type { PerlString, ScannerEntry } from './shared/amavis.js';
import { commandReference, configReference, fileReference, reportOne } from './shared/references.js';

/** A longer table is the stock one, of which only what is there is run. */
const MAX_CHOSEN = 6;

const FEATURE =
  /^[ \t\uFEFF]*\$Features\{\s*(["'])([^"'\r\n]+)\1\s*\}[ \t]*=[ \t]*(\([^\r\n;]*\)|[^;\r\n]+);/gm;

/**
 * Scanners of amavis (https://www.ijs.si/software/amavisd/) and MIMEDefang. A table of every known scanner, as they
 * ship it, is no choice of one.
 */
export const amavis: Format = {
  id: 'amavis',
  title: 'amavis and MIMEDefang',
  reads: 'scanners of tables that somebody chose, stock tables as mentions, features',
  files: ['**/amavisd.conf', '**/amavisd-custom.conf', '**/amavis/conf.d/*', '**/mimedefang-filter'],
  candidates: ['**/*{amavis,mimedefang}*{,.*}', '**/{15-av_scanners,50-user,15-content_filter_mode}*'],
  looksLike: (text) => /@av_scanners|\$Features\{/.test(text),
  comment: { line: '#' },
  extract({ text }, sink) {
    const entries = readScannerTables(text);
    for (const entry of entries)
      readEntry(text, entry, entries.length > MAX_CHOSEN ? 'mention' : 'use', sink);
    for (const match of text.matchAll(FEATURE)) readFeature(match, sink);
  },
};

function readEntry(text: string, { span, strings }: ScannerEntry, intent: Intent, sink: Sink): void {
  const [title, ...rest] = strings;
  if (!title) return;
  const comma: Span = [
    span[0],
    span[1] + (/^[ \t]*,/.exec(text.slice(span[1], span[1] + 16))?.[0].length ?? 0),
  ];
  const unit = { span, what: 'scanner', remove: [{ span: wholeLines(text, comma), text: '' }] };
  const names: Reference[] = rest.flatMap((each) =>
    placesIn(each).map(({ text: name, span: at }) => {
      const placed = { span: at, unit, intent };
      return /\/(?:run|tmp|var)\//.test(name) ? fileReference(name, placed) : commandReference(name, placed);
    }),
  );
  names.push(configReference('config-value', title.text, { span: title.span, unit, intent }));
  reportOne(sink, names);
}

/** The program of a string, or the paths in its arguments. */
function placesIn({ text, span }: PerlString): PerlString[] {
  if (/^[\w.+-]+$/.test(text)) return [{ text, span }];
  return [...text.matchAll(/\/[\w.+@-]+(?:\/[\w.+@-]+)+/g)].map((match) => {
    const from = span[0] + match.index;
    return { text: match[0], span: [from, from + match[0].length] };
  });
}

/** https://github.com/The-McGrail-Foundation/MIMEDefang */
function readFeature(match: RegExpExecArray, sink: Sink): void {
  const [whole, , name = '', value = ''] = match;
  const from = match.index + whole.indexOf(name);
  const at = match.index + whole.length - 1 - value.length;
  const off = /^(?:0|''|""|\(\s*0\s*\))$/.test(value.trim());
  const line: Span = [
    match.index + (/^[ \t\uFEFF]*/.exec(whole)?.[0].length ?? 0),
    match.index + whole.length,
  ];
  sink.reference(
    configReference('config-value', name, {
      span: [from, from + name.length],
      unit: { span: line, what: 'feature' },
      intent: off ? 'remove' : 'use',
      uninstall: off ? undefined : [{ span: [at, at + value.length], text: '0' }],
    }),
  );
}
