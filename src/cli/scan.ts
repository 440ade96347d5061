import { REPORT_FORMATS } from '../report/formats.js';
import { reportScan } from '../report/report.js';
import type { Notice, ReportedFinding } from '../report/report.js';
import type { CliOptions } from './args.js';
import { openDocument } from './documents.js';
import type { Listed } from './documents.js';

/** What was found in one file, and what a report says of it. */
export interface ScannedFile {
  /** The policy file that holds for it. */
  readonly policy: string | undefined;
  readonly findings: readonly ReportedFinding[];
  readonly notices: readonly Notice[];
}

/** What came of some files: data that one thread can send to another. */
export interface Batch {
  /** How many were read. */
  readonly files: number;
  /** Those that something was found in, in their order. */
  readonly scanned: readonly ScannedFile[];
  /** Of files that were not read. */
  readonly notices: readonly Notice[];
}

/** Reads some files and finds what they name. */
export function scanFiles(files: readonly Listed[], format: CliOptions['format']): Batch {
  const withFixes = format !== 'text' && REPORT_FORMATS[format].fixes;
  const scanned: ScannedFile[] = [];
  const notices: Notice[] = [];
  for (const listed of files) {
    const opened = openDocument(listed, (notice) => notices.push(notice));
    if (!opened) continue;
    const { document, ruled } = opened;
    const found = reportScan(ruled.engine, document, ruled.engine.scan(document), withFixes);
    if (found.findings.length + found.notices.length > 0)
      scanned.push({ policy: ruled.source?.file, ...found });
  }
  const skipped = notices.filter(({ kind }) => kind === 'skipped').length;
  return { files: files.length - skipped, scanned, notices };
}
