import type { CatalogEntry, Category, IdentifierType } from '../core/types.js';
import { compareText } from './report.js';

/** Which entries are listed; all where nothing is given. */
export interface EntryFilter {
  readonly type?: IdentifierType;
  readonly category?: Category;
}

/** The entries that pass a filter, sorted by id. */
export function selectEntries(
  entries: Iterable<CatalogEntry>,
  { type, category }: EntryFilter,
): CatalogEntry[] {
  return [...entries]
    .filter((entry) => category === undefined || entry.category === category)
    .filter((entry) => type === undefined || entry.match.some((matcher) => matcher.type === type))
    .sort((a, b) => compareText(a.id, b.id));
}

/** One entry a line: id, category, title. */
export function entriesText(entries: readonly CatalogEntry[]): string {
  const width = Math.max(0, ...entries.map(({ id }) => id.length));
  const lines = entries.map(
    ({ id, category, title }) => `${id.padEnd(width)}  ${(category ?? 'look-alike').padEnd(28)}  ${title}\n`,
  );
  return lines.join('');
}

/** Counts of entries and identifiers, by category and by type. */
export function entriesSummary(entries: readonly CatalogEntry[]): string {
  const matchers = entries.flatMap(({ match }) => match);
  const lines = [
    `${entries.length} entries, ${matchers.length} identifiers`,
    '',
    ...countLines(entries.map(({ category }) => category ?? 'look-alike')),
    '',
    ...countLines(matchers.map(({ type }) => type)),
  ];
  return `${lines.join('\n')}\n`;
}

function countLines(words: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts]
    .sort(([a], [b]) => compareText(a, b))
    .map(([word, count]) => `${word.padEnd(28)}  ${String(count).padStart(4)}`);
}
