import { identifierOf } from './identity.js';
import { english } from './say.js';
import type { Say } from './say.js';
import { maskSecrets } from './secrets.js';
import type { CatalogEntry, Certainty, Finding, Regime, Verdict } from './types.js';

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
 * @param say In which language. What the catalog and the law say stays in theirs.
 */
export function describe(
  finding: Pick<
    Finding,
    'title' | 'verdict' | 'regimes' | 'certainty' | 'matcher' | 'reference' | 'category'
  >,
  regimes: ReadonlyMap<string, Regime>,
  asOf: string,
  say: Say = english,
): Description {
  const deciding = finding.regimes.flatMap((id) => regimes.get(id) ?? []);
  return {
    headline: headline(finding.title, actionsFor(finding.verdict, deciding[0], asOf, say)),
    why: whyWords(finding, deciding, say),
    regimes: deciding.map((regime) => regimeWords(regime, asOf, say)),
  };
}

/** What a look-up of an entry says where there is no finding. */
export function entryWords(entry: CatalogEntry): string {
  const kinds = [...new Set(entry.match.map(({ type }) => type))].join(', ');
  return `${entry.title} (${entry.category ?? 'look-alike'}), known by ${kinds}`;
}

/** What to do, in the longest form first. */
function actionsFor(verdict: Verdict, regime: Regime | undefined, asOf: string, say: Say): readonly string[] {
  switch (verdict) {
    case 'prohibited': {
      if (!regime) return [say('replace or remove it, prohibited')];
      const { short } = regime;
      const due = dueDate(regime, asOf);
      if (due !== undefined)
        return [say('replace or remove it before {0} by {1}', due, short), say('remove it before {0}', due)];
      return [
        say('replace or remove it, prohibited by {0}', short),
        say('prohibited by {0}', short),
        say('replace or remove it'),
      ];
    }
    case 'review':
      if (regime?.nature === 'warning')
        return [
          say('consider replacing it, advised by {0}', regime.short),
          say('advised against by {0}', regime.short),
          say('consider replacing it'),
        ];
      return [say('review whether it may stay')];
    case 'exempt':
      return [say('exempt under {0}', regime?.short ?? say('the selected rules'))];
    case 'remediation':
      return [say('removal, nothing to do')];
    case 'mention':
      return [say('mention, nothing to do')];
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

function certaintyWords(certainty: Certainty, type: string, name: string, say: Say): string {
  switch (certainty) {
    case 'exact':
      return say('The {0} identifier "{1}" names this product', type, name);
    case 'family':
      return say('The {0} identifier "{1}" belongs to this vendor', type, name);
    case 'weak':
      return say(
        'The {0} identifier "{1}" may name this product; its place in the file suggests it',
        type,
        name,
      );
  }
}

function whyWords(
  { matcher, reference, certainty, category, verdict }: Parameters<typeof describe>[0],
  deciding: readonly Regime[],
  say: Say,
): string {
  const { version } = reference;
  const known = certaintyWords(certainty, matcher.type, identifierOf(matcher), say);
  const kind = version === undefined ? category : say('{0}, version {1}', category, maskSecrets(version));
  const words = [`${known} (${kind}).`];
  if (verdict === 'review' && deciding.length === 0)
    words.push(say('No selected rule covers or exempts {0}: a person has to decide.', category));
  if (matcher.versions !== undefined)
    words.push(
      say(
        'The product is known in versions {0}; whether this is one may not be told here.',
        matcher.versions,
      ),
    );
  return words.join(' ');
}

function regimeWords(regime: Regime, asOf: string, say: Say): RegimeWords {
  const begun = regime.effective.filter(({ date }) => date <= asOf).at(-1);
  const later = regime.effective.filter(({ date }) => date > asOf);
  const when = [
    ...(begun ? [say('since {0}: {1}', begun.date, begun.what)] : []),
    ...later.map(({ date, what }) => say('from {0}: {1}', date, what)),
  ].join('; ');
  const whom =
    regime.nature === 'warning' ? say('Advice to {0}', regime.binds) : say('Binds {0}', regime.binds);
  return {
    id: regime.id,
    title: regime.title,
    words: `${whom}, ${when === '' ? say('date not verified') : when}.`,
    citation: regime.citation,
    url: regime.url,
    verified: regime.verified,
    ...(regime.limits === undefined ? {} : { limits: regime.limits }),
  };
}
