import { entryWords } from '../core/describe.js';
import type { Engine, Knowledge } from '../core/engine.js';
import { judge, regimesInForce } from '../core/judge.js';
import { IDENTIFIER_TYPES } from '../core/types.js';
import type { CatalogEntry, Kind, Matcher, Reference, ReferenceType, Regime } from '../core/types.js';

const KINDS: Partial<Record<ReferenceType, Kind>> = {
  docker: 'image',
  url: 'url',
  domain: 'url',
  path: 'path',
  process: 'process',
  systemd: 'service',
  'windows-service': 'service',
  'installer-file': 'installer',
};

/**
 * Explains an entry id, a regime id, or an identifier (`pkg:deb/kesl`, `docker:kaspersky/kesl`, a URL). Undefined
 * if the text is none of them. An identifier that the catalog does not know is explained as such.
 * @param asOf ISO date by which the verdicts are given.
 */
export function explain(
  text: string,
  engine: Engine,
  knowledge: Knowledge,
  asOf: string,
): string | undefined {
  const entry = engine.entries.get(text);
  if (entry) return entryText(entry, undefined, knowledge, asOf);
  const regime = knowledge.regimes.find(({ id }) => id === text);
  if (regime) return regimeText(regime);
  const reference = readIdentifier(text);
  if (!reference) return undefined;
  const match = engine.lookup(reference);
  return match
    ? entryText(match.entry, match.matcher, knowledge, asOf)
    : `${text} is not known to the catalog.\n`;
}

/**
 * Reads an identifier: a purl (https://github.com/package-url/purl-spec), `type:name`, or a URL.
 */
function readIdentifier(text: string): Reference | undefined {
  const place = { intent: 'use', span: [0, text.length] } as const;
  if (/^[a-z]+:\/\//i.test(text)) return { kind: 'url', type: 'url', name: text, ...place };
  const purl = /^pkg:([a-z]+)\/([^@?#]+)(?:@([^?#]+))?/i.exec(text);
  const [, word = '', rest = ''] = purl ?? /^([a-z-]+):(.+)$/i.exec(text) ?? [];
  const type = IDENTIFIER_TYPES.find((each) => each === word.toLowerCase());
  if (!type) return undefined;
  const name = purl ? purlName(type, rest) : rest;
  const version = purl?.[3];
  return {
    kind: KINDS[type] ?? 'package',
    type,
    name,
    ...place,
    ...(version === undefined ? {} : { version }),
  };
}

/** A purl writes a distribution before the name of its packages, and Maven's group with a slash. */
function purlName(type: string, path: string): string {
  const name = decodeURIComponent(path);
  if (type === 'maven') return name.replace('/', ':');
  return type === 'deb' || type === 'rpm' || type === 'apk' || type === 'alpm'
    ? (name.split('/').at(-1) ?? name)
    : name;
}

function identifierOf({ type, name, prefix, domain, versions }: Matcher): string {
  const text = name ?? (prefix === undefined ? `${domain ?? ''} and subdomains` : `${prefix}…`);
  return `${type}: ${text}${versions === undefined ? '' : ` ${versions}`}`;
}

function entryText(
  entry: CatalogEntry,
  matched: Matcher | undefined,
  knowledge: Knowledge,
  asOf: string,
): string {
  const lines = [entryWords(entry), ''];
  if (matched) lines.push(`Matched by ${identifierOf(matched)}`, '');
  if (entry.notes !== undefined) lines.push(entry.notes, '');
  lines.push('Known as', ...entry.match.map((each) => `  ${identifierOf(each)}`), '');
  const { category } = entry;
  if (category) {
    lines.push('Verdict by profile');
    for (const { id, regimes } of knowledge.profiles) {
      const selected = regimes.flatMap(
        (each) => knowledge.regimes.find((regime) => regime.id === each) ?? [],
      );
      const { verdict, regimes: deciding } = judge(category, 'use', false, regimesInForce(selected, asOf));
      lines.push(`  ${id.padEnd(14)} ${verdict}${deciding.length > 0 ? ` (${deciding.join(', ')})` : ''}`);
    }
    lines.push('');
  }
  lines.push('Sources', ...(entry.sources ?? []).map(({ url, read }) => `  ${url} (read ${read})`));
  return `${lines.join('\n')}\n`;
}

function regimeText(regime: Regime): string {
  const { title, nature, binds, issuer, citation, url, effective, covers, exempts, limits, verified, read } =
    regime;
  const lines = [
    `${title}${verified ? '' : ' (not verified)'}`,
    `  Issued by     ${issuer}`,
    `  Nature        ${nature}`,
    `  Binds         ${binds}`,
    `  Citation      ${citation}`,
    `  Link          ${url} (read ${read})`,
    ...effective.map(({ date, what }) => `  ${date}    ${what}`),
    `  Covers        ${covers.join(', ') || 'no product category'}`,
    `  Exempts       ${exempts.join(', ') || 'none'}`,
    ...(limits === undefined ? [] : [`  Not covered   ${limits}`]),
  ];
  return `${lines.join('\n')}\n`;
}
