import type { Severity } from '../core/types.js';
import { isOpen } from './report.js';
import type { Report, ReportedFinding } from './report.js';
import { citedRegimes, summaryOf } from './select.js';

const COLOURS: Record<Severity, string> = { error: '31', warning: '33', information: '36', none: '2' };

/** How a text report is written. */
export interface TextOptions {
  /** True writes ANSI colours (https://en.wikipedia.org/wiki/ANSI_escape_code#SGR). */
  readonly colour: boolean;
  /** True lists removals and mentions too. */
  readonly all: boolean;
}

/**
 * Writes a report for people: a heading a file, a line a finding, then what the findings come to and under
 * which rules.
 */
export function textReport(report: Report, { colour, all }: TextOptions): string {
  const paint = (code: string, text: string): string => (colour ? `\u001b[${code}m${text}\u001b[0m` : text);
  const shown = report.findings.filter((each) => isOpen(each) || (all && !each.finding.suppression));
  const lines: string[] = [];
  const places = shown.map(placeOf);
  const width = places.reduce((most, { length }) => Math.max(most, length), 0);
  let path: string | undefined;
  shown.forEach((each, index) => {
    const { finding, description } = each;
    if (finding.path !== path) {
      if (path !== undefined) lines.push('');
      path = finding.path;
      lines.push(paint('4', path));
    }
    const label = finding.verdict.padEnd(11);
    lines.push(
      `  ${(places[index] ?? '').padStart(width)}  ${paint(COLOURS[finding.severity], label)} ` +
        `${description.headline}  ${paint('2', `${finding.reference.name} [${finding.entry}]`)}`,
    );
  });
  if (lines.length > 0) lines.push('');
  lines.push(...rulesOf(shown), summaryOf(report));
  return `${lines.join('\n')}\n`;
}

function placeOf({ region }: ReportedFinding): string {
  return `${region.startLine}:${region.startColumn}`;
}

function rulesOf(shown: readonly ReportedFinding[]): string[] {
  return citedRegimes(shown).flatMap(({ title, words, citation, url, limits, verified }) => [
    `${title}${verified ? '' : ' (not verified)'}`,
    `  ${words}`,
    ...(limits === undefined ? [] : [`  Not covered: ${limits}`]),
    `  ${citation} <${url}>`,
    '',
  ]);
}
