import type { HereDoc } from 'unbash';
import type { Unit } from '../../../../core/types.js';
import { configReference, valueReference } from '../../references.js';
import { programName } from '../parameters.js';
import type { CommandSink } from '../words.js';

/** Formats of files that scripts write, by the ending of their name. */
const FORMATS: readonly (readonly [RegExp, string])[] = [
  [
    /\.(?:sh|bash|zsh|ksh)$|\/(?:init\.d|cron\.(?:daily|hourly|weekly|monthly)|profile\.d)\/|\.bashrc$/,
    'shell',
  ],
  [/\.(?:ps1|psm1)$/, 'powershell'],
  [/\.(?:bat|cmd)$/, 'batch'],
  [/(?:^|\/)(?:docker-)?compose[\w.-]*\.ya?ml$/, 'compose'],
  [/(?:^|\/)(?:Docker|Container)file[\w.-]*$/, 'dockerfile'],
  [/(?:^|\/)values[\w.-]*\.ya?ml$/, 'helm-values'],
  [/\.(?:service|timer|container|path)$/, 'systemd'],
  [/\.tf$/, 'terraform'],
];

const SHELLS = /^(?:sh|bash|dash|zsh|ksh|ash|ssh|su)$/;
const SETTING = /^[ \t]*(?:export[ \t]+)?([A-Za-z_]\w*)[ \t]*=[ \t]*(["']?)([^\r\n]*)$/dgm;

/**
 * Reads the body of a here-document by what takes it: a shell, a file of a known kind, or a file of settings.
 * A body that is only printed is left.
 */
export function readHeredoc(
  heredoc: HereDoc,
  words: readonly string[],
  target: string | undefined,
  unit: Unit | undefined,
  sink: CommandSink,
): void {
  const { pos, text } = heredoc.body;
  const names = words.map(programName);
  const format = formatOf(names, target, text);
  if (format !== undefined) {
    sink.embed({ format, view: { text, map: [0, pos] }, ...(unit ? { unit } : {}) });
    return;
  }
  const stored = target !== undefined || names.includes('tee') || names.includes('debconf-set-selections');
  if (stored) readSettings(text, pos, unit, sink);
}

function formatOf(names: readonly string[], target: string | undefined, body: string): string | undefined {
  const first = names.find((name) => !/^(?:sudo|exec|env|doas|nohup|-.*)$/.test(name)) ?? '';
  if (SHELLS.test(first) || (first === 'cat' && names.some((name) => SHELLS.test(name)))) return 'shell';
  if (/^(?:pwsh|powershell)$/.test(first)) return 'powershell';
  if (names.some((name) => name === 'kubectl' || name === 'oc')) return 'kubernetes';
  const shebang = /^#!.*\b(?:ba|da|z|k)?sh\b/.test(body);
  if (shebang) return 'shell';
  return FORMATS.find(([pattern]) => target !== undefined && pattern.test(target))?.[1];
}

/** `KEY=VALUE` lines, as answer files have them. */
function readSettings(text: string, offset: number, unit: Unit | undefined, sink: CommandSink): void {
  for (const match of text.matchAll(SETTING)) {
    const [, key = '', quote = '', rest = ''] = match;
    const keyAt = match.indices?.[1];
    const valueAt = match.indices?.[3];
    if (!keyAt || !valueAt) continue;
    sink.reference(
      configReference('config-key', key, { span: [offset + keyAt[0], offset + keyAt[1]], unit }),
    );
    const end = quote === '' ? rest.length : rest.indexOf(quote);
    const value = rest.slice(0, end < 0 ? rest.length : end).trim();
    const start = offset + valueAt[0];
    const reference = valueReference(value, { span: [start, start + value.length], unit });
    if (reference && reference.kind !== 'config') sink.reference(reference);
  }
}

/**
 * The text with the ends of here-documents that are indented, as they are where a script is embedded in a
 * block of another language, made ends: `<<EOF` becomes `<<-OF` and the blanks before its end become tabs, so
 * that every offset stays.
 */
export function exposeHeredocEnds(text: string): string {
  if (!text.includes('<<')) return text;
  const lines = text.split('\n');
  const places = new Map<string, number[]>();
  lines.forEach((line, index) => {
    const word = line.trim();
    if (!/^\w{2,64}$/.test(word)) return;
    const list = places.get(word) ?? [];
    list.push(index);
    places.set(word, list);
  });
  for (let index = 0; index < lines.length; index++) {
    const start = /<<(-?)[ \t]*(["']?)(\w{2,64})\2/.exec(lines[index] ?? '');
    const word = start?.[3];
    if (!start || word === undefined) continue;
    const end = nextAfter(places.get(word), index);
    if (end === undefined) continue;
    const line = lines[end] ?? '';
    if (/^[ \t]/.test(line)) {
      const [whole, dash = '', quote = ''] = start;
      const opening = lines[index] ?? '';
      const head = opening.slice(0, start.index + 2);
      const tail = opening.slice(start.index + whole.length);
      const gap = whole.length - 2 - dash.length - word.length - 2 * quote.length;
      const cut = dash === '' && gap === 0 ? 1 : 0;
      const blanks = ' '.repeat(dash === '' && gap > 0 ? gap - 1 : gap);
      lines[index] = `${head}-${blanks}${quote}${word.slice(cut)}${quote}${tail}`;
      lines[end] = line
        .replace(word, word.slice(cut))
        .replace(/^[ \t]*/, (indent) => '\t'.repeat(indent.length + cut));
    }
    index = end;
  }
  return lines.join('\n');
}

function nextAfter(lines: readonly number[] | undefined, line: number): number | undefined {
  if (!lines) return undefined;
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((lines[middle] ?? 0) > line) high = middle;
    else low = middle + 1;
  }
  return lines[low];
}
