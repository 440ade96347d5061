import { addDays, weekdayOf } from '../core/text/dates.js';

/** A legal public holiday, on the day on which it is observed. */
export interface Holiday {
  /** ISO date. */
  readonly date: string;
  readonly name: string;
}

/** A day that comes some business days after another, and the holidays that were passed over. */
export interface BusinessDay {
  /** ISO date. */
  readonly date: string;
  readonly holidays: readonly Holiday[];
}

const SUNDAY = 0;
const MONDAY = 1;
const THURSDAY = 4;
const SATURDAY = 6;

/**
 * The day that comes so many business days after a date, which is itself not counted. Business days are Monday to
 * Friday without the legal public holidays of the United States (5 U.S.C. 6103(a),
 * https://www.law.cornell.edu/uscode/text/5/6103).
 * @param from ISO date.
 */
export function addBusinessDays(from: string, count: number): BusinessDay {
  const holidays: Holiday[] = [];
  let date = from;
  for (let left = count; left > 0;) {
    date = addDays(date, 1);
    const weekday = weekdayOf(date);
    if (weekday === SUNDAY || weekday === SATURDAY) continue;
    const holiday = holidaysAround(date).find((each) => each.date === date);
    if (holiday) holidays.push(holiday);
    else left--;
  }
  return { date, holidays };
}

/** The holidays of a date's year and of the first day of the next, which may be observed in this one. */
function holidaysAround(date: string): Holiday[] {
  const year = Number(date.slice(0, 4));
  return [...federalHolidays(year), ...federalHolidays(year + 1).slice(0, 1)];
}

/**
 * The legal public holidays of a year, in order, each on the day on which it is observed: one on a Saturday the day
 * before, one on a Sunday the day after (5 U.S.C. 6103(b)(1), Executive Order 11582).
 */
export function federalHolidays(year: number): Holiday[] {
  return [
    { date: observed(day(year, 1, 1)), name: "New Year's Day" },
    { date: nth(year, 1, MONDAY, 3), name: 'Birthday of Martin Luther King, Jr.' },
    { date: nth(year, 2, MONDAY, 3), name: "Washington's Birthday" },
    { date: last(year, 5, MONDAY), name: 'Memorial Day' },
    { date: observed(day(year, 6, 19)), name: 'Juneteenth National Independence Day' },
    { date: observed(day(year, 7, 4)), name: 'Independence Day' },
    { date: nth(year, 9, MONDAY, 1), name: 'Labor Day' },
    { date: nth(year, 10, MONDAY, 2), name: 'Columbus Day' },
    { date: observed(day(year, 11, 11)), name: 'Veterans Day' },
    { date: nth(year, 11, THURSDAY, 4), name: 'Thanksgiving Day' },
    { date: observed(day(year, 12, 25)), name: 'Christmas Day' },
  ];
}

function day(year: number, month: number, of: number): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(of).padStart(2, '0')}`;
}

function observed(date: string): string {
  const weekday = weekdayOf(date);
  if (weekday === SATURDAY) return addDays(date, -1);
  return weekday === SUNDAY ? addDays(date, 1) : date;
}

/** The nth of a day of the week in a month. */
function nth(year: number, month: number, weekday: number, which: number): string {
  const first = day(year, month, 1);
  return addDays(first, ((weekday - weekdayOf(first) + 7) % 7) + 7 * (which - 1));
}

function last(year: number, month: number, weekday: number): string {
  const fourth = nth(year, month, weekday, 4);
  const fifth = addDays(fourth, 7);
  return fifth.slice(0, 7) === fourth.slice(0, 7) ? fifth : fourth;
}
