import { compareText } from './report.js';
import type { Report } from './report.js';
import { STATES, stateOf } from './select.js';
import type { State } from './select.js';

/** What an audit came to on a day: a point of the progress over time. */
export interface Point {
  /** ISO date. */
  readonly asOf: string;
  readonly counts: Readonly<Record<State, number>>;
}

/** The point of a report. */
export function pointOf({ asOf, findings }: Report): Point {
  return { asOf, counts: countStates(findings.map(({ finding }) => stateOf(finding))) };
}

/**
 * Reads the point of a report that was written as JSON before.
 * @returns the point, or a sentence that says why the text is no such report.
 */
export function parseEarlier(source: string): Point | string {
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch (error) {
    return error instanceof Error ? error.message : 'unreadable';
  }
  if (!isRecord(value) || !Array.isArray(value.findings)) return 'expected a report with "findings"';
  const { asOf } = value;
  if (typeof asOf !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(asOf)) return 'expected "asOf", YYYY-MM-DD';
  const states = value.findings.map((each: unknown): State | undefined => {
    if (!isRecord(each)) return undefined;
    return each.suppression === undefined ? STATES.find((state) => state === each.verdict) : 'suppressed';
  });
  const wrong = states.indexOf(undefined);
  if (wrong >= 0) return `findings[${wrong}]: expected "verdict"`;
  return { asOf, counts: countStates(states.filter((state) => state !== undefined)) };
}

/** Points in the order of their days, one a day: the one that comes last. */
export function inTime(points: readonly Point[]): Point[] {
  const byDay = new Map(points.map((point) => [point.asOf, point]));
  return [...byDay.values()].sort((a, b) => compareText(a.asOf, b.asOf));
}

function countStates(states: readonly State[]): Record<State, number> {
  const counts = { prohibited: 0, review: 0, exempt: 0, remediation: 0, mention: 0, suppressed: 0 };
  for (const state of states) counts[state]++;
  return counts;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
