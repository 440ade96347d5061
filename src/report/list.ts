import { CATEGORIES } from '../core/types.js';
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

/** What the catalog knows of a category; look-alikes stand for themselves. */
export interface Coverage {
  readonly category: Category | 'look-alike';
  readonly entries: number;
  readonly identifiers: number;
  /** Sorted. */
  readonly types: readonly IdentifierType[];
}

/** Coverage by category, sorted by its name, look-alikes last. */
export function coverageOf(entries: readonly CatalogEntry[]): Coverage[] {
  const rows = CATEGORIES.map((category) => ({
    category,
    of: entries.filter((e) => e.category === category),
  }));
  const all = [...rows, { category: 'look-alike' as const, of: entries.filter((e) => e.lookalike) }];
  return all
    .filter(({ of }) => of.length > 0)
    .map(({ category, of }) => {
      const types = of.flatMap(({ match }) => match.map(({ type }) => type));
      return {
        category,
        entries: of.length,
        identifiers: types.length,
        types: [...new Set(types)].sort(compareText),
      };
    });
}

/** Counts of entries and identifiers, by category and by type. */
export function entriesSummary(entries: readonly CatalogEntry[]): string {
  const matchers = entries.flatMap(({ match }) => match);
  const counts = new Map<IdentifierType, number>();
  for (const { type } of matchers) counts.set(type, (counts.get(type) ?? 0) + 1);
  const byType = [...counts].sort(([a], [b]) => compareText(a, b));
  const lines = [
    `${entries.length} entries, ${matchers.length} identifiers of ${counts.size} types`,
    '',
    row('Category', 'Entries', 'Identifiers'),
    ...coverageOf(entries).map((each) => row(each.category, each.entries, each.identifiers)),
    '',
    row('Type', 'Entries', 'Identifiers'),
    ...byType.map(([type, count]) =>
      row(type, entries.filter(({ match }) => match.some((each) => each.type === type)).length, count),
    ),
  ];
  return `${lines.join('\n')}\n`;
}

function row(name: string, entries: number | string, identifiers: number | string): string {
  return `${name.padEnd(28)}  ${String(entries).padStart(7)}  ${String(identifiers).padStart(11)}`;
}
