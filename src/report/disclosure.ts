import type { Regime } from '../core/types.js';
import { addDays } from '../core/text/dates.js';
import { addBusinessDays } from './business-days.js';
import type { BusinessDay } from './business-days.js';
import { code, place, text } from './markdown.js';
import { compareText, isOpen } from './report.js';
import type { Report, ReportedFinding } from './report.js';

/** The rules that a disclosure answers, by which its report is to be judged. */
export const DISCLOSURE_REGIMES = ['us-far-52-204-23', 'us-far-rfo-52-240-91'] as const;

/** The dates that deadlines are counted from. */
export interface DisclosureDates {
  /** ISO date on which the contractor identified the articles or was told of them. */
  readonly identified: string;
  /** ISO date on which the first report was submitted, where it was. */
  readonly reported?: string | undefined;
}

const FIRST_REPORT_DAYS = 3;
const SECOND_REPORT_DAYS = 10;
const OVERHAUL_HOURS = 72;
const BLANK = '__________';

/**
 * Writes the draft of what a federal contractor reports by FAR 52.204-23(c) or 52.240-91, as Markdown: what the
 * findings know, blanks for what they do not, and the days by which it is due.
 * @param report Judged by `DISCLOSURE_REGIMES`.
 */
export function disclosureDraft(report: Report, dates: DisclosureDates): string {
  const open = report.findings.filter(isOpen);
  const excepted = report.findings.filter(
    ({ finding }) =>
      finding.suppression && finding.verdict !== 'remediation' && finding.verdict !== 'mention',
  );
  const removals = report.findings.filter(({ finding }) => finding.verdict === 'remediation');
  const blocks = [
    '# Disclosure of Kaspersky Lab covered articles: draft',
    `> **Draft, not legal advice.** Made by Kaspersky Ban Audit ${report.version} from names in ${report.files} files, ` +
      `as of ${report.asOf}. A name in a file does not prove that an article was provided to the Government or used ` +
      'to make what is delivered, and what stands in no file is missing here. Have counsel read it before it is sent.',
    '## Deadlines',
    deadlines(dates),
    '## Where it goes',
    'In writing to the Contracting Officer; for contracts of the Department of Defense through <https://dibnet.dod.mil>. ' +
      'For an indefinite delivery contract also to the Contracting Officer of each affected order, or naming each of them.',
    '## Contract',
    table(
      ['Item', 'Value'],
      [
        ['Contract number', BLANK],
        ['Order number(s), if applicable', BLANK],
        ['Date of identification or notification', dates.identified],
        ['Identified by', 'Audit of source files with Kaspersky Ban Audit'],
      ],
    ),
    `## Covered articles`,
    ...articles(open),
    ...section('Removed or blocked in the files', removalsTable(removals)),
    ...section('Kept by an exception', exceptedTable(excepted)),
    ...section('Not read', notRead(report)),
    '## For the second report',
    [
      `- Further information on mitigation actions undertaken or recommended: ${BLANK}`,
      `- Efforts undertaken to prevent use or submission of a covered article: ${BLANK}`,
      `- Reasons that led to the use or submission: ${BLANK}`,
      `- Additional efforts to prevent it in future: ${BLANK}`,
    ].join('\n'),
    '## Rules',
    ...report.regimes.map(rule),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function deadlines({ identified, reported }: DisclosureDates): string {
  const first = addBusinessDays(identified, FIRST_REPORT_DAYS);
  const second = addBusinessDays(reported ?? first.date, SECOND_REPORT_DAYS);
  const overhaul = addDays(identified, OVERHAUL_HOURS / 24);
  const from = reported === undefined ? `, if that is submitted on ${first.date}` : ` of ${reported}`;
  const rows = [
    [
      'FAR 52.204-23(c)(2)(i)',
      'first report',
      `**${first.date}**`,
      `within ${FIRST_REPORT_DAYS} business days from ${identified}`,
    ],
    [
      'FAR 52.204-23(c)(2)(ii)',
      'second report, on mitigation',
      `**${second.date}**`,
      `within ${SECOND_REPORT_DAYS} business days of submitting the first report${from}`,
    ],
    [
      'FAR 52.240-91, where the contract has it in place of 52.204-23 *(not verified)*',
      'one report',
      `**${overhaul}**`,
      `within ${OVERHAUL_HOURS} hours, counted from the hour of identification on ${identified}`,
    ],
  ];
  return `${table(['Clause', 'What', 'Due', 'Counted'], rows)}\n\n${counting([first, second])}`;
}

function counting(days: readonly BusinessDay[]): string {
  const passed = new Map(days.flatMap(({ holidays }) => holidays).map(({ date, name }) => [date, name]));
  const named = [...passed].map(([date, name]) => `${name} (${date})`).join(', ');
  return (
    'The clause does not define business days. Counted are Monday to Friday, from the day after, without the legal ' +
    `public holidays of 5 U.S.C. 6103(a)${named === '' ? ', of which none falls in these days' : `: ${named}`}. Days ` +
    'on which only a state, an agency or the contractor is closed, Inauguration Day and closings by executive order ' +
    'are counted as business days.'
  );
}

function articles(open: readonly ReportedFinding[]): string[] {
  if (open.length === 0) return ['None was found.'];
  const byEntry = new Map<string, ReportedFinding[]>();
  for (const each of open) {
    const list = byEntry.get(each.finding.entry) ?? [];
    byEntry.set(each.finding.entry, [...list, each]);
  }
  return [...byEntry.values()]
    .sort(([a], [b]) => compareText(a?.finding.title ?? '', b?.finding.title ?? ''))
    .flatMap((findings, index) => article(findings, index + 1));
}

function article(findings: readonly ReportedFinding[], number: number): string[] {
  const [first] = findings;
  if (!first) return [];
  const { title, category } = first.finding;
  const names = findings.map(({ finding: { reference } }) => {
    const { name, version } = reference;
    return version === undefined || name.includes(version) ? code(name) : `${code(name)} ${text(version)}`;
  });
  const sure = findings.some(({ finding }) => finding.verdict === 'prohibited');
  const advice = findings.flatMap(({ fixes }) =>
    fixes.filter(({ kind }) => kind === 'replace' || kind === 'uninstall').map((fix) => fix.title),
  );
  const recommended = advice.length > 0 ? `${unique(advice).map(text).join('; ')}; ${BLANK}` : BLANK;
  return [
    `### ${number}. ${text(title)}`,
    table(
      ['Item', 'Value'],
      [
        ['Supplier name', BLANK],
        ['Brand', category === 'white-label' ? BLANK : 'Kaspersky'],
        ['Model number (OEM, part or wholesaler number)', BLANK],
        ['Named in the files as', unique(names).join(', ')],
        ['Item description', `${text(title)} (${text(category)})`],
        ['Where', unique(findings.map(placeOf)).join(', ')],
        ['Certainty', sure ? 'the name is known' : 'to be reviewed: the place alone does not prove it'],
        ['Mitigation actions undertaken', BLANK],
        ['Mitigation actions recommended', recommended],
      ],
    ),
  ];
}

function removalsTable(findings: readonly ReportedFinding[]): string {
  const rows = findings.map((each) => [
    placeOf(each),
    text(each.finding.title),
    code(each.finding.reference.name),
  ]);
  return rows.length === 0 ? '' : table(['Where', 'Product', 'Named'], rows);
}

function exceptedTable(findings: readonly ReportedFinding[]): string {
  const rows = findings.map((each) => {
    const { title, suppression } = each.finding;
    const { reason = '', owner = '', until = '' } = suppression ?? {};
    return [placeOf(each), text(title), text(reason), text(owner), text(until)];
  });
  if (rows.length === 0) return '';
  return `An exception of one's own does not change what the clause asks for.\n\n${table(
    ['Where', 'Product', 'Reason', 'Owner', 'Until'],
    rows,
  )}`;
}

function notRead({ notices }: Report): string {
  return notices
    .filter(({ kind }) => kind === 'skipped' || kind === 'unreadable')
    .map(({ path, message }) => `- ${code(path)}: ${text(message)}`)
    .join('\n');
}

function rule({ title, citation, url, verified }: Regime): string {
  const mark = verified ? '' : ' *(not verified)*';
  return `**${text(title)}**${mark}\n\n${text(citation)}, <${url}>`;
}

function section(heading: string, body: string): string[] {
  return body === '' ? [] : [`## ${heading}`, body];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function placeOf({ finding, region }: ReportedFinding): string {
  return place(finding.path, region.startLine, region.startColumn);
}

function unique(words: readonly string[]): string[] {
  return [...new Set(words)];
}
