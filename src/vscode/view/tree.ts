import type { Suppression, Verdict } from '../../core/types.js';

/*
 * The findings view as data. Nothing here needs `vscode`, so that a test can build trees of any size.
 */

/** What the open findings are grouped by. */
export const GROUPINGS = ['file', 'product', 'verdict'] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** A finding as the tree sorts, filters and shows it. */
export interface Row<T> {
  readonly item: T;
  /** The same for all findings of a file, and for no others. */
  readonly file: string;
  /** The file as people read it; unlike among all files of the workspace. */
  readonly path: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
  readonly entry: string;
  /** The product. */
  readonly title: string;
  /** What stands in the file. */
  readonly name: string;
  readonly verdict: Verdict;
  readonly suppression?: Suppression;
  /** A baseline hides it. */
  readonly known: boolean;
  /** The exception that hides it ends soon. */
  readonly expiring: boolean;
}

/** A file or folder that the audit did not read. */
export interface SkippedRow {
  readonly file: string;
  readonly path: string;
  readonly reason: string;
}

/** Groups with a heading of their own; the rest are files and products. */
export type Heading = Verdict | 'expiring' | 'suppressed' | 'known' | 'skipped';

interface Inner<T> {
  /** Stable from one tree to the next, so that what is open stays open. */
  readonly id: string;
  /** All findings below, whatever is shown of them. */
  readonly rows: readonly Row<T>[];
  children(): readonly Node<T>[];
}

export interface HeadingNode<T> extends Inner<T> {
  readonly kind: 'heading';
  readonly heading: Heading;
  /** How many things the group holds. */
  readonly count: number;
}

export interface ProductNode<T> extends Inner<T> {
  readonly kind: 'product';
  readonly title: string;
}

export interface FileNode<T> extends Inner<T> {
  readonly kind: 'file';
  readonly file: string;
  readonly path: string;
}

export interface FindingNode<T> {
  readonly kind: 'finding';
  readonly id: string;
  readonly row: Row<T>;
  /** It stands below its file, so that its line tells its place. */
  readonly inFile: boolean;
}

export interface SkippedNode extends SkippedRow {
  readonly kind: 'skipped';
  readonly id: string;
}

/** Stands for children that are not shown yet. */
export interface MoreNode {
  readonly kind: 'more';
  readonly id: string;
  /** The node whose children they are; `ROOT` for the tree itself. */
  readonly parent: string;
  readonly hidden: number;
}

export type BranchNode<T> = HeadingNode<T> | ProductNode<T> | FileNode<T>;
export type Node<T> = BranchNode<T> | FindingNode<T> | SkippedNode | MoreNode;

/** What a tree is made of. */
export interface TreeSource<T> {
  readonly rows: readonly Row<T>[];
  readonly skipped: readonly SkippedRow[];
  readonly grouping: Grouping;
  /** Words that all have to stand in what is said of a finding; empty for all. */
  readonly filter: string;
  /** How many children of a node are shown, by its id, where it is not `PAGE`. */
  readonly limits: ReadonlyMap<string, number>;
}

/** A finished tree. */
export interface Tree<T> {
  readonly roots: readonly Node<T>[];
  /** Findings that the filter lets through. */
  readonly shown: number;
}

/** Children that a node shows at first, and how many more each time. An editor's list stays quick with these. */
export const PAGE = 500;

/** Id of the tree itself, for its limit. */
export const ROOT = 'root';

const OPEN: readonly Verdict[] = ['prohibited', 'review', 'exempt'];
const RANK: Readonly<Record<Verdict, number>> = {
  prohibited: 0,
  review: 1,
  exempt: 2,
  remediation: 3,
  mention: 4,
};

/** Builds the tree. Children are worked out when they are asked for. */
export function buildTree<T>(source: TreeSource<T>): Tree<T> {
  const { grouping, filter, limits } = source;
  const words = wordsOf(filter);
  const rows = source.rows.filter((row) => passes(row, words)).sort(byPlace);
  const skipped = source.skipped.filter(({ path, reason }) => holds(`${path} ${reason}`, words));
  const open = rows.filter(({ suppression, verdict }) => !suppression && OPEN.includes(verdict));
  const hidden = rows.filter(({ suppression }) => suppression);
  const closed = (verdict: Verdict): Row<T>[] =>
    rows.filter((row) => !row.suppression && row.verdict === verdict);
  const findings = (heading: Heading, of: readonly Row<T>[]): Node<T>[] =>
    headingNode<T>(heading, of, (id) => of.map((row) => findingNode(row, id, false)), limits);
  const grouped: Record<Grouping, () => Node<T>[]> = {
    file: () => filesOf(open, ROOT, limits),
    product: () => productsOf(open, limits),
    verdict: () =>
      OPEN.flatMap((verdict) => {
        const of = open.filter((row) => row.verdict === verdict);
        return headingNode<T>(verdict, of, (id) => filesOf(of, id, limits), limits);
      }),
  };
  const roots: Node<T>[] = [
    ...page(grouped[grouping](), ROOT, limits),
    ...findings(
      'expiring',
      hidden.filter(({ expiring }) => expiring),
    ),
    ...findings(
      'suppressed',
      hidden.filter(({ expiring, known }) => !expiring && !known),
    ),
    ...findings(
      'known',
      hidden.filter(({ known }) => known),
    ),
    ...findings('remediation', closed('remediation')),
    ...findings('mention', closed('mention')),
    ...skippedNodes<T>(skipped, limits),
  ];
  return { roots, shown: rows.length };
}

/** The gravest verdict of some open findings. */
export function gravest<T>(rows: readonly Row<T>[]): Verdict {
  return rows.reduce<Verdict>(
    (worst, { verdict }) => (RANK[verdict] < RANK[worst] ? verdict : worst),
    'mention',
  );
}

function headingNode<T>(
  heading: Heading,
  rows: readonly Row<T>[],
  make: (id: string) => readonly Node<T>[],
  limits: ReadonlyMap<string, number>,
): Node<T>[] {
  const id = `heading:${heading}`;
  if (rows.length === 0) return [];
  return [
    { kind: 'heading', id, heading, rows, count: rows.length, children: () => page(make(id), id, limits) },
  ];
}

function productsOf<T>(rows: readonly Row<T>[], limits: ReadonlyMap<string, number>): Node<T>[] {
  return groupBy(rows, ({ entry }) => entry)
    .map(([entry, of]): ProductNode<T> => {
      const id = `product:${entry}`;
      return {
        kind: 'product',
        id,
        title: of[0]?.title ?? entry,
        rows: of,
        children: () =>
          page(
            of.map((row) => findingNode(row, id, false)),
            id,
            limits,
          ),
      };
    })
    .sort((a, b) => b.rows.length - a.rows.length || compare(a.title, b.title));
}

function filesOf<T>(rows: readonly Row<T>[], parent: string, limits: ReadonlyMap<string, number>): Node<T>[] {
  return groupBy(rows, ({ file }) => file).map(([file, of]): FileNode<T> => {
    const id = `${parent}/file:${file}`;
    return {
      kind: 'file',
      id,
      file,
      path: of[0]?.path ?? file,
      rows: of,
      children: () =>
        page(
          of.map((row) => findingNode(row, id, true)),
          id,
          limits,
        ),
    };
  });
}

function skippedNodes<T>(rows: readonly SkippedRow[], limits: ReadonlyMap<string, number>): Node<T>[] {
  const id = 'heading:skipped';
  if (rows.length === 0) return [];
  const children = (): Node<T>[] =>
    page(
      rows.map((row): Node<T> => ({ kind: 'skipped', id: `${id}/${row.file}`, ...row })),
      id,
      limits,
    );
  return [{ kind: 'heading', id, heading: 'skipped', rows: [], count: rows.length, children }];
}

function findingNode<T>(row: Row<T>, parent: string, inFile: boolean): FindingNode<T> {
  const id = `${parent}/${row.file}:${row.line}:${row.column}:${row.entry}`;
  return { kind: 'finding', id, row, inFile };
}

function page<T>(nodes: readonly Node<T>[], parent: string, limits: ReadonlyMap<string, number>): Node<T>[] {
  const limit = limits.get(parent) ?? PAGE;
  if (nodes.length <= limit) return [...nodes];
  const hidden = nodes.length - limit;
  return [...nodes.slice(0, limit), { kind: 'more', id: `${parent}/more`, parent, hidden }];
}

function wordsOf(filter: string): string[] {
  return filter
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
}

function passes<T>(row: Row<T>, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const { path, title, entry, name, verdict, suppression } = row;
  const state = suppression ? `suppressed ${suppression.reason} ${suppression.owner ?? ''}` : verdict;
  return holds(`${path} ${title} ${entry} ${name} ${state}`, words);
}

function holds(text: string, words: readonly string[]): boolean {
  const lower = text.toLowerCase();
  return words.every((word) => lower.includes(word));
}

function groupBy<T>(
  rows: readonly Row<T>[],
  keyOf: (row: Row<T>) => string,
): [key: string, rows: Row<T>[]][] {
  const groups = new Map<string, Row<T>[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return [...groups];
}

function byPlace<T>(a: Row<T>, b: Row<T>): number {
  return compare(a.path, b.path) || a.line - b.line || a.column - b.column || compare(a.entry, b.entry);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
