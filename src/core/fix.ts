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
  Replacement,
  ScanResult,
} from './types.js';
import { asksForFix, holding } from './verify.js';

/** What the fixer needs of the engine. */
export interface FixContext {
  readonly scan: (document: Document) => ScanResult;
  readonly commentOf: (format: string) => CommentStyle | undefined;
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
 */
export function fixesFor(
  document: Document,
  findings: readonly Finding[],
  before: ScanResult,
  context: FixContext,
): Map<Finding, Fix[]> {
  const fixes = new Map<Finding, Fix[]>(findings.map((finding) => [finding, []]));
  const proposed = findings
    .filter(
      (finding) => finding.path === document.path && finding.advice === undefined && asksForFix(finding),
    )
    .map((finding) => ({ finding, proposals: proposalsFor(document, finding, context) }));
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

function proposalsFor(document: Document, finding: Finding, context: FixContext): Proposal[] {
  const { reference } = finding;
  const { text } = document;
  const proposals: Proposal[] = [];
  const propose = (kind: FixKind, title: string, edits: readonly Edit[] | undefined, note?: string): void => {
    if (edits) proposals.push({ kind, title, edits, note });
  };
  for (const { use } of alternativesFor(finding, context.replacements)) {
    propose('replace', `Replace with ${use.title}`, replacementEdits(text, reference, use), use.note);
  }
  propose('uninstall', 'Turn into a removal', reference.uninstall);
  if (reference.unit) {
    propose('remove', `Remove the ${reference.unit.what}`, removalEdits(text, reference.unit));
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

/**
 * Applies the preferred fixes of a document's open findings until none is left. Gives the new text and what was
 * applied.
 */
export function fixAll(
  document: Document,
  context: FixContext,
  chosen: (finding: Finding) => boolean = () => true,
): { text: string; applied: Fix[] } {
  const applied: Fix[] = [];
  let { text } = document;
  // Each round has fewer open findings than the one before.
  for (;;) {
    const current = { ...document, text };
    const result = context.scan(current);
    const fixes = preferredFixes(current, result, context, chosen);
    const next = applyEdits(
      text,
      fixes.flatMap(({ edits }) => edits),
    );
    if (fixes.length === 0 || next === undefined) break;
    applied.push(...fixes);
    text = next;
  }
  return { text, applied };
}

function overlap({ span: a }: Edit, { span: b }: Edit): boolean {
  return a[0] < b[1] && b[0] < a[1];
}

/** Preferred fixes that hold together; at least one, if there are any. */
function preferredFixes(
  document: Document,
  result: ScanResult,
  context: FixContext,
  chosen: (finding: Finding) => boolean,
): Fix[] {
  const fixes = fixesFor(document, result.findings.filter(chosen), result, context);
  const taken: Edit[] = [];
  const preferred = [...fixes].flatMap(([finding, list]) => {
    const fix = list.find((each) => each.preferred);
    // What two fixes share, such as a variable, is changed once; the other one has its turn after that.
    if (!fix || fix.edits.some((edit) => taken.some((other) => overlap(edit, other)))) return [];
    taken.push(...fix.edits);
    return { finding, fix, kind: fix.kind, edits: fix.edits };
  });
  let count = preferred.length;
  while (count > 1 && holding(document, preferred.slice(0, count), result, context.scan).length < count) {
    count = count >> 1;
  }
  return preferred.slice(0, count).map(({ fix }) => fix);
}
