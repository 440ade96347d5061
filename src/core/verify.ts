import type { Extraction } from './extract.js';
import { countRepeats, occursAgain } from './repeats.js';
import { editedDocument } from './text/edits.js';
import type { Document, Edit, Finding, FixKind, ScanResult } from './types.js';

/** A change that is to take a finding away. */
export interface Trial {
  readonly finding: Finding;
  readonly kind: FixKind;
  readonly edits: readonly Edit[];
  /** The name that it puts in the place of the finding's. */
  readonly gives?: string | undefined;
}

/** Reads documents again as a change leaves them. */
export interface Reader {
  /** Scans it even if nothing is left in it that could be found, so that what a change breaks is seen. */
  readonly scan: (document: Document) => ScanResult;
  /** Everything that a document names, read as the format of an id, whether the catalog knows it or not. */
  readonly readAll: (document: Document, format: string) => Extraction | undefined;
}

/** True for findings that ask for a fix. */
export function asksForFix(finding: Finding): boolean {
  return !isExcepted(finding) && (finding.verdict === 'prohibited' || finding.verdict === 'review');
}

/** True for findings that may stay, since someone has said so. */
export function isExcepted({ suppression }: Finding): boolean {
  return suppression !== undefined && !suppression.known;
}

/**
 * Those of some changes of a document that hold: the changed text has no problem that the old one had not, the
 * finding is gone, none has come, and no list names a thing twice that it did not. They are tried together, and in halves only where they do not hold
 * together, so that the cost grows with what fails and not with how many there are.
 * @param before The scan of the document that the findings are from.
 */
export function holding<T extends Trial>(
  document: Document,
  trials: readonly T[],
  before: ScanResult,
  reader: Reader,
): readonly T[] {
  if (trials.length === 0) return [];
  if (holdTogether(document, trials, before, reader)) return trials;
  if (trials.length === 1) return [];
  const middle = trials.length >> 1;
  return [trials.slice(0, middle), trials.slice(middle)].flatMap((half) =>
    holding(document, half, before, reader),
  );
}

function holdTogether(
  document: Document,
  trials: readonly Trial[],
  before: ScanResult,
  reader: Reader,
): boolean {
  const edits = trials.flatMap((trial) => trial.edits);
  const changed = editedDocument(document, edits);
  if (changed === undefined || changed.text === document.text) return false;
  const after = reader.scan(changed);
  if (after.problems.length > before.problems.length || after.notices.length > before.notices.length)
    return false;
  const keepsFormat = trials.every(({ kind }) => kind !== 'remove');
  if (keepsFormat && after.format !== before.format && after.format !== undefined) return false;
  const allowed = tally(before.findings.filter(asksForFix));
  for (const [key, count] of tally(trials.map(({ finding }) => finding))) {
    allowed.set(key, (allowed.get(key) ?? 0) - count);
  }
  const isGone = [...tally(after.findings.filter(asksForFix))].every(
    ([key, count]) => count <= (allowed.get(key) ?? 0),
  );
  return isGone && !makesRepeats(document, changed.text, trials, before.format, reader);
}

/**
 * True if some changes, which make a text of a document's, name a thing again in a list that names it already. Some
 * languages take that for a mistake, and their readers read no further then.
 */
export function makesRepeats(
  document: Document,
  text: string,
  trials: readonly Pick<Trial, 'finding' | 'gives'>[],
  format: string | undefined,
  reader: Reader,
): boolean {
  // Only packages stand in lists that may not name a thing twice.
  const given = trials.flatMap(({ finding, gives }) =>
    finding.reference.kind === 'package' && gives !== undefined ? gives : [],
  );
  const again = [...new Set(given)].filter((name) => occursAgain(text, name));
  if (again.length === 0 || format === undefined) return false;
  // What is named nowhere yet, and given once, is no repeat: there is no need to read the changed text.
  const named = new Set(reader.readAll(document, format)?.references.map(({ reference }) => reference.name));
  if (!again.some((name) => named.has(name) || given.indexOf(name) < given.lastIndexOf(name))) return false;
  const names = new Set([...again, ...trials.map(({ finding }) => finding.reference.name)]);
  const count = (each: Document): number => {
    const { references = [], problems = [] } = reader.readAll(each, format) ?? {};
    return countRepeats(each.text, references, names) + problems.length;
  };
  return count({ ...document, text }) > count(document);
}

function tally(findings: readonly Finding[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { entry, reference } of findings) {
    const key = `${entry} ${reference.kind} ${reference.name}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}
