import { areSiblings } from './repeats.js';
import type { Document, Edit, Finding, Fix, ScanResult, Siblings } from './types.js';
import { holding } from './verify.js';
import type { Reader, Trial } from './verify.js';

/** A finding and the fix that is taken for it. */
export interface Taken {
  readonly finding: Finding;
  readonly fix: Fix;
}

function overlap({ span: a }: Edit, { span: b }: Edit): boolean {
  return a[0] < b[1] && b[0] < a[1];
}

/** What a fix puts in the place of a package's name. */
function givenBy({ reference: { kind }, span }: Finding, { kind: does, edits }: Fix): string | undefined {
  if (kind !== 'package' || does !== 'replace') return undefined;
  return edits.find((edit) => edit.span[0] === span[0] && edit.span[1] === span[1])?.text;
}

/** True for things of different names that one name cannot stand for both, since they stand in one list. */
function clash({ text }: Document, { reference }: Finding, { finding: other }: Trial): boolean {
  return reference.name !== other.reference.name && areSiblings(text, reference, other.reference);
}

/** True for a fix that takes the whole unit of a finding away. */
function removes({ edits }: Fix, { reference: { unit } }: Finding): boolean {
  if (!unit) return false;
  const [start, end] = unit.span;
  return edits.some(({ span, text }) => text === '' && span[0] <= start && span[1] >= end);
}

/**
 * The best fixes of a document's findings that hold together; at least one, if there are any.
 * @param fixes Of each finding, best first.
 * @param result The scan of the document that the findings are from.
 */
export function bestTogether(
  document: Document,
  fixes: ReadonlyMap<Finding, readonly Fix[]>,
  result: ScanResult,
  reader: Reader,
): Taken[] {
  const edits: Edit[] = [];
  const best: (Taken & Trial)[] = [];
  const gone = new Map<Siblings, number>();
  for (const [finding, [fix]] of fixes) {
    // What two fixes share, such as a variable, is changed once; the other one has its turn after that.
    if (!fix || fix.edits.some((edit) => edits.some((other) => overlap(edit, other)))) continue;
    const gives = givenBy(finding, fix);
    const taken = best.some(
      (other) => gives !== undefined && gives === other.gives && clash(document, finding, other),
    );
    if (taken) continue;
    // The last one of a list may take the list with it, which is seen once the others are gone.
    const among = removes(fix, finding) ? finding.reference.unit?.among : undefined;
    const before = among ? (gone.get(among) ?? 0) : 0;
    if (among && before > 0 && before + 1 >= among.count) continue;
    if (among) gone.set(among, before + 1);
    edits.push(...fix.edits);
    best.push({ finding, fix, kind: fix.kind, edits: fix.edits, gives });
  }
  let count = best.length;
  while (count > 1 && holding(document, best.slice(0, count), result, reader).length < count) {
    count = count >> 1;
  }
  return best.slice(0, count);
}
