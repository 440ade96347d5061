import { identifierOf } from './identity.js';
import { maskSecrets } from './secrets.js';
import type { CatalogEntry, Finding, Regime, Verdict } from './types.js';

/** The words of a finding, the same for every host. Plain text; `regimes` carry their links. */
export interface Description {
  /** Product first, then what to do; at most 100 characters. */
  readonly headline: string;
  /** What was matched and how surely. */
  readonly why: string;
  readonly regimes: readonly RegimeWords[];
}

/** What a regime says of a finding. */
export interface RegimeWords {
  readonly id: string;
  readonly title: string;
  /** Whom it binds, since when, what it says. */
  readonly words: string;
  readonly citation: string;
  readonly url: string;
  readonly limits?: string;
  readonly verified: boolean;
}

const MAX_HEADLINE = 100;

/**
 * Words a finding.
 * @param regimes All known regimes by id.
 * @param asOf ISO date by which "since" and "from" are told apart.
 */
export function describe(
  finding: Pick<
    Finding,
    'title' | 'verdict' | 'regimes' | 'certainty' | 'matcher' | 'reference' | 'category'
  >,
  regimes: ReadonlyMap<string, Regime>,
  asOf: string,
): Description {
  const deciding = finding.regimes.flatMap((id) => regimes.get(id) ?? []);
  return {
    headline: headline(finding.title, actionsFor(finding.verdict, deciding[0], asOf)),
    why: whyWords(finding, deciding),
    regimes: deciding.map((regime) => regimeWords(regime, asOf)),
  };
}

/** What a look-up of an entry says where there is no finding. */
export function entryWords(entry: CatalogEntry): string {
  const kinds = [...new Set(entry.match.map(({ type }) => type))].join(', ');
  return `${entry.title} (${entry.category ?? 'look-alike'}), known by ${kinds}`;
}

/** What to do, in the longest form first. */
function actionsFor(verdict: Verdict, regime: Regime | undefined, asOf: string): readonly string[] {
  const by = regime ? ` by ${regime.short}` : '';
  switch (verdict) {
    case 'prohibited': {
      const due = regime && dueDate(regime, asOf);
      if (due !== undefined) return [`replace or remove it before ${due}${by}`, `remove it before ${due}`];
      return [`replace or remove it, prohibited${by}`, `prohibited${by}`, 'replace or remove it'];
    }
    case 'review':
      if (regime?.nature === 'warning')
        return [`consider replacing it, advised${by}`, `advised against${by}`, 'consider replacing it'];
      return ['review whether it may stay'];
    case 'exempt':
      return [`exempt under ${regime?.short ?? 'the selected rules'}`];
    case 'remediation':
      return ['removal, nothing to do'];
    case 'mention':
      return ['mention, nothing to do'];
  }
}

/** The date by which a rule that is announced, but bans nothing yet, begins to. */
function dueDate({ effective }: Regime, asOf: string): string | undefined {
  const begun = effective.filter(({ date }) => date <= asOf);
  return begun.at(-1)?.announces ? effective[begun.length]?.date : undefined;
}

function headline(title: string, actions: readonly string[]): string {
  const fitting = actions.map((action) => `${title}: ${action}`);
  const whole = fitting.find((text) => text.length <= MAX_HEADLINE) ?? fitting.at(-1) ?? title;
  return whole.length <= MAX_HEADLINE ? whole : `${whole.slice(0, MAX_HEADLINE - 1)}…`;
}

const CERTAINTY_WORDS = {
  exact: 'names this product',
  family: 'belongs to this vendor',
  weak: 'may name this product; its place in the file suggests it',
} as const;

function whyWords(
  { matcher, reference, certainty, category, verdict }: Parameters<typeof describe>[0],
  deciding: readonly Regime[],
): string {
  const version = reference.version === undefined ? '' : `, version ${maskSecrets(reference.version)}`;
  const words = [
    `The ${matcher.type} identifier "${identifierOf(matcher)}" ${CERTAINTY_WORDS[certainty]} (${category}${version}).`,
  ];
  if (verdict === 'review' && deciding.length === 0)
    words.push(`No selected rule covers or exempts ${category}: a person has to decide.`);
  if (matcher.versions !== undefined)
    words.push(
      `The product is known in versions ${matcher.versions}; whether this is one may not be told here.`,
    );
  return words.join(' ');
}

function regimeWords(regime: Regime, asOf: string): RegimeWords {
  const begun = regime.effective.filter(({ date }) => date <= asOf).at(-1);
  const later = regime.effective.filter(({ date }) => date > asOf);
  const when = [
    ...(begun ? [`since ${begun.date}: ${begun.what}`] : []),
    ...later.map(({ date, what }) => `from ${date}: ${what}`),
  ].join('; ');
  const nature = regime.nature === 'warning' ? 'Advice to' : 'Binds';
  return {
    id: regime.id,
    title: regime.title,
    words: `${nature} ${regime.binds}${when === '' ? ', date not verified' : `, ${when}`}.`,
    citation: regime.citation,
    url: regime.url,
    verified: regime.verified,
    ...(regime.limits === undefined ? {} : { limits: regime.limits }),
  };
}
