import { applyEdits } from './text/edits.js';
import type { Document, Edit, Finding, FixKind, ScanResult } from './types.js';

/** A change that is to take a finding away. */
export interface Trial {
  readonly finding: Finding;
  readonly kind: FixKind;
  readonly edits: readonly Edit[];
}

/** True for findings that ask for a fix. */
export function asksForFix({ verdict, suppression }: Finding): boolean {
  return !suppression && (verdict === 'prohibited' || verdict === 'review');
}

/**
 * Those of some changes of a document that hold: the changed text has no problem that the old one had not, the
 * finding is gone and none has come. They are tried together, and in halves only where they do not hold
 * together, so that the cost grows with what fails and not with how many there are.
 * @param before The scan of the document that the findings are from.
 */
export function holding<T extends Trial>(
  document: Document,
  trials: readonly T[],
  before: ScanResult,
  scan: (document: Document) => ScanResult,
): readonly T[] {
  if (trials.length === 0) return [];
  if (holdTogether(document, trials, before, scan)) return trials;
  if (trials.length === 1) return [];
  const middle = trials.length >> 1;
  return [trials.slice(0, middle), trials.slice(middle)].flatMap((half) =>
    holding(document, half, before, scan),
  );
}

function holdTogether(
  document: Document,
  trials: readonly Trial[],
  before: ScanResult,
  scan: (document: Document) => ScanResult,
): boolean {
  const edits = trials.flatMap((trial) => trial.edits);
  const text = applyEdits(document.text, edits);
  if (text === undefined || text === document.text) return false;
  const after = scan({ ...document, text });
  if (after.problems.length > before.problems.length || after.notices.length > before.notices.length)
    return false;
  const keepsFormat = trials.every(({ kind }) => kind !== 'remove');
  if (keepsFormat && after.format !== before.format && after.format !== undefined) return false;
  const allowed = tally(before.findings.filter(asksForFix));
  for (const [key, count] of tally(trials.map(({ finding }) => finding))) {
    allowed.set(key, (allowed.get(key) ?? 0) - count);
  }
  return [...tally(after.findings.filter(asksForFix))].every(
    ([key, count]) => count <= (allowed.get(key) ?? 0),
  );
}

function tally(findings: readonly Finding[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { entry, reference } of findings) {
    const key = `${entry} ${reference.kind} ${reference.name}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}
