/** Today as an ISO date, in UTC as everywhere in the product. */
export function todayDate(): string {
  return new Date().toISOString().slice(0, 10);
}
