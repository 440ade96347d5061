/** The style of the report page: light and dark by the reader's choice, plain on paper. */
export const PAGE_STYLE = `
:root { color-scheme: light dark; --line: #8886; --bad: #b3261e; --doubt: #8a5a00; --note: #0b57d0; --good: #146c2e; --quiet: #5f6368; }
@media (prefers-color-scheme: dark) { :root { --bad: #f2b8b5; --doubt: #f5c26b; --note: #a8c7fa; --good: #7dd69a; --quiet: #b8bcc2; } }
body { margin: 0; font: 14px/1.5 system-ui, sans-serif; }
main { max-width: 75rem; margin: 0 auto; padding: 1.5rem; }
h1 { font-size: 1.6rem; margin: 0; } h2 { font-size: 1.1rem; margin: 1.5rem 0 .5rem; } h3 { font-size: 1rem; margin: 1rem 0 .25rem; }
.totals { display: flex; flex-wrap: wrap; gap: .75rem; margin: 1rem 0; padding: 0; }
.total { border: 1px solid var(--line); border-radius: .5rem; padding: .5rem 1rem; min-width: 6rem; display: flex; flex-direction: column-reverse; }
.total dd { margin: 0; font-size: 1.6rem; font-variant-numeric: tabular-nums; }
.prohibited { color: var(--bad); } .review { color: var(--doubt); } .exempt { color: var(--note); }
.remediation { color: var(--good); } .mention, .suppressed { color: var(--quiet); }
.charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(20rem, 1fr)); gap: 0 2rem; }
.bars { list-style: none; margin: 0; padding: 0; }
.bars li { display: grid; grid-template-columns: minmax(8rem, 1fr) 2fr 3rem; gap: .5rem; align-items: center; }
.bars .rest { display: block; color: var(--quiet); }
.bars .name { overflow-wrap: anywhere; } .bars meter { width: 100%; } .bars .count { text-align: right; font-variant-numeric: tabular-nums; }
.filter { display: flex; flex-wrap: wrap; gap: 1rem; align-items: center; margin-bottom: .5rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; vertical-align: top; padding: .3rem .6rem; border-bottom: 1px solid var(--line); }
th button { all: unset; cursor: pointer; font-weight: 600; } th button:focus-visible { outline: 2px solid; outline-offset: 2px; }
th[aria-sort=ascending] button::after { content: " \\25B2"; } th[aria-sort=descending] button::after { content: " \\25BC"; }
code { overflow-wrap: anywhere; }
@media print { .filter { display: none; } .scroll { overflow: visible; } tr { break-inside: avoid; } details > * { display: block; } }
`;

/** What sorts and filters the table of the report page. */
export const PAGE_SCRIPT = `
(() => {
  const form = document.querySelector('.filter');
  const body = document.querySelector('tbody');
  if (!form || !body) return;
  const rows = [...body.rows];
  const natural = new Intl.Collator(undefined, { numeric: true });
  const filter = () => {
    const words = form.elements.words.value.toLowerCase().split(/\\s+/).filter(Boolean);
    const verdict = form.elements.verdict.value;
    let shown = 0;
    for (const row of rows) {
      const text = row.textContent.toLowerCase();
      row.hidden = (verdict !== '' && row.dataset.verdict !== verdict) || !words.every((word) => text.includes(word));
      if (!row.hidden) shown++;
    }
    form.querySelector('output').value = shown + ' of ' + rows.length;
  };
  form.addEventListener('input', filter);
  form.addEventListener('submit', (event) => event.preventDefault());
  document.querySelectorAll('th').forEach((head, column) => {
    head.firstElementChild.addEventListener('click', () => {
      const up = head.getAttribute('aria-sort') !== 'ascending';
      document.querySelectorAll('th').forEach((each) => each.setAttribute('aria-sort', 'none'));
      head.setAttribute('aria-sort', up ? 'ascending' : 'descending');
      rows.sort((a, b) => natural.compare(a.cells[column].textContent, b.cells[column].textContent) * (up ? 1 : -1));
      body.append(...rows);
    });
  });
})();
`;
