const DAY_MS = 24 * 60 * 60 * 1000;

/** True for a day of the calendar, `YYYY-MM-DD` (https://www.rfc-editor.org/rfc/rfc3339#section-5.6, full-date). */
export function isDate(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? timeOf(text) : NaN;
  return !Number.isNaN(time) && dateOf(time) === text;
}

/** How many days one date lies after another; negative where it lies before. Both are dates. */
export function daysBetween(from: string, to: string): number {
  return Math.round((timeOf(to) - timeOf(from)) / DAY_MS);
}

/** The date some days after another. */
export function addDays(date: string, days: number): string {
  return dateOf(timeOf(date) + days * DAY_MS);
}

/** Day of the week of a date: 0 for Sunday to 6 for Saturday. */
export function weekdayOf(date: string): number {
  return new Date(timeOf(date)).getUTCDay();
}

function timeOf(date: string): number {
  return Date.parse(`${date}T00:00:00Z`);
}

function dateOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
