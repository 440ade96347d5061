import { ticks } from 'd3-array';
import { arc, area, pie, stack } from 'd3-shape';
import type { PieArcDatum } from 'd3-shape';
import type { Point } from './earlier.js';
import { text } from './html-text.js';
import { STATES } from './select.js';
import type { State } from './select.js';

/*
 * Charts as SVG that is there without a script: it prints, scales, and takes its colours from the page's style.
 */

const RING = { size: 160, inner: 52, outer: 78, gap: 0.02 };
const PLOT = { width: 640, height: 220, left: 44, right: 12, top: 10, bottom: 26, ticks: 5 };
const BAR = { width: 100, height: 10 };
const MAX_BARS = 10;
const DAY_MS = 24 * 60 * 60 * 1000;

/** What a bar counts, with its share of each state. */
export interface BarRow {
  readonly name: string;
  readonly counts: Readonly<Record<State, number>>;
}

/** A ring of the states with a legend that tells the numbers. */
export function ringChart(counts: Readonly<Record<State, number>>): string {
  const shown = STATES.filter((state) => counts[state] > 0);
  const total = shown.reduce((sum, state) => sum + counts[state], 0);
  if (total === 0) return '';
  const slices = pie<State>()
    .sort(null)
    .padAngle(shown.length > 1 ? RING.gap : 0)
    .value((state) => counts[state])(shown);
  const path = arc<PieArcDatum<State>>().innerRadius(RING.inner).outerRadius(RING.outer);
  const paths = slices.map((slice) => `<path class="fill ${slice.data}" d="${path(slice) ?? ''}"/>`);
  const half = RING.size / 2;
  const words = shown.map((state) => `${counts[state]} ${state}`).join(', ');
  const legend = shown.map(
    (state) =>
      `<li>${swatch(state)}<span>${state}</span><span class="count">${counts[state]}</span>` +
      `<span class="share">${percent(counts[state], total)}</span></li>`,
  );
  return `<section class="chart"><h2>Verdicts</h2><div class="ring">
<svg viewBox="${-half} ${-half} ${RING.size} ${RING.size}" role="img" aria-label="${text(words)}">${paths.join('')}
<text class="big" y="4" text-anchor="middle">${total}</text><text class="small" y="22" text-anchor="middle">places</text></svg>
<ul class="legend">${legend.join('')}</ul></div></section>`;
}

/**
 * Bars, the longest first, each a button that narrows the table.
 * @param facet What the bars stand for; the page's script knows it by this name.
 */
export function barChart(title: string, facet: string, rows: readonly BarRow[]): string {
  if (rows.length === 0) return '';
  const sorted = [...rows].sort((a, b) => sum(b) - sum(a) || (a.name < b.name ? -1 : 1));
  const most = sorted[0] ? sum(sorted[0]) : 1;
  const items = sorted.slice(0, MAX_BARS).map((row) => {
    let x = 0;
    const parts = STATES.filter((state) => row.counts[state] > 0).map((state) => {
      const width = (row.counts[state] / most) * BAR.width;
      const part = `<rect class="fill ${state}" x="${fixed(x)}" width="${fixed(width)}" height="${BAR.height}"/>`;
      x += width;
      return part;
    });
    return (
      `<li><button type="button" class="bar" data-facet="${facet}" data-value="${text(row.name)}" aria-pressed="false">` +
      `<span class="name">${text(row.name)}</span>` +
      `<svg viewBox="0 0 ${BAR.width} ${BAR.height}" preserveAspectRatio="none" aria-hidden="true">${parts.join('')}</svg>` +
      `<span class="count">${sum(row)}</span></button></li>`
    );
  });
  const rest = sorted.length - MAX_BARS;
  if (rest > 0) items.push(`<li class="rest">and ${rest} more</li>`);
  return `<section class="chart"><h2>${text(title)}</h2><ol class="bars">${items.join('')}</ol></section>`;
}

/** What was open, kept and removed over time, as areas on one another and as a table. */
export function progressChart(points: readonly Point[]): string {
  const [first, ...more] = points;
  const last = more.at(-1);
  if (!first || !last) return '';
  const states = STATES.filter((state) => points.some(({ counts }) => counts[state] > 0));
  const most = Math.max(
    1,
    ...points.map(({ counts }) => states.reduce((total, each) => total + counts[each], 0)),
  );
  const { width, height, left, right, top, bottom } = PLOT;
  const [from, until] = [dayOf(first), dayOf(last)];
  const x = (point: Point): number =>
    left + ((dayOf(point) - from) / (until - from || 1)) * (width - left - right);
  const marks = ticks(0, most, PLOT.ticks).filter(Number.isInteger);
  const ceiling = Math.max(most, marks.at(-1) ?? most);
  const y = (value: number): number => height - bottom - (value / ceiling) * (height - top - bottom);
  const layers = stack<Point, State>()
    .keys(states)
    .value(({ counts }, state) => counts[state])([...points]);
  const shape = area<(typeof layers)[number][number]>()
    .x(({ data }) => x(data))
    .y0(([low]) => y(low))
    .y1(([, high]) => y(high))
    .digits(1);
  const areas = layers.map((layer) => `<path class="fill ${layer.key}" d="${shape(layer) ?? ''}"/>`);
  const lines = marks.map(
    (mark) =>
      `<line class="grid" x1="${left}" x2="${width - right}" y1="${fixed(y(mark))}" y2="${fixed(y(mark))}"/>` +
      `<text class="small" x="${left - 6}" y="${fixed(y(mark) + 4)}" text-anchor="end">${mark}</text>`,
  );
  const dates =
    `<text class="small" x="${left}" y="${height - 6}">${text(first.asOf)}</text>` +
    `<text class="small" x="${width - right}" y="${height - 6}" text-anchor="end">${text(last.asOf)}</text>`;
  const words = `From ${first.asOf} to ${last.asOf}: ${change(first, last, states)}`;
  const head = ['Date', ...states].map((each) => `<th scope="col">${each}</th>`).join('');
  const rows = points.map(
    ({ asOf, counts }) =>
      `<tr><th scope="row">${text(asOf)}</th>${states.map((state) => `<td>${counts[state]}</td>`).join('')}</tr>`,
  );
  const legend = states.map((state) => `<li>${swatch(state)}<span>${state}</span></li>`);
  return `<section class="chart wide"><h2>Progress</h2>
<svg class="plot" viewBox="0 0 ${width} ${height}" role="img" aria-label="${text(words)}">${lines.join('')}${areas.join('')}${dates}</svg>
<ul class="legend row">${legend.join('')}</ul>
<p>${text(words)}.</p>
<details><summary>Numbers</summary><table class="plain"><thead><tr>${head}</tr></thead><tbody>${rows.join('')}</tbody></table></details></section>`;
}

function change(first: Point, last: Point, states: readonly State[]): string {
  return states.map((state) => `${state} ${first.counts[state]} → ${last.counts[state]}`).join(', ');
}

function swatch(state: State): string {
  return `<svg class="swatch" viewBox="0 0 10 10" aria-hidden="true"><rect class="fill ${state}" width="10" height="10" rx="2"/></svg>`;
}

function sum({ counts }: BarRow): number {
  return STATES.reduce((total, state) => total + counts[state], 0);
}

function dayOf({ asOf }: Point): number {
  return Date.parse(asOf) / DAY_MS;
}

function percent(part: number, whole: number): string {
  return `${Math.round((part / whole) * 100)} %`;
}

function fixed(value: number): string {
  return String(Math.round(value * 100) / 100);
}
