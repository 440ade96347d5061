import { reportScan } from '../report/report.js';
import type { Notice, ReportedFinding } from '../report/report.js';
import { openDocument } from './documents.js';
import type { Listed } from './documents.js';
import { readFile } from './read.js';

/** What was found in one file, and what a report says of it. */
export interface ScannedFile {
  /** The policy file that holds for it. */
  readonly policy: string | undefined;
  readonly findings: readonly ReportedFinding[];
  readonly notices: readonly Notice[];
}

/** What came of some files. It is data alone, so that another thread can send it. */
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
 * @param withFixes True works out the fixes of what was found.
 */
export function scanFiles(files: readonly Listed[], withFixes: boolean): Batch {
  const scanned: ScannedFile[] = [];
  const notices: Notice[] = [];
  for (const listed of files) {
    const read = readFile(listed.file, listed.ruled.prefilter);
    const opened = openDocument(listed, read, (notice) => notices.push(notice));
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
