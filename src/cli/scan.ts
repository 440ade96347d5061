import { REPORT_FORMATS } from '../report/formats.js';
import { reportScan } from '../report/report.js';
import type { Notice, ReportedFinding } from '../report/report.js';
import type { CliOptions } from './args.js';
import { openDocument } from './documents.js';
import type { Listed } from './documents.js';
import type { readFile } from './read.js';

/** What was found in one file, and what a report says of it. */
export interface ScannedFile {
  /** The policy file that holds for it. */
  readonly policy: string | undefined;
  readonly findings: readonly ReportedFinding[];
  readonly notices: readonly Notice[];
}

/** What came of some files. */
export interface Batch {
  /** How many were read. */
  readonly files: number;
  /** Those that something was found in, in their order. */
  readonly scanned: readonly ScannedFile[];
  /** Of files that were not read. */
  readonly notices: readonly Notice[];
}

/**
 * Finds what some files name.
 * @param read What reading a file gives; told its index as well.
 */
export function scanFiles(
  files: readonly Listed[],
  format: CliOptions['format'],
  read: (listed: Listed, index: number) => ReturnType<typeof readFile>,
): Batch {
  const withFixes = format !== 'text' && REPORT_FORMATS[format].fixes;
  const scanned: ScannedFile[] = [];
  const notices: Notice[] = [];
  for (const [index, listed] of files.entries()) {
    const opened = openDocument(listed, read(listed, index), (notice) => notices.push(notice));
    if (!opened) continue;
    const { document, ruled } = opened;
    const engine = ruled.engine();
    const found = reportScan(engine, document, engine.scan(document), withFixes);
    if (found.findings.length + found.notices.length > 0)
      scanned.push({ policy: ruled.source?.file, ...found });
  }
  const skipped = notices.filter(({ kind }) => kind === 'skipped').length;
  return { files: files.length - skipped, scanned, notices };
}
