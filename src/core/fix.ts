import { lazy } from './lazy.js';
import { licenceNote } from './licences.js';
import type { LicencePlace } from './licences.js';
import { createSettler } from './loose-ends.js';
import type { Settler } from './loose-ends.js';
import { alternativesFor, replacementEdits } from './replace.js';
import type { Say } from './say.js';
import { applyEdits, composeEdits, lineBreakOf, removalEdits } from './text/edits.js';
import { lineStartAt } from './text/lines.js';
import { tidyRemoval } from './text/tidy.js';
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
import { bestTogether } from './together.js';
import type { Taken } from './together.js';
import { asksForFix, holding, makesRepeats } from './verify.js';
import type { Reader } from './verify.js';

/** What the fixer needs of the engine. */
export interface FixContext extends Reader {
  readonly commentOf: (format: string) => CommentStyle | undefined;
  /** The names in a document of a format, where the format has any. */
  readonly namesIn: (document: Document, format: string) => Names | undefined;
  /** The other files that a document of a format is read with, as far as the host has them. */
  readonly linked: (document: Document, format: string) => readonly Document[];
  /** The licence settings in a document of a format, and in the files that it reads. */
  readonly licencesIn: (document: Document, format: string) => readonly LicencePlace[];
  /** The language of titles. */
  readonly say: Say;
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
  /** The name that a replacement puts in the place of the finding's. */
  readonly gives?: string;
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
  const settle = createSettler(
    document,
    (each) => (format === undefined ? undefined : context.namesIn(each, format)),
    () => (format === undefined ? [] : context.linked(document, format)),
  );
  const licences = lazy(() => (format === undefined ? [] : context.licencesIn(document, format)));
  const fixes = new Map<Finding, Fix[]>(findings.map((finding) => [finding, []]));
  const proposed = findings
    .filter(
      (finding) => finding.path === document.path && finding.advice === undefined && asksForFix(finding),
    )
    .map((finding) => ({
      finding,
      proposals: proposalsFor(document, finding, format, context, settle, kinds),
    }));
  const most = Math.max(0, ...proposed.map(({ proposals }) => proposals.length));
  for (let index = 0; index < most; index++) {
    const trials = proposed.flatMap(({ finding, proposals }) => {
      const proposal = proposals[index];
      const offered = fixes.get(finding)?.filter(({ kind }) => kind === 'replace').length ?? 0;
      if (!proposal || (proposal.kind === 'replace' && offered >= MAX_ALTERNATIVES)) return [];
      return { ...proposal, finding };
    });
    for (const { finding, kind, title, edits, note: own } of holding(document, trials, before, context)) {
      const list = fixes.get(finding) ?? [];
      const left = kind === 'suppress' ? undefined : licenceNote(licences(), edits, before.findings);
      const note = left === undefined ? own : [own, left].filter((words) => words !== undefined).join(' ');
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
  format: string | undefined,
  context: FixContext,
  settle: Settler,
  kinds: readonly FixKind[],
): Proposal[] {
  const { reference } = finding;
  const { text } = document;
  const { say } = context;
  const { unit, uninstall } = reference;
  const proposals: Proposal[] = [];
  const removal = lazy(() => {
    const settled = unit && settle(removalEdits(text, unit));
    return (
      settled && { ...settled, edits: tidyRemoval(text, settled.edits, context.commentOf(finding.format)) }
    );
  });
  for (const { use } of alternativesFor(finding, context.replacements)) {
    const edits = replacementEdits(text, reference, use);
    const changed = edits && applyEdits(text, edits);
    if (!edits || changed === undefined) continue;
    if (!makesRepeats(document, changed, [{ finding, gives: use.name }], format, context)) {
      const title = say('Replace with {0}', use.title);
      proposals.push({ kind: 'replace', title, edits, note: use.note, gives: use.name });
      continue;
    }
    const instead = removal();
    if (!unit || !instead) continue;
    const title = say('Remove the {0}, since {1} is there already', say(unit.what), use.title);
    const note = [instead.note, use.note].filter((words) => words !== undefined).join(' ');
    proposals.push({ kind: 'replace', title, edits: instead.edits, ...(note === '' ? {} : { note }) });
  }
  if (uninstall) proposals.push({ kind: 'uninstall', title: say('Turn into a removal'), edits: uninstall });
  const removed = kinds.includes('remove') ? removal() : undefined;
  if (unit && removed)
    proposals.push({ kind: 'remove', title: say('Remove the {0}', say(unit.what)), ...removed });
  const suppress = suppressionEdits(document, finding, { reason: 'to be stated' }, context);
  if (suppress) proposals.push({ kind: 'suppress', title: say('Suppress with a reason'), edits: suppress });
  return proposals.filter(({ kind }) => kinds.includes(kind));
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
  const anchor = finding.reference.unit?.span[0] ?? finding.span[0];
  const at = statementStart(text, lineStartAt(text, Math.min(anchor, finding.span[0])));
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

/** The first of the lines that go on in the one that starts at an offset. */
function statementStart(text: string, line: number): number {
  let start = line;
  while (start > 0) {
    const above = lineStartAt(text, start - 1);
    if (!/[\\`]\s*$/.test(text.slice(above, start))) break;
    start = above;
  }
  return start;
}

function clean(words: string): string {
  return words.replace(/["\r\n]+/g, ' ').trim();
}

/** Fixes that hold together, and the text that they make. */
export interface Round {
  readonly taken: readonly Taken[];
  readonly text: string;
}

/** A document after all fixes. */
export interface FixedAll {
  readonly text: string;
  /** What makes the text of the document's in one step. */
  readonly edits: readonly Edit[];
  readonly applied: readonly Fix[];
}

/** Applies the preferred fixes of a document's open findings until none is left. */
export function fixAll(
  document: Document,
  context: FixContext,
  chosen: (finding: Finding) => boolean = () => true,
): FixedAll {
  const rounds = [...fixRounds(document, context, chosen, PREFERRED)].map(({ taken, text }) => ({
    text,
    fixes: taken.map(({ fix }) => fix),
  }));
  const edits = rounds.reduce<readonly Edit[]>(
    (all, { fixes }) =>
      composeEdits(
        all,
        fixes.flatMap((fix) => fix.edits),
      ),
    [],
  );
  return { text: rounds.at(-1)?.text ?? document.text, edits, applied: rounds.flatMap(({ fixes }) => fixes) };
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
    const result = context.scan(current);
    const fixes = fixesFor(current, result.findings.filter(chosen), result, context, kinds);
    const taken = bestTogether(current, fixes, result, context);
    const edits = taken.flatMap(({ fix }) => fix.edits);
    const next = applyEdits(text, edits);
    if (taken.length === 0 || next === undefined) return;
    text = next;
    yield { taken, text };
  }
}
