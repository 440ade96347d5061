import fs from 'node:fs';
import path from 'node:path';
import {
  BASELINE_FILE,
  applyBaseline,
  baselineText,
  mendedNotice,
  parseBaseline,
} from '../report/baseline.js';
import type { Baseline } from '../report/baseline.js';
import { compareNotices } from '../report/report.js';
import type { Notice } from '../report/report.js';
import { UsageError } from './args.js';
import type { CliOptions } from './args.js';
import type { Audit } from './audit.js';
import { areBelow } from './documents.js';
import { readText, writeText } from './files.js';

/** What an audit says of files that it could not read. */
const NOT_READ: readonly Notice['kind'][] = ['skipped', 'unreadable'];

/**
 * Writes the baseline file where that is asked for, and suppresses what stands in it. What was mended since is
 * a notice.
 * @throws UsageError for a baseline file that cannot be read or written.
 */
export function applyBaselines(
  audit: Audit,
  { baseline, writeBaseline, paths }: Pick<CliOptions, 'baseline' | 'writeBaseline' | 'paths'>,
): Pick<Audit, 'findings' | 'notices'> {
  if (baseline === undefined && !writeBaseline) return audit;
  const file = baseline ?? BASELINE_FILE;
  const before = writeBaseline && !fs.existsSync(file) ? undefined : read(file);
  const below = areBelow(paths);
  const unread = areBelow(
    audit.notices.filter(({ kind }) => NOT_READ.includes(kind)).map(({ path }) => path),
  );
  const wasRead = (name: string): boolean => below(path.resolve(name)) && !unread(path.resolve(name));
  if (writeBaseline) writeText(file, baselineText(audit.findings, before, wasRead));
  const { findings, mended } = applyBaseline(audit.findings, read(file), wasRead);
  return { findings, notices: [...audit.notices, ...mended.map(mendedNotice)].sort(compareNotices) };
}

function read(file: string): Baseline {
  const parsed = parseBaseline(readText(file));
  if (typeof parsed === 'string') throw new UsageError(`${file}: ${parsed}`);
  return parsed;
}
