import fs from 'node:fs';
import process from 'node:process';
import { knowledge } from '../catalog/index.js';
import { createEngine } from '../core/engine.js';
import type { Engine, EngineOptions } from '../core/engine.js';
import type { Severity } from '../core/types.js';
import { formats } from '../formats/index.js';
import { jsonReport } from '../report/json.js';
import { isOpen } from '../report/report.js';
import type { Report } from '../report/report.js';
import { sarifReport } from '../report/sarif.js';
import { textReport } from '../report/text.js';
import { version } from '../../package.json';
import { HELP, UsageError, readArguments } from './args.js';
import type { CliOptions } from './args.js';
import { audit } from './audit.js';
import { explainText, listEntries } from './inspect.js';
import { createPolicies } from './policies.js';

const RANK: Record<Severity | 'never', number> = { none: 0, information: 1, warning: 2, error: 3, never: 4 };
const PROGRESS_EVERY = 250;

function run(argv: readonly string[]): number {
  const [command, ...rest] = argv;
  if (command === 'list-entries') return say(listEntries(rest, shippedEngine()));
  if (command === 'explain') return say(explainText(rest, shippedEngine(), today()));
  const options = readArguments(argv);
  if (options.help) return say(HELP);
  if (options.version) return say(`${version}\n`);
  checkNames(options);
  const asOf = options.asOf ?? today();
  const engineOptions: EngineOptions = {
    formats,
    knowledge,
    today: asOf,
    profile: options.profile,
    regimes: options.regimes,
    inlineSuppression: options.inlineIgnore,
  };
  const ruledBy = createPolicies(engineOptions, options.policy);
  const bar = !options.quiet && process.stderr.isTTY;
  const found = audit(options, ruledBy, (files) => {
    if (bar && files % PROGRESS_EVERY === 0) process.stderr.write(`\r${files} files`);
  });
  if (bar) process.stderr.write('\r\u001b[K');
  const { engine } = ruledBy(process.cwd());
  const report: Report = { version, asOf, regimes: engine.regimes, ...found };
  write(render(report, options, ruledBy), options.output);
  for (const { kind, path, message } of found.notices) {
    if (kind === 'unreadable' || kind === 'exception') process.stderr.write(`${path}: ${message}\n`);
  }
  const worst = Math.max(0, ...found.findings.filter(isOpen).map(({ finding }) => RANK[finding.severity]));
  return worst >= RANK[options.failOn] ? 1 : 0;
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}

function shippedEngine(): Engine {
  return createEngine({ formats, knowledge, today: today() });
}

function checkNames({ profile, regimes }: CliOptions): void {
  const known = new Set(knowledge.regimes.map(({ id }) => id));
  const unknown = regimes?.find((id) => !known.has(id));
  if (unknown !== undefined)
    throw new UsageError(`--regime: unknown "${unknown}"; known are ${[...known].join(', ')}`);
  if (profile === undefined || knowledge.profiles.some(({ id }) => id === profile)) return;
  const profiles = knowledge.profiles.map(({ id }) => id).join(', ');
  throw new UsageError(`--profile: unknown "${profile}"; known are ${profiles}`);
}

function render(report: Report, options: CliOptions, ruledBy: ReturnType<typeof createPolicies>): string {
  const { all, format, output } = options;
  if (format === 'json') return jsonReport(report, all);
  if (format === 'sarif') return sarifReport(report, ruledBy(process.cwd()).engine.entries, all);
  const colour = output === undefined && process.stdout.isTTY && process.env.NO_COLOR === undefined;
  return textReport(report, { colour, all });
}

function write(text: string, output: string | undefined): void {
  if (output === undefined) say(text);
  else fs.writeFileSync(output, text);
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

try {
  process.exitCode = run(process.argv.slice(2));
} catch (error) {
  const known = error instanceof UsageError;
  process.stderr.write(
    `kaspersky-ban-audit: ${known ? error.message : String(error instanceof Error ? error.stack : error)}\n`,
  );
  process.exitCode = 2;
}
