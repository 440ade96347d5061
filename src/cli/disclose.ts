import { isDate } from '../core/text/dates.js';
import { DISCLOSURE_REGIMES, disclosureDraft } from '../report/disclosure.js';
import type { Notice } from '../report/report.js';
import { version } from '../../package.json';
import { UsageError } from './args.js';
import { audit } from './audit.js';
import { parseOptions } from './inspect.js';
import { createPolicies } from './policies.js';

const JOBS = 1;

const OPTIONS = {
  identified: { type: 'string' },
  reported: { type: 'string' },
  output: { type: 'string' },
  policy: { type: 'string' },
  'as-of': { type: 'string' },
  'no-gitignore': { type: 'boolean' },
  'no-inline-ignore': { type: 'boolean' },
} as const;

/** A draft and what to say beside it. */
export interface Disclosure {
  readonly text: string;
  /** File to write it to; standard output if absent. */
  readonly output?: string | undefined;
  readonly notices: readonly Notice[];
}

/**
 * `disclose [paths…] --identified DATE [--reported DATE] [--output FILE] [--policy FILE] [--as-of DATE]
 * [--no-gitignore] [--no-inline-ignore]`: the draft of a federal contractor's report. Judged by the clauses that ask
 * for it, whatever the profile.
 * @throws UsageError
 */
export async function disclose(argv: readonly string[], today: string): Promise<Disclosure> {
  const { values, positionals } = parseOptions(argv, OPTIONS, true);
  const { identified, reported } = values;
  if (identified === undefined)
    throw new UsageError('disclose: give --identified DATE, the day on which the articles were identified');
  const asOf = values['as-of'] ?? today;
  for (const [option, date] of Object.entries({ identified, reported, 'as-of': asOf })) {
    if (date !== undefined && !isDate(date))
      throw new UsageError(`--${option}: "${date}" is no date, YYYY-MM-DD`);
  }
  if (reported !== undefined && reported < identified)
    throw new UsageError('--reported: the report cannot lie before --identified');
  const regimes = [...DISCLOSURE_REGIMES];
  const judging = {
    today: asOf,
    profile: undefined,
    regimes,
    inlineSuppression: values['no-inline-ignore'] !== true,
  };
  const ruledBy = createPolicies({ judging, policy: values.policy });
  const paths = positionals.length > 0 ? positionals : ['.'];
  // Fixes are worked out, since they are what can be recommended.
  const found = await audit(
    { paths, gitignore: values['no-gitignore'] !== true, format: 'json', jobs: JOBS },
    ruledBy,
    () => undefined,
  );
  const { regimes: judgedBy } = ruledBy(process.cwd());
  const report = { version, asOf, regimes: judgedBy, ...found };
  return {
    text: disclosureDraft(report, { identified, reported }),
    output: values.output,
    notices: found.notices,
  };
}
