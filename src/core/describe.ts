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

const ACTIONS: Record<Verdict, (citation: string) => string> = {
  prohibited: (citation) => `replace or remove it, prohibited by ${citation}`,
  review: () => 'review whether it may stay',
  exempt: (citation) => `exempt under ${citation}`,
  remediation: () => 'removal, nothing to do',
  mention: () => 'mention, nothing to do',
};

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
  const [first] = deciding;
  const citation = first ? shortCitation(first) : 'the selected rules';
  return {
    headline: headline(finding.title, ACTIONS[finding.verdict](citation)),
    why: whyWords(finding),
    regimes: deciding.map((regime) => regimeWords(regime, asOf)),
  };
}

/** What a look-up of an entry says where there is no finding. */
export function entryWords(entry: CatalogEntry): string {
  const kinds = [...new Set(entry.match.map(({ type }) => type))].join(', ');
  return `${entry.title} (${entry.category ?? 'look-alike'}), known by ${kinds}`;
}

function headline(title: string, action: string): string {
  const full = `${title}: ${action}`;
  if (full.length <= MAX_HEADLINE) return full;
  const short = `${title}: ${action.replace(/, prohibited by .*$/, '')}`;
  return short.length <= MAX_HEADLINE ? short : `${short.slice(0, MAX_HEADLINE - 1)}…`;
}

function shortCitation({ citation }: Regime): string {
  const [head = citation] = citation.split(/[;(]/);
  return head.trim();
}

const CERTAINTY_WORDS = {
  exact: 'names this product',
  family: 'belongs to this vendor',
  weak: 'may name this product; its place in the file suggests it',
} as const;

function whyWords({ matcher, reference, certainty, category }: Parameters<typeof describe>[0]): string {
  const identifier = matcher.name ?? matcher.prefix ?? matcher.domain ?? '';
  const version = reference.version === undefined ? '' : `, version ${reference.version}`;
  return `The ${matcher.type} identifier "${identifier}" ${CERTAINTY_WORDS[certainty]} (${category}${version}).`;
}

function regimeWords(regime: Regime, asOf: string): RegimeWords {
  const begun = regime.effective.filter(({ date }) => date <= asOf).at(-1);
  const next = regime.effective.find(({ date }) => date > asOf);
  const since = begun && `since ${begun.date}: ${begun.what}`;
  const from = next && `from ${next.date}: ${next.what}`;
  const when = [since, from].filter((each) => each !== undefined).join('; ');
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
