/**
 * The style of the report page: light, dark and high contrast by the reader's choice or the editor's theme, and
 * plain on paper.
 */
export const PAGE_STYLE = `
:root { color-scheme: light dark; --back: #fff; --text: #1f1f1f; --quiet: #55595f; --line: #d0d3d8; --soft: #f4f5f7; --link: #0b57d0;
  --prohibited: #b3261e; --review: #8a5a00; --exempt: #0b57d0; --remediation: #146c2e; --mention: #6b7077; --suppressed: #6a3fa0; }
@media (prefers-color-scheme: dark) { :root { --back: #1b1c1f; --text: #e6e6e6; --quiet: #b4b8be; --line: #44474d; --soft: #26282c; --link: #a8c7fa;
  --prohibited: #f28b82; --review: #f5c26b; --exempt: #8ab4f8; --remediation: #7dd69a; --mention: #a6abb2; --suppressed: #c9a7f2; } }
@media (prefers-contrast: more) { :root { --line: currentColor; --quiet: var(--text); } }
body[data-vscode-theme-kind] { --back: var(--vscode-editor-background); --text: var(--vscode-editor-foreground); --line: var(--vscode-panel-border, #8886);
  --soft: var(--vscode-editorWidget-background); --link: var(--vscode-textLink-foreground); font-family: var(--vscode-font-family); padding: 0; }
body[data-vscode-theme-kind=vscode-light], body[data-vscode-theme-kind=vscode-high-contrast-light] { color-scheme: light; --quiet: #55595f;
  --prohibited: #b3261e; --review: #8a5a00; --exempt: #0b57d0; --remediation: #146c2e; --mention: #6b7077; --suppressed: #6a3fa0; }
body[data-vscode-theme-kind=vscode-dark], body[data-vscode-theme-kind=vscode-high-contrast] { color-scheme: dark; --quiet: #b4b8be;
  --prohibited: #f28b82; --review: #f5c26b; --exempt: #8ab4f8; --remediation: #7dd69a; --mention: #a6abb2; --suppressed: #c9a7f2; }
body[data-vscode-theme-kind^=vscode-high-contrast] { --line: var(--vscode-contrastBorder, currentColor); --quiet: var(--text); }
* { box-sizing: border-box; }
body { margin: 0; background: var(--back); color: var(--text); font: 14px/1.5 system-ui, sans-serif; }
main { max-width: 80rem; margin: 0 auto; padding: 1.5rem; }
h1 { font-size: 1.6rem; margin: 0; } h2 { font-size: 1.1rem; margin: 0 0 .6rem; } h3 { font-size: 1rem; margin: 1rem 0 .25rem; }
header p { margin: .25rem 0; color: var(--quiet); } a { color: var(--link); } section { margin: 1.75rem 0 0; }
button, input, select { font: inherit; color: inherit; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
.actions { display: flex; flex-wrap: wrap; gap: .5rem; margin-top: .75rem; }
.actions button { background: var(--soft); border: 1px solid var(--line); border-radius: .3rem; padding: .2rem .8rem; cursor: pointer; }
.totals { display: flex; flex-wrap: wrap; gap: .75rem; margin: 1.25rem 0 0; padding: 0; list-style: none; }
.total { background: var(--soft); border: 1px solid var(--line); border-radius: .5rem; padding: .5rem 1rem; min-width: 7rem; text-align: left; cursor: pointer; display: block; }
.total .value { display: block; font-size: 1.7rem; line-height: 1.2; font-weight: 600; font-variant-numeric: tabular-nums; }
[aria-pressed=true] { outline: 2px solid var(--link); outline-offset: 1px; }
.prohibited { color: var(--prohibited); } .review { color: var(--review); } .exempt { color: var(--exempt); }
.remediation { color: var(--remediation); } .mention { color: var(--mention); } .suppressed { color: var(--suppressed); }
.fill { fill: currentColor; stroke: var(--back); stroke-width: .5; }
.charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(22rem, 1fr)); gap: 0 2.5rem; align-items: start; } .chart.wide { grid-column: 1 / -1; }
.ring { display: flex; flex-wrap: wrap; gap: 1.5rem; align-items: center; } .ring > svg { width: 10rem; height: 10rem; flex: none; }
svg text { fill: var(--text); } svg .big { font-size: 30px; font-weight: 600; } svg .small { font-size: 12px; fill: var(--quiet); } svg .grid { stroke: var(--line); }
.plot { width: 100%; max-width: 60rem; display: block; } .swatch { width: .8rem; height: .8rem; flex: none; }
.legend { list-style: none; margin: 0; padding: 0; } .legend li { display: flex; gap: .5rem; align-items: center; } .legend .count { margin-left: auto; padding-left: 1.5rem; }
.legend.row { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; } .count, .share, td.number { font-variant-numeric: tabular-nums; text-align: right; } .share { min-width: 3rem; color: var(--quiet); }
.bars { list-style: none; margin: 0; padding: 0; } .bars .rest { color: var(--quiet); padding: 0 .35rem; }
.bar { all: unset; box-sizing: border-box; width: 100%; display: grid; grid-template-columns: minmax(8rem, 1fr) minmax(6rem, 1.2fr) 3rem; gap: .6rem; align-items: center; padding: .15rem .35rem; border-radius: .3rem; cursor: pointer; }
.bar:hover { background: var(--soft); } .bar:focus-visible { outline: 2px solid var(--link); } .bar[aria-pressed=true] { outline: 2px solid var(--link); }
.bar .name { overflow-wrap: anywhere; } .bar svg { width: 100%; height: .7rem; display: block; }
.filter { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; margin-bottom: .5rem; }
.filter input, .filter select, .filter button { background: var(--back); border: 1px solid var(--line); border-radius: .3rem; padding: .2rem .5rem; } .filter output { color: var(--quiet); }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; vertical-align: top; padding: .3rem .6rem; border-bottom: 1px solid var(--line); }
.findings td:first-child { min-width: 13em; } .findings td:nth-child(4) { min-width: 12em; }
.plain { width: auto; margin-top: .5rem; } thead th { white-space: nowrap; background: var(--soft); }
th button { all: unset; cursor: pointer; font-weight: 600; } th button:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
th[aria-sort=ascending] button::after { content: " \\25B2" / ""; } th[aria-sort=descending] button::after { content: " \\25BC" / ""; }
code, .place { font-family: var(--vscode-editor-font-family, ui-monospace, monospace); font-size: .93em; overflow-wrap: anywhere; }
code { background: none; color: inherit; padding: 0; }
.place { all: unset; font-family: ui-monospace, monospace; font-size: .93em; color: var(--link); cursor: pointer; overflow-wrap: anywhere; }
.place:hover { text-decoration: underline; } .place:focus-visible { outline: 2px solid var(--link); }
summary { cursor: pointer; } ul.notices { padding-left: 1.2rem; }
/* A reader without scripts and one of paper sees all rows. */
@media screen and (scripting: enabled) { .later { display: none; } }
@media print {
  :root { color-scheme: light; --back: #fff; --text: #000; --quiet: #444; --line: #bbb; --soft: #fff; --link: #000;
    --prohibited: #b3261e; --review: #8a5a00; --exempt: #0b57d0; --remediation: #146c2e; --mention: #6b7077; --suppressed: #6a3fa0; }
  @page { margin: 14mm; }
  body { font-size: 9.5pt; } main { max-width: none; padding: 0; } .filter, .actions { display: none; } .scroll { overflow: visible; }
  * { print-color-adjust: exact; } h2, h3 { break-after: avoid; } tr, .chart, .total, .rule { break-inside: avoid; } thead { display: table-header-group; }
  .charts { grid-template-columns: 1fr 1fr; } th[aria-sort] button::after { content: ""; }
  details::details-content { display: block; content-visibility: visible; block-size: auto; }
}
`;
