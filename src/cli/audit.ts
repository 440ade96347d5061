import { lineStarts } from '../core/text/lines.js';
import type { Finding } from '../core/types.js';
import {
  compareFindings,
  compareNotices,
  distinctReported,
  exceptionNotices,
  regionAt,
  reportScan,
} from '../report/report.js';
import type { Notice, ReportedFinding } from '../report/report.js';
import type { CliOptions } from './args.js';
import { areBelow, nameOf, openDocuments } from './documents.js';
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
  const byRules = new Map<Ruled, Finding[]>();
  for (const { document, ruled } of opened) {
    const { engine } = ruled;
    const own = byRules.get(ruled) ?? [];
    byRules.set(ruled, own);
    if (!engine.prefilter.test(document.text)) continue;
    const withFixes = WITH_FIXES.includes(options.format);
    const result = engine.scan(document);
    const found = reportScan(engine, document, result, withFixes);
    own.push(...result.findings);
    findings.push(...found.findings);
    notices.push(...found.notices);
  }
  for (const [ruled, own] of byRules) notices.push(...ruleNotices(ruled, own, areBelow(options.paths)));
  return {
    files,
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
