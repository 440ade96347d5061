import { entryWords } from '../core/describe.js';
import type { Engine } from '../core/engine.js';
import { readIdentifier } from '../core/identifier.js';
import { judge, regimesInForce } from '../core/judge.js';
import type { Law } from '../core/law.js';
import type { Match } from '../core/match.js';
import { CATEGORIES } from '../core/types.js';
import type { CatalogEntry, Certainty, Matcher, Regime } from '../core/types.js';

/**
 * Explains an entry id, a regime id, or an identifier (`pkg:deb/kesl`, `docker:kaspersky/kesl`, a URL). Undefined
 * if the text is none of them. An identifier that the catalog does not know is explained as such.
 * @param asOf ISO date by which the verdicts are given.
 */
export function explain(text: string, engine: Engine, law: Law, asOf: string): string | undefined {
  const entry = engine.entries.get(text);
  if (entry) return entryText(entry, undefined, law, asOf);
  const regime = law.regimes.find(({ id }) => id === text);
  if (regime) return regimeText(regime, law, asOf);
  const reference = readIdentifier(text);
  if (!reference) return undefined;
  const match = engine.lookup(reference);
  return match ? entryText(match.entry, match, law, asOf) : `${text} is not known to the catalog.\n`;
}

function identifierText({ type, name, prefix, domain, versions }: Matcher): string {
  const text = name ?? (prefix === undefined ? `${domain ?? ''} and subdomains` : `${prefix}…`);
  return `${type}: ${text}${versions === undefined ? '' : ` ${versions}`}`;
}

const CERTAINTY_WORDS: Record<Certainty, string> = {
  exact: 'names this product',
  family: 'belongs to this vendor',
  weak: 'may name this product, so it is at most for review',
};

function entryText(entry: CatalogEntry, matched: Match | undefined, law: Law, asOf: string): string {
  const lines = [entryWords(entry), ''];
  if (matched) {
    const { certainty, matcher, versionUnknown } = matched;
    lines.push(`Matched by ${identifierText(matcher)}, which ${CERTAINTY_WORDS[certainty]}`);
    if (versionUnknown) lines.push('The version is not told, so it is at most for review');
    lines.push('');
  }
  if (entry.notes !== undefined) lines.push(entry.notes, '');
  lines.push('Known as', ...entry.match.map((each) => `  ${identifierText(each)}`), '');
  const { category } = entry;
  if (category) {
    const doubtful = matched !== undefined && (matched.certainty === 'weak' || matched.versionUnknown);
    lines.push(`Verdict by profile, as of ${asOf}`);
    for (const { id, regimes } of law.profiles) {
      const selected = regimes.flatMap((each) => law.regimes.find((known) => known.id === each) ?? []);
      const { verdict, regimes: deciding } = judge(category, 'use', doubtful, regimesInForce(selected, asOf));
      lines.push(`  ${id.padEnd(14)} ${verdict}${deciding.length > 0 ? ` (${deciding.join(', ')})` : ''}`);
    }
    lines.push('');
  } else {
    lines.push('Not a product of the vendor: it cancels weaker matches.', '');
  }
  lines.push('Sources', ...(entry.sources ?? []).map(({ url, read }) => `  ${url} (read ${read})`));
  return `${lines.join('\n')}\n`;
}

function regimeText(regime: Regime, { profiles }: Law, asOf: string): string {
  const { id, title, nature, binds, issuer, citation, url, effective, covers, exempts } = regime;
  const { limits, verified, read } = regime;
  const inProfiles = profiles.filter(({ regimes }) => regimes.includes(id)).map((profile) => profile.id);
  const silent = CATEGORIES.filter((each) => !covers.includes(each) && !exempts.includes(each));
  const lines = [
    `${title}${verified ? '' : ' (not verified)'}`,
    `  Id            ${id}`,
    `  Issued by     ${issuer}`,
    `  Nature        ${nature}`,
    `  Binds         ${binds}`,
    `  Citation      ${citation}`,
    `  Link          ${url} (read ${read})`,
    ...effective.map(
      ({ date, what }) => `  ${date <= asOf ? 'Since' : 'From '}         ${date.padEnd(10)}  ${what}`,
    ),
    ...(effective.length === 0 ? ['  Since         date not verified'] : []),
    `  Covers        ${covers.join(', ') || 'no product category'}`,
    `  Exempts       ${exempts.join(', ') || 'none'}`,
    `  Silent on     ${silent.join(', ') || 'none'}`,
    `  Profiles      ${inProfiles.join(', ')}`,
    ...(limits === undefined ? [] : [`  Not covered   ${limits}`]),
  ];
  return `${lines.join('\n')}\n`;
}
