import fs from 'node:fs';
import process from 'node:process';
import { law } from '../catalog/law.js';
import type { Engine } from '../core/engine.js';
import type { Severity } from '../core/types.js';
import { REPORT_FORMATS } from '../report/formats.js';
import { isOpen } from '../report/report.js';
import type { Notice, Report } from '../report/report.js';
import { textReport } from '../report/text.js';
import { version } from '../../package.json';
import { HELP, UsageError, readArguments } from './args.js';
import type { CliOptions } from './args.js';
import { audit } from './audit.js';
import { applyBaselines } from './baseline.js';
import { readEarlier } from './earlier.js';
import { disclose } from './disclose.js';
import { writeText } from './files.js';
import { fixFiles } from './fix.js';
import { explainText, listEntries } from './inspect.js';
import { loadEngine } from './load.js';
import { createPolicies } from './policies.js';
import type { RuledBy } from './policies.js';

const RANK: Record<Severity | 'never', number> = { none: 0, information: 1, warning: 2, error: 3, never: 4 };
const PROGRESS_EVERY = 250;

async function run(argv: readonly string[]): Promise<number> {
  const [command, ...rest] = argv;
  if (command === 'list-entries') return say(listEntries(rest, shippedEngine()));
  if (command === 'explain') return say(explainText(rest, shippedEngine(), today()));
  if (command === 'disclose') {
    const { text, output, notices } = await disclose(rest, today());
    write(text, output);
    warn(notices);
    return 0;
  }
  const options = readArguments(argv);
  if (options.help) return say(HELP);
  if (options.version) return say(`${version}\n`);
  checkNames(options);
  const asOf = options.asOf ?? today();
  const judging = {
    today: asOf,
    profile: options.profile,
    regimes: options.regimes,
    inlineSuppression: options.inlineIgnore,
  };
  const ruledBy = createPolicies({ judging, policy: options.policy });
  if (options.fix) {
    const fixed = fixFiles(options, ruledBy);
    fixed.notices.forEach(tell);
    if (options.dryRun) say(fixed.diff);
    const done = `${fixed.applied} fixes in ${fixed.files} files`;
    if (!options.quiet)
      process.stderr.write(`${options.dryRun ? `would apply ${done}` : `applied ${done}`}\n`);
  }
  const bar = !options.quiet && process.stderr.isTTY;
  const found = await audit(options, ruledBy, (files) => {
    if (bar && files % PROGRESS_EVERY === 0) process.stderr.write(`\r${files} files`);
  });
  if (bar) process.stderr.write('\r\u001b[K');
  const judged = { ...found, ...applyBaselines(found, options) };
  const earlier = readEarlier(options.earlier);
  const { regimes } = ruledBy(process.cwd());
  const report: Report = { version, asOf, regimes, earlier, ...judged };
  if (!options.dryRun) write(render(report, options, ruledBy), options.output);
  warn(judged.notices);
  const open = judged.findings.filter(isOpen);
  const worst = open.reduce((most, { finding }) => Math.max(most, RANK[finding.severity]), 0);
  return worst >= RANK[options.failOn] ? 1 : 0;
}

function warn(notices: readonly Notice[]): void {
  for (const notice of notices) {
    const { kind } = notice;
    if (kind !== 'problem' && kind !== 'unresolved' && kind !== 'skipped') tell(notice);
  }
}

function tell({ path, message, region }: Omit<Notice, 'kind'>): void {
  const place = region ? `:${region.startLine}:${region.startColumn}` : '';
  process.stderr.write(`${path}${place}: ${message}\n`);
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}

function shippedEngine(): Engine {
  return loadEngine().shippedEngine({ today: today() });
}

function checkNames({ profile, regimes }: CliOptions): void {
  const known = new Set(law.regimes.map(({ id }) => id));
  const unknown = regimes?.find((id) => !known.has(id));
  if (unknown !== undefined)
    throw new UsageError(`--regime: unknown "${unknown}"; known are ${[...known].join(', ')}`);
  if (profile === undefined || law.profiles.some(({ id }) => id === profile)) return;
  const profiles = law.profiles.map(({ id }) => id).join(', ');
  throw new UsageError(`--profile: unknown "${profile}"; known are ${profiles}`);
}

function render(report: Report, options: CliOptions, ruledBy: RuledBy): string {
  const { all, format, output } = options;
  if (format !== 'text') return REPORT_FORMATS[format].write(report, entriesOf(report, ruledBy), all);
  const colour = output === undefined && process.stdout.isTTY && process.env.NO_COLOR === undefined;
  return textReport(report, { colour, all });
}

/** The catalog by which something was found. */
function entriesOf({ findings }: Report, ruledBy: RuledBy): Engine['entries'] {
  return findings.length > 0 ? ruledBy(process.cwd()).engine().entries : new Map();
}

function write(text: string, output: string | undefined): void {
  if (output === undefined) say(text);
  else writeText(output, text);
}

/**
 * Writes all of a text even to a pipe, which `process.stdout` may not have drained when the process ends. A
 * reader that has seen enough, such as `head`, ends it early.
 */
function say(text: string): number {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length;) {
    try {
      at += fs.writeSync(1, bytes, at);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (code === 'EPIPE') break;
      if (code !== 'EAGAIN') throw error;
    }
  }
  return 0;
}

async function main(): Promise<void> {
  try {
    process.exitCode = await run(process.argv.slice(2));
  } catch (error) {
    const known = error instanceof UsageError;
    process.stderr.write(
      `kaspersky-ban-audit: ${known ? error.message : String(error instanceof Error ? error.stack : error)}\n`,
    );
    process.exitCode = 2;
  }
}

void main();
