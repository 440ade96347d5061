import { date, entry, optional, replacement } from './policy-catalog.js';
import { worded as say } from './say.js';
import type { Worded } from './say.js';
import { count, list, oneOf, readYaml, record, text } from './text/read-yaml.js';
import type { Reader } from './text/read-yaml.js';
import type { Shape } from './text/shape.js';
import { knownWords } from './text/suggest.js';
import type { CatalogEntry, Problem, Replacement, Severity, Span, Verdict } from './types.js';

export { POLICY_FILE } from './policy-file.js';

/** Fields that an exception can be made to carry. */
export const EXCEPTION_FIELDS = ['reason', 'owner', 'until'] as const;
export type ExceptionField = (typeof EXCEPTION_FIELDS)[number];

export const VERDICTS = ['prohibited', 'review', 'exempt', 'remediation', 'mention'] as const;
export const SEVERITIES = ['error', 'warning', 'information', 'none'] as const;

/** Findings that an organisation has decided to live with. */
export interface IgnoreRule {
  readonly entry?: string;
  readonly path?: string;
  readonly reason?: string;
  readonly owner?: string;
  /** Last ISO date on which the rule holds. */
  readonly until?: string;
  /** Where it stands in the policy file: its first line. */
  readonly span?: Span;
}

/** An organisation's own rules: what applies to it, what else it bans, what it prefers and what it excepts. */
export interface Policy {
  readonly profile?: string;
  readonly regimes?: readonly string[];
  readonly severity: Partial<Record<Verdict, Severity>>;
  readonly catalog: readonly CatalogEntry[];
  readonly replacements: readonly Replacement[];
  readonly ignore: readonly IgnoreRule[];
  readonly exceptions: { readonly require: readonly ExceptionField[]; readonly warnDays: number };
  /** Globs of paths that are not scanned. */
  readonly exclude: readonly string[];
  /** The folder that the policy's paths are relative to, as documents name it; empty or absent for their root. */
  readonly root?: string;
}

/** The policy of those who have none. */
export const DEFAULT_POLICY: Policy = {
  severity: {},
  catalog: [],
  replacements: [],
  ignore: [],
  exceptions: { require: ['reason'], warnDays: 30 },
  exclude: [],
};

export const DEFAULT_SEVERITY: Record<Verdict, Severity> = {
  prohibited: 'error',
  review: 'warning',
  exempt: 'information',
  remediation: 'none',
  mention: 'none',
};

type PolicyFile = Partial<Omit<Policy, 'exceptions' | 'root'>> & {
  readonly exceptions?: Partial<Policy['exceptions']>;
};

/** Names that a policy may refer to. */
export interface PolicyVocabulary {
  readonly profiles: readonly string[];
  readonly regimes: readonly string[];
}

const ignoreFields = record<Omit<IgnoreRule, 'span'>>({
  entry: optional(text(undefined, { names: 'entry' }), 'The catalog entry that it is for; all unless given.'),
  path: optional(text(), 'Glob of the files that it is for, relative to this file; all unless given.'),
  reason: optional(text(), 'Why it may stay. Auditors read this.'),
  owner: optional(text(), 'Who answers for it.'),
  until: optional(date, 'The last day on which it holds, YYYY-MM-DD.'),
});

function ignoreRule(source: string): Reader<IgnoreRule> {
  return {
    ...ignoreFields,
    read: (node, place, report) => {
      const rule = ignoreFields.read(node, place, report);
      const [start, end] = node?.range ?? place;
      const first = /^[^\r\n]*/.exec(source.slice(start, end))?.[0].trimEnd() ?? '';
      return rule && { ...rule, span: [start, start + first.length] };
    },
  };
}

const severity = oneOf(SEVERITIES);

function unknown(names: 'profile' | 'regime', value: string): Worded {
  return names === 'profile' ? say('unknown profile "{0}"', value) : say('unknown regime "{0}"', value);
}

function policyReader({ profiles, regimes }: PolicyVocabulary, source: string): Reader<PolicyFile> {
  const known = (words: readonly string[], names: 'profile' | 'regime'): Reader<string> =>
    text(
      (value) => (words.includes(value) ? undefined : [unknown(names, value), ...knownWords(value, words)]),
      { words, names },
    );
  return record<PolicyFile>({
    profile: optional(known(profiles, 'profile'), 'The set of rules to judge by.'),
    regimes: optional(list(known(regimes, 'regime')), 'Single rules to judge by, in place of a profile.'),
    severity: optional(
      record<Policy['severity']>({
        prohibited: optional(severity, 'Of places that a selected rule prohibits.'),
        review: optional(severity, 'Of places that the selected rules do not plainly decide.'),
        exempt: optional(severity, 'Of places that a selected rule carves out.'),
        remediation: optional(severity, 'Of places that take the product away.'),
        mention: optional(severity, 'Of places that only talk of the product.'),
      }),
      'How findings of each verdict are shown.',
    ),
    catalog: optional(list(entry), 'Products and identifiers of your own that are to be found.'),
    replacements: optional(list(replacement), 'What you prefer in place of what is banned.'),
    ignore: optional(list(ignoreRule(source)), 'Findings that may stay, and why.'),
    exceptions: optional(
      record<Partial<Policy['exceptions']>>({
        require: optional(list(oneOf(EXCEPTION_FIELDS)), 'What every exception has to state.'),
        warnDays: optional(count, 'How many days before its end an exception is told of; 30 unless given.'),
      }),
      'What is asked of exceptions, here and in comments.',
    ),
    exclude: optional(list(text()), 'Globs of files that are not scanned, relative to this file.'),
  });
}

/** What a policy file may hold. */
export function policyShape(vocabulary: PolicyVocabulary): Shape {
  return policyReader(vocabulary, '').shape;
}

/**
 * Reads a policy file. With any problem there is no policy: a mistake must never pass for "no rules".
 */
export function parsePolicy(
  source: string,
  vocabulary: PolicyVocabulary,
): { policy: Policy | undefined; problems: Problem[] } {
  const { value, problems } = readYaml(source, policyReader(vocabulary, source), {});
  if (problems.length > 0 || !value) return { policy: undefined, problems };
  const exceptions = { ...DEFAULT_POLICY.exceptions, ...value.exceptions };
  return { policy: { ...DEFAULT_POLICY, ...value, exceptions }, problems };
}
