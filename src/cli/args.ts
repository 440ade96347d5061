import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { isDate } from '../core/text/dates.js';
import type { Severity } from '../core/types.js';
import { BASELINE_FILE } from '../report/baseline.js';

/** A mistake in how the program was called, or work that it could not do: exit code 2. */
export class UsageError extends Error {}

export const FORMATS = ['text', 'json', 'sarif', 'markdown', 'html', 'csv', 'cyclonedx'] as const;
export type OutputFormat = (typeof FORMATS)[number];

const THRESHOLDS = ['error', 'warning', 'information', 'never'] as const;

/** The command line, checked. */
export interface CliOptions {
  readonly paths: readonly string[];
  readonly format: OutputFormat;
  readonly output?: string;
  readonly policy?: string;
  readonly profile?: string;
  readonly regimes?: readonly string[];
  readonly all: boolean;
  readonly failOn: Exclude<Severity, 'none'> | 'never';
  readonly gitignore: boolean;
  readonly inlineIgnore: boolean;
  /** ISO date. */
  readonly asOf?: string;
  /** Baseline file to judge by, or to write. */
  readonly baseline?: string;
  readonly writeBaseline: boolean;
  /** Reports in JSON that were written before. */
  readonly earlier: readonly string[];
  readonly fix: boolean;
  readonly dryRun: boolean;
  readonly allowDirty: boolean;
  readonly quiet: boolean;
  readonly help: boolean;
  readonly version: boolean;
}

export const HELP = `Usage: kaspersky-ban-audit [paths…] [options]
       kaspersky-ban-audit list-entries [--type T] [--category C] [--format text|json] [--summary]
       kaspersky-ban-audit explain ENTRY|REGIME|IDENTIFIER [--as-of DATE]
       kaspersky-ban-audit disclose [paths…] --identified DATE [--reported DATE] [--output FILE]

Finds Kaspersky software in infrastructure-as-code and package manifests.

  --format F        ${FORMATS.join(', ')} (default: text)
  --output FILE     write the report to FILE instead of standard output
  --policy FILE     policy file (default: the nearest .kaspersky-ban.yaml upward)
  --profile P       set of regimes to judge by (default: us-commercial)
  --regime ID       judge by this regime; may be given several times
  --verdicts V      open (default), or all: removals and mentions too
  --fail-on S       exit with 1 from this severity on: error (default), warning, information, never
  --baseline FILE   findings of this file do not count
  --earlier FILE    an earlier report in JSON, for the progress in HTML; may be given several times
  --write-baseline  write what is open to the baseline file (default: ${BASELINE_FILE});
                    one that exists only loses what is mended, and takes in nothing new
  --fix             apply the preferred fix of each finding (the first alternative, or else turning an
                    install into a removal), tell on standard error what was not changed and why, and
                    report what is left; nothing is only removed or suppressed
  --dry-run         with --fix: write nothing, print the changes as a unified diff for "git apply",
                    without secrets: where one stands in a change, that file's diff is a comment
  --allow-dirty     with --fix: even where Git has uncommitted changes, or does not track the file
  --as-of DATE      judge as on this day, YYYY-MM-DD (default: today)
  --no-gitignore    read files that .gitignore excludes, too
  --no-inline-ignore  leave suppression comments out of account
  --jobs N          most threads to audit with (default: one for each processor, up to 4)
  --quiet           no progress on standard error
  --version, --help

Exit codes: 0 nothing at or above --fail-on, 1 something is, 2 the audit could not be done.
`;

/** More threads wait for the one that lists folders, and each holds a catalog of its own. */
const MOST_JOBS = 4;

/**
 * Reads the command line.
 * @throws UsageError with a sentence for the user.
 */
export function readArguments(argv: readonly string[]): CliOptions & { jobs: number } {
  const { values, positionals } = parse(argv);
  const profile = values.profile;
  if (profile !== undefined && values.regime)
    throw new UsageError('give either --profile or --regime, not both');
  const asOf = values['as-of'];
  if (asOf !== undefined && !isDate(asOf)) throw new UsageError(`--as-of: "${asOf}" is no date, YYYY-MM-DD`);
  const fix = values.fix === true;
  const dryRun = values['dry-run'] === true;
  const allowDirty = values['allow-dirty'] === true;
  if (!fix && (dryRun || allowDirty))
    throw new UsageError(`${dryRun ? '--dry-run' : '--allow-dirty'} goes with --fix`);
  const writeBaseline = values['write-baseline'] === true;
  if (fix && writeBaseline) throw new UsageError('give either --fix or --write-baseline, not both');
  const jobs = Number(values.jobs ?? Math.min(availableParallelism(), MOST_JOBS));
  if (!Number.isInteger(jobs) || jobs < 1) throw new UsageError('--jobs: expected a whole number from 1');
  return {
    paths: positionals.length > 0 ? positionals : ['.'],
    format: choice('--format', values.format ?? 'text', FORMATS),
    all: choice('--verdicts', values.verdicts ?? 'open', ['open', 'all']) === 'all',
    failOn: choice('--fail-on', values['fail-on'] ?? 'error', THRESHOLDS),
    gitignore: values['no-gitignore'] !== true,
    inlineIgnore: values['no-inline-ignore'] !== true,
    quiet: values.quiet === true,
    help: values.help === true,
    version: values.version === true,
    jobs,
    writeBaseline,
    earlier: values.earlier ?? [],
    fix,
    dryRun,
    allowDirty,
    ...(values.baseline === undefined ? {} : { baseline: values.baseline }),
    ...(values.output === undefined ? {} : { output: values.output }),
    ...(values.policy === undefined ? {} : { policy: values.policy }),
    ...(profile === undefined ? {} : { profile }),
    ...(values.regime === undefined ? {} : { regimes: values.regime }),
    ...(asOf === undefined ? {} : { asOf }),
  };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        format: { type: 'string' },
        output: { type: 'string' },
        policy: { type: 'string' },
        profile: { type: 'string' },
        regime: { type: 'string', multiple: true },
        verdicts: { type: 'string' },
        'fail-on': { type: 'string' },
        'as-of': { type: 'string' },
        baseline: { type: 'string' },
        earlier: { type: 'string', multiple: true },
        'write-baseline': { type: 'boolean' },
        fix: { type: 'boolean' },
        'dry-run': { type: 'boolean' },
        'allow-dirty': { type: 'boolean' },
        'no-gitignore': { type: 'boolean' },
        'no-inline-ignore': { type: 'boolean' },
        jobs: { type: 'string' },
        quiet: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
        version: { type: 'boolean', short: 'v' },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : 'unreadable arguments');
  }
}

/** One of some words. @throws UsageError */
export function choice<const T extends string>(option: string, value: string, words: readonly T[]): T {
  const found = words.find((word) => word === value);
  if (found === undefined) throw new UsageError(`${option}: "${value}" is none of ${words.join(', ')}`);
  return found;
}
