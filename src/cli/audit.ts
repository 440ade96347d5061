import { compareFindings, compareNotices, distinctReported, reportScan } from '../report/report.js';
import type { Notice, ReportedFinding } from '../report/report.js';
import type { CliOptions } from './args.js';
import { openDocuments } from './documents.js';
import type { Ruled } from './policies.js';

/** What an audit of some roots gives. */
export interface Audit {
  readonly files: number;
  readonly findings: readonly ReportedFinding[];
  readonly notices: readonly Notice[];
}

/** Formats whose reports hold the fixes. */
const WITH_FIXES: readonly CliOptions['format'][] = ['sarif', 'json', 'html'];

/**
 * Audits files and folders. A file that cannot be read becomes a notice; a root that cannot be is an error.
 * @param progress Called with the number of files read so far.
 * @throws UsageError for a root that does not exist or cannot be read.
 */
export function audit(
  options: Pick<CliOptions, 'paths' | 'gitignore' | 'format'>,
  ruledBy: (folder: string) => Ruled,
  progress: (files: number) => void,
): Audit {
  const findings: ReportedFinding[] = [];
  const notices: Notice[] = [];
  let files = 0;
  const opened = openDocuments(
    options,
    ruledBy,
    (notice) => notices.push(notice),
    (count) => {
      files = count;
      progress(count);
    },
  );
  for (const { document, engine } of opened) {
    if (!engine.mayMatter(document.text)) continue;
    const withFixes = WITH_FIXES.includes(options.format);
    const found = reportScan(engine, document, engine.scan(document), withFixes);
    findings.push(...found.findings);
    notices.push(...found.notices);
  }
  return {
    files,
    findings: distinctReported(findings).sort(compareFindings),
    notices: notices.sort(compareNotices),
  };
}
