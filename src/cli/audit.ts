import { lineStarts } from '../core/text/lines.js';
import type { Finding } from '../core/types.js';
import { REPORT_FORMATS } from '../report/formats.js';
import {
  compareFindings,
  compareNotices,
  distinctReported,
  exceptionNotices,
  regionAt,
} from '../report/report.js';
import type { Notice, ReportedFinding } from '../report/report.js';
import type { CliOptions } from './args.js';
import { areBelow, listFiles, nameOf } from './documents.js';
import type { Listed } from './documents.js';
import type { Setup, Task } from './helper.js';
import type { Ruled, RuledBy } from './policies.js';
import { scanFiles } from './scan.js';
import type { Batch } from './scan.js';
import { createTeam } from './team.js';

/** What an audit of some roots gives. */
export interface Audit {
  readonly files: number;
  readonly findings: readonly ReportedFinding[];
  readonly notices: readonly Notice[];
}

/** What an audit is told by the command line. */
export interface AuditOptions extends Pick<CliOptions, 'paths' | 'gitignore' | 'format'> {
  /** Most threads at once. */
  readonly jobs: number;
}

/** Files that one thread reads at a time. */
const BATCH = 256;

/** Files after which it pays to call in others; one in which something is found counts for as many as it costs. */
const ALONE = 8_192;
const FOUND = 50;

/**
 * Audits files and folders. A file that cannot be read becomes a notice; a root that cannot be is an error. The
 * result is the same however many threads there are.
 * @param progress Called with the number of files listed so far.
 * @throws UsageError for a root that does not exist or cannot be read.
 */
export async function audit(
  options: AuditOptions,
  ruledBy: RuledBy,
  progress: (files: number) => void,
): Promise<Audit> {
  const notices: Notice[] = [];
  const met = new Map<string | undefined, Ruled>();
  const { format, jobs } = options;
  const withFixes = format !== 'text' && REPORT_FORMATS[format].fixes;
  const team = createTeam<Task, Batch>(jobs, { rules: ruledBy.rules, withFixes } satisfies Setup);
  const batches: Promise<Batch>[] = [];
  let count = 0;
  let work = 0;
  let batch: Listed[] = [];
  const scan = async (own: readonly Listed[]): Promise<Batch> => {
    const helper = work >= ALONE ? team.free() : undefined;
    if (helper) return helper(own.map(({ file }) => file));
    const done = scanFiles(own, withFixes);
    work += own.length + FOUND * done.scanned.length;
    return done;
  };
  const hand = async (): Promise<void> => {
    const scanned = scan(batch);
    batch = [];
    batches.push(scanned);
    // Whoever waits for it, does so when all files are handed out.
    scanned.catch(() => undefined);
    // What the helpers have sent is taken in meanwhile.
    if (work >= ALONE) await new Promise(setImmediate);
  };
  try {
    for (const listed of listFiles(options, ruledBy, (notice) => notices.push(notice))) {
      if (batch.length === BATCH || (batch[0] && batch[0].ruled !== listed.ruled)) await hand();
      met.set(listed.ruled.source?.file, listed.ruled);
      batch.push(listed);
      progress(++count);
    }
    await hand();
    return report(await Promise.all(batches), notices, met, areBelow(options.paths));
  } finally {
    team.dismiss();
  }
}

function report(
  batches: readonly Batch[],
  listing: readonly Notice[],
  met: ReadonlyMap<string | undefined, Ruled>,
  wasRead: (file: string) => boolean,
): Audit {
  const scanned = batches.flatMap((batch) => batch.scanned);
  const findings = scanned.flatMap((each) => each.findings);
  const notices = [
    ...listing,
    ...batches.flatMap((batch) => batch.notices),
    ...scanned.flatMap((each) => each.notices),
  ];
  for (const [policy, ruled] of met) {
    const own = scanned.filter((each) => each.policy === policy).flatMap((each) => each.findings);
    notices.push(
      ...ruleNotices(
        ruled,
        own.map(({ finding }) => finding),
        wasRead,
      ),
    );
  }
  return {
    files: batches.reduce((sum, { files }) => sum + files, 0),
    findings: distinctReported(findings).sort(compareFindings),
    notices: notices.sort(compareNotices),
  };
}

/** What is wrong with the exceptions of a policy; unused ones only where all files that it holds for were read. */
function ruleNotices(
  { engine, source }: Ruled,
  findings: readonly Finding[],
  wasRead: (file: string) => boolean,
): Notice[] {
  if (!source) return [];
  const starts = lineStarts(source.text);
  const notices = engine().ruleNotices(wasRead(source.base) ? findings : undefined);
  return exceptionNotices(notices, nameOf(source.file), (span) => regionAt(starts, span));
}
