import type { Suppression, Verdict } from '../core/types.js';
import type { Report, ReportedFinding, Told } from './report.js';
import { citedRegimes, listed, summaryOf } from './select.js';

const HEADINGS: readonly (readonly [Verdict, string])[] = [
  ['prohibited', 'Prohibited'],
  ['review', 'To be reviewed'],
  ['exempt', 'Exempt'],
  ['remediation', 'Remediation'],
  ['mention', 'Mentions'],
];

/**
 * Writes a report as Markdown (https://github.github.com/gfm/): a table a verdict, then the rules by which it was
 * judged.
 * @param all True lists removals and mentions too.
 */
export function markdownReport(report: Report, all: boolean): string {
  const shown = listed(report, all);
  const open = shown.filter(({ finding }) => !finding.suppression);
  const blocks = [
    '# Kaspersky Ban Audit',
    `As of ${report.asOf}: ${summaryOf(report)}.`,
    ...HEADINGS.flatMap(([verdict, heading]) => {
      const those = open.filter(({ finding }) => finding.verdict === verdict);
      return those.length === 0 ? [] : [`## ${heading}`, findingsTable(those)];
    }),
  ];
  const suppressed = shown.filter(({ finding }) => finding.suppression);
  if (suppressed.length > 0) blocks.push('## Suppressed', suppressedTable(suppressed));
  blocks.push(...rulesOf(shown), ...noticesOf(report));
  return `${blocks.join('\n\n')}\n`;
}

/** Writes one finding with all that is said of it: place, verdict, rules, exception. */
export function findingMarkdown({ finding, region, description }: Told): string {
  const { path, reference, verdict, category, advice, suppression } = finding;
  const items = [
    `Place: ${place(path, region.startLine, region.startColumn)}`,
    `Named: ${code(reference.name)}`,
    `Verdict: ${verdict} (${text(category)})`,
    text(description.why),
    ...(advice === undefined ? [] : [text(advice)]),
    ...(suppression ? [suppressionWords(suppression)] : []),
    ...description.regimes.map(({ title, words, citation, url, limits, verified }) => {
      const mark = verified ? '' : ' *(not verified)*';
      const reach = limits === undefined ? '' : ` Not covered: ${text(limits)}`;
      return `**${text(title)}**${mark}: ${text(words)} ${text(citation)}, <${url}>${reach}`;
    }),
  ];
  return `**${text(description.headline)}**\n\n${items.map((item) => `- ${item}`).join('\n')}\n`;
}

function suppressionWords({ reason, owner, until }: Suppression): string {
  const words = [`Suppressed: ${text(reason)}`];
  if (owner !== undefined) words.push(`owner ${text(owner)}`);
  if (until !== undefined) words.push(`until ${text(until)}`);
  return words.join(', ');
}

/** Writes findings as a table. */
export function findingsTable(findings: readonly Told[]): string {
  const rows = findings.map(
    ({ finding, region }) =>
      `| ${place(finding.path, region.startLine, region.startColumn)} | ${text(finding.title)} | ` +
      `${code(finding.reference.name)} | ${finding.regimes.map(text).join(', ')} |`,
  );
  return ['| Place | Product | Named | Regimes |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

function suppressedTable(findings: readonly ReportedFinding[]): string {
  const rows = findings.map(
    ({ finding, region }) =>
      `| ${place(finding.path, region.startLine, region.startColumn)} | ${text(finding.title)} | ` +
      `${text(finding.suppression?.reason ?? '')} | ${text(finding.suppression?.owner ?? '')} | ` +
      `${text(finding.suppression?.until ?? '')} |`,
  );
  const head = ['| Place | Product | Reason | Owner | Until |', '| --- | --- | --- | --- | --- |'];
  return [...head, ...rows].join('\n');
}

function rulesOf(shown: readonly ReportedFinding[]): string[] {
  const regimes = citedRegimes(shown);
  if (regimes.length === 0) return [];
  return [
    '## Rules',
    ...regimes.map(({ title, words, citation, url, limits, verified }) => {
      const mark = verified ? '' : ' *(not verified)*';
      const reach = limits === undefined ? '' : `\n\nNot covered: ${text(limits)}`;
      return `**${text(title)}**${mark}\n\n${text(words)} ${text(citation)}, <${url}>${reach}`;
    }),
  ];
}

function noticesOf({ notices }: Report): string[] {
  if (notices.length === 0) return [];
  const lines = notices.map(({ path, region, message }) => {
    const where = region ? place(path, region.startLine, region.startColumn) : code(path);
    return `- ${where}: ${text(message)}`;
  });
  return ['## Notices', lines.join('\n')];
}

/** A place in a file as Markdown code. */
export function place(path: string, line: number, column: number): string {
  return code(`${path}:${line}:${column}`);
}

/** A text as Markdown code. */
export function code(value: string): string {
  const fence = value.includes('`') ? '``' : '`';
  return `${fence}${value.replaceAll('|', '\\|').replace(/[\r\n]+/g, ' ')}${fence}`;
}

/** A text with nothing in it that Markdown would act on. */
export function text(value: string): string {
  return value.replace(/[\\`*_[\]<>|]/g, '\\$&').replace(/\s*[\r\n]+\s*/g, ' ');
}
