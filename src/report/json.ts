import type { Report } from './report.js';
import { listed } from './select.js';

/**
 * Writes a report as JSON: `findings`, `notices` and the rules by which it was judged.
 * @param all True lists removals and mentions too.
 */
export function jsonReport(report: Report, all: boolean): string {
  const findings = listed(report, all).map(
    ({ finding, region, description, related, fixes, fingerprint }) => ({
      entry: finding.entry,
      product: finding.title,
      category: finding.category,
      verdict: finding.verdict,
      severity: finding.severity,
      intent: finding.reference.intent,
      certainty: finding.certainty,
      kind: finding.reference.kind,
      type: finding.matcher.type,
      name: finding.reference.name,
      ...(finding.reference.version === undefined ? {} : { version: finding.reference.version }),
      format: finding.format,
      path: finding.path,
      region,
      message: description.headline,
      why: description.why,
      ...(finding.advice === undefined ? {} : { advice: finding.advice }),
      regimes: description.regimes,
      related,
      fixes,
      fingerprint,
      ...(finding.suppression ? { suppression: finding.suppression } : {}),
    }),
  );
  const { version, asOf, files } = report;
  // Hosts make them in different ways, and the report is to be the same.
  const notices = report.notices.map(({ kind, path, message, region, state }) => ({
    kind,
    path,
    message,
    region,
    state,
  }));
  const regimes = report.regimes.map(({ id }) => id);
  return `${JSON.stringify({ version, asOf, regimes, files, findings, notices }, undefined, 2)}\n`;
}
