import type { CatalogEntry } from '../core/types.js';
import { csvReport } from './csv.js';
import { cyclonedxReport } from './cyclonedx.js';
import { htmlReport } from './html.js';
import { jsonReport } from './json.js';
import { markdownReport } from './markdown.js';
import type { Report } from './report.js';
import { sarifReport } from './sarif.js';

/** How a report is written to a file. */
export interface ReportFormat {
  readonly title: string;
  /** What the names of such files end in, without the dot. */
  readonly extension: string;
  /** It holds the fixes, which cost a scan each. */
  readonly fixes: boolean;
  /**
   * Writes a report.
   * @param entries The catalog by which it was judged.
   * @param all True lists removals and mentions too.
   */
  write(report: Report, entries: ReadonlyMap<string, CatalogEntry>, all: boolean): string;
}

/** The formats that every host writes, by the names that the command line knows them by. */
export const REPORT_FORMATS = {
  sarif: { title: 'SARIF 2.1.0', extension: 'sarif', fixes: true, write: sarifReport },
  json: { title: 'JSON', extension: 'json', fixes: true, write: without(jsonReport) },
  csv: { title: 'CSV', extension: 'csv', fixes: false, write: without(csvReport) },
  markdown: { title: 'Markdown', extension: 'md', fixes: false, write: without(markdownReport) },
  html: {
    title: 'HTML',
    extension: 'html',
    fixes: false,
    write: without((report, all) => htmlReport(report, all)),
  },
  cyclonedx: { title: 'CycloneDX 1.6', extension: 'cdx.json', fixes: false, write: without(cyclonedxReport) },
} as const satisfies Record<string, ReportFormat>;

export type ReportFormatId = keyof typeof REPORT_FORMATS;

function without(write: (report: Report, all: boolean) => string): ReportFormat['write'] {
  return (report, _entries, all) => write(report, all);
}
