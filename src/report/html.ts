import type { Verdict } from '../core/types.js';
import { PAGE_SCRIPT, PAGE_STYLE } from './html-assets.js';
import type { Report, ReportedFinding } from './report.js';
import { VERDICT_ORDER, citedRegimes, listed, summaryOf } from './select.js';

const MAX_BARS = 12;

/**
 * Writes a report as one page that needs nothing else: totals, bars by product, format and folder, and a table
 * that sorts and filters. A content security policy lets it load nothing.
 * @param all True lists removals and mentions too.
 */
export function htmlReport(report: Report, all: boolean): string {
  const shown = listed(report, all);
  const parts = [
    `<h1>Kaspersky Ban Audit</h1>`,
    `<p>As of ${text(report.asOf)}: ${text(summaryOf(report))}.</p>`,
    totals(report.findings),
    `<div class="charts">`,
    bars(
      'By product',
      shown.map(({ finding }) => finding.title),
    ),
    bars(
      'By format',
      shown.map(({ finding }) => finding.format),
    ),
    bars(
      'By folder',
      shown.map(({ finding }) => folderOf(finding.path)),
    ),
    `</div>`,
    table(shown),
    rules(shown),
    notices(report),
  ];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>Kaspersky Ban Audit</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
<main>
${parts.filter((part) => part !== '').join('\n')}
</main>
<script>${PAGE_SCRIPT}</script>
</body>
</html>
`;
}

function totals(findings: readonly ReportedFinding[]): string {
  const count = (keep: (each: ReportedFinding) => boolean): number => findings.filter(keep).length;
  const cards = VERDICT_ORDER.map((verdict): [string, number, string] => [
    verdict,
    count(({ finding }) => finding.verdict === verdict && !finding.suppression),
    verdict,
  ]);
  cards.push(['suppressed', count(({ finding }) => finding.suppression !== undefined), 'suppressed']);
  const items = cards.map(
    ([label, value, name]) => `<div class="total ${name}"><dt>${text(label)}</dt><dd>${value}</dd></div>`,
  );
  return `<dl class="totals">${items.join('')}</dl>`;
}

function bars(title: string, names: readonly string[]): string {
  if (names.length === 0) return '';
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  const sorted = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const most = sorted[0]?.[1] ?? 1;
  const rows = sorted
    .slice(0, MAX_BARS)
    .map(
      ([name, count]) =>
        `<li><span class="name">${text(name)}</span>` +
        `<meter min="0" max="${most}" value="${count}">${count}</meter><span class="count">${count}</span></li>`,
    );
  const rest = sorted.length - MAX_BARS;
  if (rest > 0) rows.push(`<li class="rest">and ${rest} more</li>`);
  return `<section><h2>${text(title)}</h2><ol class="bars">${rows.join('')}</ol></section>`;
}

function folderOf(path: string): string {
  const [first = '', ...rest] = path.split('/');
  return rest.length === 0 ? '.' : first;
}

function table(findings: readonly ReportedFinding[]): string {
  if (findings.length === 0) return '';
  const heads = ['Place', 'Verdict', 'Product', 'Named', 'What to do'];
  const head = heads
    .map((title) => `<th scope="col" aria-sort="none"><button type="button">${title}</button></th>`)
    .join('');
  const rows = findings.map(({ finding, region, description }) => {
    const state = finding.suppression ? 'suppressed' : finding.verdict;
    const place = `${finding.path}:${region.startLine}:${region.startColumn}`;
    const action = finding.suppression ? reasonOf(finding.suppression) : actionOf(description.headline);
    return (
      `<tr data-verdict="${state}"><td><code>${text(place)}</code></td>` +
      `<td class="${state}">${state}</td><td>${text(finding.title)}</td>` +
      `<td><code>${text(finding.reference.name)}</code></td><td>${text(action)}</td></tr>`
    );
  });
  const states = [...VERDICT_ORDER, 'suppressed' as const].filter((state) =>
    findings.some(({ finding }) => (finding.suppression ? 'suppressed' : finding.verdict) === state),
  );
  return `<section><h2>Findings</h2>
<form class="filter" role="search"><label>Filter <input type="search" name="words"></label>
<label>Verdict <select name="verdict"><option value="">all</option>${states.map(option).join('')}</select></label>
<output aria-live="polite">${findings.length} of ${findings.length}</output></form>
<div class="scroll" tabindex="0" role="region" aria-label="Findings"><table><thead><tr>${head}</tr></thead>
<tbody>
${rows.join('\n')}
</tbody></table></div></section>`;
}

function option(state: Verdict | 'suppressed'): string {
  return `<option>${state}</option>`;
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
    return `<h3>${text(title)}${mark}</h3><p>${text(words)}</p><p><a href="${text(url)}">${text(citation)}</a></p>${reach}`;
  });
  return items.length === 0 ? '' : `<section><h2>Rules</h2>${items.join('\n')}</section>`;
}

function notices({ notices: list }: Report): string {
  if (list.length === 0) return '';
  const items = list.map(({ path, region, message }) => {
    const where = region ? `${path}:${region.startLine}:${region.startColumn}` : path;
    return `<li><code>${text(where)}</code> ${text(message)}</li>`;
  });
  return `<section><details><summary>Notices (${list.length})</summary><ul>${items.join('\n')}</ul></details></section>`;
}

function text(value: string): string {
  const entities: Record<string, string> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return value.replace(/[&<>"']/g, (unit) => entities[unit] ?? unit);
}
