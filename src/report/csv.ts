import type { Report } from './report.js';
import { listed } from './select.js';

const COLUMNS = [
  'path',
  'line',
  'column',
  'verdict',
  'severity',
  'product',
  'entry',
  'category',
  'kind',
  'name',
  'version',
  'intent',
  'certainty',
  'regimes',
  'message',
  'suppression',
  'owner',
  'until',
] as const;

/**
 * Writes a report as comma-separated values (https://www.rfc-editor.org/rfc/rfc4180), a line a finding.
 * @param all True lists removals and mentions too.
 */
export function csvReport(report: Report, all: boolean): string {
  const rows = listed(report, all).map(
    ({ finding, region, description }): Record<(typeof COLUMNS)[number], string | number> => ({
      path: finding.path,
      line: region.startLine,
      column: region.startColumn,
      verdict: finding.verdict,
      severity: finding.severity,
      product: finding.title,
      entry: finding.entry,
      category: finding.category,
      kind: finding.reference.kind,
      name: finding.reference.name,
      version: finding.reference.version ?? '',
      intent: finding.reference.intent,
      certainty: finding.certainty,
      regimes: finding.regimes.join(' '),
      message: description.headline,
      suppression: finding.suppression?.reason ?? '',
      owner: finding.suppression?.owner ?? '',
      until: finding.suppression?.until ?? '',
    }),
  );
  const lines = [COLUMNS.join(','), ...rows.map((row) => COLUMNS.map((name) => cell(row[name])).join(','))];
  return `${lines.join('\r\n')}\r\n`;
}

/** A spreadsheet must not take a name for a formula (https://owasp.org/www-community/attacks/CSV_Injection). */
function cell(value: string | number): string {
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
