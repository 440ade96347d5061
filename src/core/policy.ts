import { isDate } from './text/dates.js';
import { bool, count, list, oneOf, readYaml, record, text } from './text/read-yaml.js';
import type { Reader } from './text/read-yaml.js';
import { knownWords } from './text/suggest.js';
import { CATEGORIES, IDENTIFIER_TYPES } from './types.js';
import type {
  CatalogEntry,
  Example,
  Matcher,
  Problem,
  Replacement,
  Severity,
  Source,
  Span,
  Verdict,
} from './types.js';

/** Name of the policy file; the nearest one upward holds. */
export const POLICY_FILE = '.kaspersky-ban.yaml';

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

const optional = <T>(read: Reader<T>): { read: Reader<T> } => ({ read });
const required = <T>(read: Reader<T>): { read: Reader<T>; required: true } => ({ read, required: true });

const date = text((value) => (isDate(value) ? undefined : 'expected a date, YYYY-MM-DD'));
const entryId = text((value) =>
  /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(value) ? undefined : 'expected lower-case letters, digits and hyphens',
);

const sources = list(record<Source>({ url: required(text()), read: required(date) }));

const matcher: Reader<Matcher> = (node, place, report) => {
  const read = record<Matcher>({
    type: required(oneOf(IDENTIFIER_TYPES)),
    name: optional(text()),
    prefix: optional(text()),
    domain: optional(text()),
    versions: optional(text()),
    certainty: optional(oneOf(['weak', 'beside'])),
  })(node, place, report);
  if (!read) return undefined;
  const given = [read.name, read.prefix, read.domain].filter((each) => each !== undefined);
  const domain = (read.type === 'domain') === (read.domain !== undefined);
  if (given.length === 1 && domain) return read;
  report(
    node?.range ? [node.range[0], node.range[1]] : place,
    'expected exactly one of "name" and "prefix", or "domain" with type domain',
  );
  return undefined;
};

const example = record<Example>({
  format: required(text()),
  text: required(text()),
  why: optional(text()),
});

const entry: Reader<CatalogEntry> = (node, place, report) => {
  const read = record<CatalogEntry>({
    id: required(entryId),
    title: required(text()),
    category: optional(oneOf(CATEGORIES)),
    lookalike: optional(bool),
    match: required(list(matcher)),
    notes: optional(text()),
    sources: optional(sources),
    examples: optional(
      record<NonNullable<CatalogEntry['examples']>>({
        hit: required(list(example)),
        miss: required(list(example)),
      }),
    ),
  })(node, place, report);
  if (!read || read.category !== undefined || read.lookalike) return read;
  report(node?.range ? [node.range[0], node.range[1]] : place, 'missing key "category"');
  return undefined;
};

const replacement = record<Replacement>({
  for: required(
    record<Replacement['for']>({
      category: optional(oneOf(CATEGORIES)),
      entry: optional(text()),
      type: optional(oneOf(IDENTIFIER_TYPES)),
      name: optional(text()),
    }),
  ),
  use: required(
    record<Replacement['use']>({
      name: required(text()),
      title: required(text()),
      version: optional(text()),
      note: optional(text()),
    }),
  ),
  sources: optional(sources),
});

const ignoreFields = record<Omit<IgnoreRule, 'span'>>({
  entry: optional(text()),
  path: optional(text()),
  reason: optional(text()),
  owner: optional(text()),
  until: optional(date),
});

const ignoreRule =
  (source: string): Reader<IgnoreRule> =>
  (node, place, report) => {
    const rule = ignoreFields(node, place, report);
    const [start, end] = node?.range ?? place;
    const first = /^[^\r\n]*/.exec(source.slice(start, end))?.[0].trimEnd() ?? '';
    return rule && { ...rule, span: [start, start + first.length] };
  };

/**
 * Reads a policy file. With any problem there is no policy: a mistake must never pass for "no rules".
 */
export function parsePolicy(
  source: string,
  vocabulary: PolicyVocabulary,
): { policy: Policy | undefined; problems: Problem[] } {
  const known = (words: readonly string[], what: string): Reader<string> =>
    text((value) =>
      words.includes(value) ? undefined : `unknown ${what} "${value}"${knownWords(value, words)}`,
    );
  const severity = optional(oneOf(SEVERITIES));
  const { value, problems } = readYaml(
    source,
    record<PolicyFile>({
      profile: optional(known(vocabulary.profiles, 'profile')),
      regimes: optional(list(known(vocabulary.regimes, 'regime'))),
      severity: optional(
        record<Policy['severity']>({
          prohibited: severity,
          review: severity,
          exempt: severity,
          remediation: severity,
          mention: severity,
        }),
      ),
      catalog: optional(list(entry)),
      replacements: optional(list(replacement)),
      ignore: optional(list(ignoreRule(source))),
      exceptions: optional(
        record<Partial<Policy['exceptions']>>({
          require: optional(list(oneOf(EXCEPTION_FIELDS))),
          warnDays: optional(count),
        }),
      ),
      exclude: optional(list(text())),
    }),
    {},
  );
  if (problems.length > 0 || !value) return { policy: undefined, problems };
  const exceptions = { ...DEFAULT_POLICY.exceptions, ...value.exceptions };
  return { policy: { ...DEFAULT_POLICY, ...value, exceptions }, problems };
}
