import { lineStarts } from '../core/text/lines.js';
import type { Finding } from '../core/types.js';
import {
  compareFindings,
  compareNotices,
  distinctReported,
  exceptionNotices,
  regionAt,
} from '../report/report.js';
import type { Notice, ReportedFinding } from '../report/report.js';
import { areBelow, listFiles, nameOf } from './documents.js';
import type { Listed } from './documents.js';
import type { Ruled } from './policies.js';
import { scanFiles } from './scan.js';
import type { Batch } from './scan.js';
import { createTeam } from './team.js';
import type { AuditOptions } from './team.js';

/** What an audit of some roots gives. */
export interface Audit {
  readonly files: number;
  readonly findings: readonly ReportedFinding[];
  readonly notices: readonly Notice[];
}

/** Files that one thread reads at a time, and how many are read before others help. */
const BATCH = 512;
const ALONE = 4;

/**
 * Audits files and folders. A file that cannot be read becomes a notice; a root that cannot be is an error. The
 * result is the same however many threads there are.
 * @param progress Called with the number of files listed so far.
 * @throws UsageError for a root that does not exist or cannot be read.
 */
export async function audit(
  options: AuditOptions,
  ruledBy: (folder: string) => Ruled,
  progress: (files: number) => void,
): Promise<Audit> {
  const notices: Notice[] = [];
  const met = new Map<string | undefined, Ruled>();
  const team = createTeam(options);
  const batches: Promise<Batch>[] = [];
  let count = 0;
  let batch: Listed[] = [];
  const hand = async (): Promise<void> => {
    const own = batch;
    batch = [];
    const helper = batches.length < ALONE ? undefined : team.free();
    if (helper) batches.push(helper(own.map(({ file }) => file)));
    else {
      batches.push(Promise.resolve(scanFiles(own, options.format)));
      // What the helpers have sent is taken in meanwhile.
      if (batches.length > ALONE) await new Promise(setImmediate);
    }
  };
  try {
    for (const listed of listFiles(options, ruledBy, (notice) => notices.push(notice))) {
      met.set(listed.ruled.source?.file, listed.ruled);
      batch.push(listed);
      progress(++count);
      if (batch.length === BATCH) await hand();
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
  const notices = engine.ruleNotices(wasRead(source.base) ? findings : undefined);
  return exceptionNotices(notices, nameOf(source.file), (span) => regionAt(starts, span));
}
