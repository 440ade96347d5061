import { createSettler } from './loose-ends.js';
import type { Settler } from './loose-ends.js';
import { alternativesFor, replacementEdits } from './replace.js';
import { applyEdits, lineBreakOf, removalEdits } from './text/edits.js';
import { lineOf, lineStarts } from './text/lines.js';
import type {
  CommentStyle,
  Document,
  Edit,
  Finding,
  Fix,
  FixKind,
  Names,
  Replacement,
  ScanResult,
} from './types.js';
import { asksForFix, holding } from './verify.js';

/** What the fixer needs of the engine. */
export interface FixContext {
  readonly scan: (document: Document) => ScanResult;
  readonly commentOf: (format: string) => CommentStyle | undefined;
  /** The names in a document of a format, where the format has any. */
  readonly namesIn: (document: Document, format: string) => Names | undefined;
  /** The organisation's, then the shipped ones. */
  readonly replacements: readonly (readonly Replacement[])[];
}

/** Words for an exception that a person is still to give. */
export interface ExceptionWords {
  readonly reason: string;
  readonly owner?: string;
  readonly until?: string;
}

const MAX_ALTERNATIVES = 4;

/** Kinds of fixes, best first. */
const FIX_KINDS: readonly FixKind[] = ['replace', 'uninstall', 'remove', 'suppress'];

/** Kinds that a fix-all applies. */
const PREFERRED: readonly FixKind[] = ['replace', 'uninstall'];

/** A change that could be offered for a finding, before it was tried. */
interface Proposal {
  readonly kind: FixKind;
  readonly title: string;
  readonly edits: readonly Edit[];
  readonly note?: string | undefined;
}

/**
 * The fixes of findings of one document, best first, each tried in memory before it is offered.
 * @param before The scan of the document that the findings are from.
 * @param kinds Those that are looked for.
 */
export function fixesFor(
  document: Document,
  findings: readonly Finding[],
  before: ScanResult,
  context: FixContext,
  kinds: readonly FixKind[] = FIX_KINDS,
): Map<Finding, Fix[]> {
  const { format } = before;
  const settle = createSettler(document, (each) =>
    format === undefined ? undefined : context.namesIn(each, format),
  );
  const fixes = new Map<Finding, Fix[]>(findings.map((finding) => [finding, []]));
  const proposed = findings
    .filter(
      (finding) => finding.path === document.path && finding.advice === undefined && asksForFix(finding),
    )
    .map((finding) => ({ finding, proposals: proposalsFor(document, finding, context, settle, kinds) }));
  const most = Math.max(0, ...proposed.map(({ proposals }) => proposals.length));
  for (let index = 0; index < most; index++) {
    const trials = proposed.flatMap(({ finding, proposals }) => {
      const proposal = proposals[index];
      const offered = fixes.get(finding)?.filter(({ kind }) => kind === 'replace').length ?? 0;
      if (!proposal || (proposal.kind === 'replace' && offered >= MAX_ALTERNATIVES)) return [];
      return { ...proposal, finding };
    });
    for (const { finding, kind, title, edits, note } of holding(document, trials, before, context.scan)) {
      const list = fixes.get(finding) ?? [];
      const preferred = (kind === 'replace' || kind === 'uninstall') && !list.some((fix) => fix.preferred);
      const words = note === undefined ? {} : { note };
      list.push({ kind, title, preferred, path: document.path, edits, ...words });
    }
  }
  return fixes;
}

function proposalsFor(
  document: Document,
  finding: Finding,
  context: FixContext,
  settle: Settler,
  kinds: readonly FixKind[],
): Proposal[] {
  const { reference } = finding;
  const { text } = document;
  const proposals: Proposal[] = [];
  const propose = (kind: FixKind, title: string, edits: readonly Edit[] | undefined, note?: string): void => {
    if (edits && kinds.includes(kind)) proposals.push({ kind, title, edits, note });
  };
  for (const { use } of alternativesFor(finding, context.replacements)) {
    propose('replace', `Replace with ${use.title}`, replacementEdits(text, reference, use), use.note);
  }
  propose('uninstall', 'Turn into a removal', reference.uninstall);
  if (reference.unit && kinds.includes('remove')) {
    const { edits, note } = settle(removalEdits(text, reference.unit));
    propose('remove', `Remove the ${reference.unit.what}`, edits, note);
  }
  const suppress = suppressionEdits(document, finding, { reason: 'to be stated' }, context);
  propose('suppress', 'Suppress with a reason', suppress);
  return proposals;
}

/**
 * The edits that write an exception above a finding in the format's own comment style; undefined where the
 * format has no comments.
 */
export function suppressionEdits(
  { text }: Document,
  finding: Finding,
  words: ExceptionWords,
  context: Pick<FixContext, 'commentOf'>,
): Edit[] | undefined {
  const style = context.commentOf(finding.format);
  if (!style) return undefined;
  const starts = lineStarts(text);
  const anchor = finding.reference.unit?.span[0] ?? finding.span[0];
  let line = lineOf(starts, Math.min(anchor, finding.span[0]));
  while (line > 0 && /[\\`]\s*$/.test(text.slice(starts[line - 1], starts[line]))) line--;
  const at = starts[line] ?? 0;
  const indent = /^[ \t]*/.exec(text.slice(at))?.[0] ?? '';
  const fields = Object.entries(words)
    .map(([name, value]: [string, string]) =>
      name === 'until' ? `until=${value}` : `${name}="${clean(value)}"`,
    )
    .join(' ');
  const comment = `kaspersky-ban-ignore-next-line ${finding.entry} ${fields}`;
  const written =
    'line' in style ? `${style.line} ${comment}` : `${style.block[0]} ${comment} ${style.block[1]}`;
  return [{ span: [at, at], text: `${indent}${written}${lineBreakOf(text)}` }];
}

function clean(words: string): string {
  return words.replace(/["\r\n]+/g, ' ').trim();
}

/** A finding and the fix that is taken for it. */
export interface Taken {
  readonly finding: Finding;
  readonly fix: Fix;
}

/** Fixes that hold together, and the text that they make. */
export interface Round {
  readonly taken: readonly Taken[];
  readonly text: string;
}

/**
 * Applies the preferred fixes of a document's open findings until none is left. Gives the new text and what was
 * applied.
 */
export function fixAll(
  document: Document,
  context: FixContext,
  chosen: (finding: Finding) => boolean = () => true,
): { text: string; applied: Fix[] } {
  const rounds = [...fixRounds(document, context, chosen, PREFERRED)];
  const applied = rounds.flatMap(({ taken }) => taken.map(({ fix }) => fix));
  return { text: rounds.at(-1)?.text ?? document.text, applied };
}

/**
 * Takes the best fix of some kinds for each of a document's open findings, in rounds of those that hold together,
 * until none is left. The edits of a round are those of the text that the round before it has made.
 */
export function* fixRounds(
  document: Document,
  context: FixContext,
  chosen: (finding: Finding) => boolean,
  kinds: readonly FixKind[],
): Generator<Round> {
  let { text } = document;
  // Each round has fewer open findings than the one before.
  for (;;) {
    const current = { ...document, text };
    const taken = bestTogether(current, context.scan(current), context, chosen, kinds);
    const edits = taken.flatMap(({ fix }) => fix.edits);
    const next = applyEdits(text, edits);
    if (taken.length === 0 || next === undefined) return;
    text = next;
    yield { taken, text };
  }
}

function overlap({ span: a }: Edit, { span: b }: Edit): boolean {
  return a[0] < b[1] && b[0] < a[1];
}

/** The best fixes that hold together; at least one, if there are any. */
function bestTogether(
  document: Document,
  result: ScanResult,
  context: FixContext,
  chosen: (finding: Finding) => boolean,
  kinds: readonly FixKind[],
): Taken[] {
  const fixes = fixesFor(document, result.findings.filter(chosen), result, context, kinds);
  const edits: Edit[] = [];
  const best = [...fixes].flatMap(([finding, [fix]]) => {
    // What two fixes share, such as a variable, is changed once; the other one has its turn after that.
    if (!fix || fix.edits.some((edit) => edits.some((other) => overlap(edit, other)))) return [];
    edits.push(...fix.edits);
    return { finding, fix, kind: fix.kind, edits: fix.edits };
  });
  let count = best.length;
  while (count > 1 && holding(document, best.slice(0, count), result, context.scan).length < count) {
    count = count >> 1;
  }
  return best.slice(0, count);
}
