import type { Finding, Verdict } from './types.js';

const CERTAINTY_RANK = { exact: 2, family: 1, weak: 0 } as const;
const VERDICT_RANK: Readonly<Record<Verdict, number>> = {
  prohibited: 4,
  review: 3,
  exempt: 2,
  remediation: 1,
  mention: 0,
};

/**
 * One finding a place. Where several overlap, within one scan or among the scans of files that name a place in
 * each other, the surer one stays, then the one that was followed from its use, then the graver, the longer, the
 * first.
 * @param findingOf The finding of an item.
 * @param join Adds what an item of the same entry, which goes, knows to the one that stays.
 * @returns the items that stay, in the order of path and offset.
 */
export function distinct<T>(
  items: readonly T[],
  findingOf: (item: T) => Finding,
  join: (stays: T, goes: T) => T,
): T[] {
  const sorted = [...items].sort((a, b) => weigh(findingOf(a), findingOf(b)));
  const byPath = new Map<string, T[]>();
  for (const item of sorted) {
    const { path } = findingOf(item);
    const kept = byPath.get(path) ?? [];
    byPath.set(path, kept);
    insert(kept, item, findingOf, join);
  }
  return [...byPath.keys()].sort().flatMap((path) => byPath.get(path) ?? []);
}

/** Findings, one a place; one that stays takes the related places of those of its entry that go. */
export function distinctFindings(findings: readonly Finding[]): Finding[] {
  return distinct(findings, (finding) => finding, withRelated);
}

function weigh(a: Finding, b: Finding): number {
  return (
    CERTAINTY_RANK[b.certainty] - CERTAINTY_RANK[a.certainty] ||
    followed(b) - followed(a) ||
    VERDICT_RANK[b.verdict] - VERDICT_RANK[a.verdict] ||
    lengthOf(b) - lengthOf(a)
  );
}

/** What uses a name says more of it than the file that only declares it. */
function followed({ reference }: Finding): number {
  return reference.path === undefined ? 0 : 1;
}

function lengthOf({ span }: Finding): number {
  return span[1] - span[0];
}

/** Puts an item among those that stay, which are apart and in order, unless it overlaps one of them. */
function insert<T>(
  kept: T[],
  item: T,
  findingOf: (item: T) => Finding,
  join: (stays: T, goes: T) => T,
): void {
  const { entry, span } = findingOf(item);
  let low = 0;
  let high = kept.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = kept[middle];
    if (other !== undefined && findingOf(other).span[0] < span[0]) low = middle + 1;
    else high = middle;
  }
  for (const index of [low - 1, low]) {
    const other = kept[index];
    if (other === undefined) continue;
    const { entry: known, span: taken } = findingOf(other);
    if (taken[1] <= span[0] || taken[0] >= span[1]) continue;
    if (known === entry) kept[index] = join(other, item);
    return;
  }
  kept.splice(low, 0, item);
}

function withRelated(stays: Finding, goes: Finding): Finding {
  const known = new Set(stays.related.map(({ path, span }) => `${path}\n${span[0]}`));
  const more = goes.related.filter(({ path, span }) => !known.has(`${path}\n${span[0]}`));
  return more.length > 0 ? { ...stays, related: [...stays.related, ...more] } : stays;
}
