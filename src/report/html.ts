import { inTime, pointOf } from './earlier.js';
import type { Point } from './earlier.js';
import { barChart, progressChart, ringChart } from './html-charts.js';
import type { BarRow } from './html-charts.js';
import { PAGE_SCRIPT } from './html-script.js';
import { PAGE_STYLE } from './html-style.js';
import { text } from './html-text.js';
import { hash } from './report.js';
import type { Notice, Report, ReportedFinding } from './report.js';
import { STATES, citedRegimes, listed, stateOf, summaryOf } from './select.js';
import type { State } from './select.js';

const MAX_DEPTH = 4;
/** Rows that are shown at once: laying out thousands of them takes a browser seconds, at each filtering anew. */
const SHOWN_ROWS = 500;
/** The page's script knows it by this name. */
const NO_FOLDER = '(no folder)';

/**
 * Writes a report as one page that needs nothing else: totals, charts, and a table that sorts and filters. A content
 * security policy lets it load nothing, and run and paint only what stands in it.
 * @param all True lists removals and mentions too.
 * @param nonce For a page in an editor, which leads to places and exports: a number used once, in hexadecimal digits.
 */
export function htmlReport(report: Report, all: boolean, nonce?: string): string {
  const shown = listed(report, all);
  const live = nonce !== undefined;
  // Markup that a file would smuggle in cannot know what hangs on all findings together.
  const once = nonce ?? hash(report.findings.map(({ fingerprint }) => fingerprint).join(report.asOf));
  const now = pointOf(report);
  const points = inTime([...(report.earlier ?? []), now]);
  const parts = [
    heading(report, live),
    totals(now),
    `<div class="charts">`,
    `<div>`,
    ringChart(now.counts),
    barChart('Folders', 'folder', countBy(shown, folderNames(shown))),
    `</div>`,
    barChart('Products', 'product', countBy(shown, productOf)),
    barChart('Formats', 'format', countBy(shown, formatOf)),
    points.length > 1 ? progressChart(points) : '',
    `</div>`,
    table(shown, live),
    rules(shown),
    notRead(report.notices),
    notices(report.notices),
  ];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-${once}'; script-src 'nonce-${once}'; base-uri 'none'; form-action 'none'">
<title>Kaspersky Ban Audit</title>
<style nonce="${once}">${PAGE_STYLE}</style>
</head>
<body>
<main>
${parts.filter((part) => part !== '').join('\n')}
</main>
<script nonce="${once}">${PAGE_SCRIPT}</script>
</body>
</html>
`;
}

function heading(report: Report, live: boolean): string {
  const regimes = report.regimes.map(({ title }) => text(title)).join('; ');
  const actions = live
    ? `<p class="actions"><button type="button" data-ask="export">Export…</button>` +
      `<button type="button" data-ask="earlier">Compare with earlier reports…</button>` +
      `<button type="button" data-ask="audit">Audit again</button></p>`
    : '';
  return `<header><h1>Kaspersky Ban Audit</h1>
<p>As of ${text(report.asOf)}: ${text(summaryOf(report))}.</p>${regimes === '' ? '' : `<p>Judged by: ${regimes}</p>`}${actions}</header>`;
}

function totals({ counts }: Point): string {
  const items = STATES.map(
    (state) =>
      `<li><button type="button" class="total" data-verdict="${state}" aria-pressed="false">` +
      `<span class="value ${state}">${counts[state]}</span>${state}</button></li>`,
  );
  return `<ul class="totals" aria-label="Totals">${items.join('')}</ul>`;
}

function countBy(findings: readonly ReportedFinding[], nameOf: (each: ReportedFinding) => string): BarRow[] {
  const rows = new Map<string, Record<State, number>>();
  for (const each of findings) {
    const name = nameOf(each);
    const counts = rows.get(name) ?? {
      prohibited: 0,
      review: 0,
      exempt: 0,
      remediation: 0,
      mention: 0,
      suppressed: 0,
    };
    counts[stateOf(each.finding)]++;
    rows.set(name, counts);
  }
  return [...rows].map(([name, counts]) => ({ name, counts }));
}

function productOf({ finding }: ReportedFinding): string {
  return finding.title;
}

function formatOf({ formatTitle }: ReportedFinding): string {
  return formatTitle;
}

/** Names folders as deep as is needed to tell some apart. */
function folderNames(findings: readonly ReportedFinding[]): (each: ReportedFinding) => string {
  const at =
    (depth: number) =>
    ({ finding }: ReportedFinding): string =>
      finding.path.split('/').slice(0, -1).slice(0, depth).join('/') || NO_FOLDER;
  for (let depth = 1; depth < MAX_DEPTH; depth++) {
    if (new Set(findings.map(at(depth))).size > 1) return at(depth);
  }
  return at(1);
}

const HEADS = ['Place', 'Verdict', 'Product', 'Named', 'Format', 'What to do'];

function table(findings: readonly ReportedFinding[], live: boolean): string {
  if (findings.length === 0) return '';
  const head = HEADS.map(
    (title) => `<th scope="col" aria-sort="none"><button type="button">${title}</button></th>`,
  ).join('');
  const rows = findings.map(({ finding, region, formatTitle, description }, index) => {
    const state = stateOf(finding);
    const place = text(`${finding.path}:${region.startLine}:${region.startColumn}`);
    const action = finding.suppression ? reasonOf(finding.suppression) : actionOf(description.headline);
    const link = live
      ? `<button type="button" class="place" data-place="${index}">${place}</button>`
      : `<code>${place}</code>`;
    return (
      `<tr${index < SHOWN_ROWS ? '' : ' class="later"'} data-verdict="${state}" data-rank="${STATES.indexOf(state)}"><td>${link}</td>` +
      `<td class="${state}">${state}</td><td>${text(finding.title)}</td>` +
      `<td><code>${text(finding.reference.name)}</code></td><td>${text(formatTitle)}</td><td>${text(action)}</td></tr>`
    );
  });
  const options = STATES.filter((state) => findings.some(({ finding }) => stateOf(finding) === state)).map(
    (state) => `<option>${state}</option>`,
  );
  const more =
    findings.length > SHOWN_ROWS
      ? `<p class="actions"><button type="button" class="more" data-rows="${SHOWN_ROWS}">Show more</button></p>`
      : '';
  return `<section class="findings"><h2>Findings</h2>
<form class="filter" role="search"><label>Filter <input type="search" name="words"></label>
<label>Verdict <select name="verdict"><option value="">all</option>${options.join('')}</select></label>
<output aria-live="polite">${findings.length} of ${findings.length}</output>
<button type="reset" name="reset" hidden>Show all</button></form>
<div class="scroll" tabindex="0" role="region" aria-label="Findings"><table><thead><tr>${head}</tr></thead>
<tbody>
${rows.join('\n')}
</tbody></table></div>${more}</section>`;
}

function reasonOf({ reason, owner, until }: { reason: string; owner?: string; until?: string }): string {
  const by = owner === undefined ? '' : `, ${owner}`;
  return `suppressed: ${reason}${by}${until === undefined ? '' : `, until ${until}`}`;
}

/** What stands behind the product in a headline, which has a column of its own. */
function actionOf(headline: string): string {
  const colon = headline.indexOf(': ');
  return colon < 0 ? headline : headline.slice(colon + 2);
}

function rules(findings: readonly ReportedFinding[]): string {
  const items = citedRegimes(findings).map(({ title, words, citation, url, limits, verified }) => {
    const mark = verified ? '' : ' <em>(not verified)</em>';
    const reach = limits === undefined ? '' : `<p>Not covered: ${text(limits)}</p>`;
    return `<div class="rule"><h3>${text(title)}${mark}</h3><p>${text(words)}</p><p><a href="${text(url)}">${text(citation)}</a></p>${reach}</div>`;
  });
  return items.length === 0 ? '' : `<section><h2>Rules</h2>${items.join('\n')}</section>`;
}

function isNotRead({ kind }: Notice): boolean {
  return kind === 'skipped' || kind === 'unreadable';
}

function notRead(all: readonly Notice[]): string {
  const list = all.filter(isNotRead);
  if (list.length === 0) return '';
  return `<section><h2>Not read</h2><ul class="notices">${list.map(noticeItem).join('\n')}</ul></section>`;
}

function notices(all: readonly Notice[]): string {
  const list = all.filter((each) => !isNotRead(each));
  if (list.length === 0) return '';
  const items = list.map(noticeItem).join('\n');
  return `<section><details><summary>Notices (${list.length})</summary><ul class="notices">${items}</ul></details></section>`;
}

function noticeItem({ path, region, message }: Notice): string {
  const where = region ? `${path}:${region.startLine}:${region.startColumn}` : path;
  return `<li><code>${text(where)}</code> ${text(message)}</li>`;
}
