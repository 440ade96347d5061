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

/** What the fixer needs of the engine. */
export interface FixContext {
  scan(document: Document): ScanResult;
  commentOf(format: string): CommentStyle | undefined;
  /** The organisation's, then the shipped ones. */
  readonly replacements: readonly (readonly Replacement[])[];
}

/** Words for an exception that a person is still to give. */
export interface ExceptionWords {
  readonly reason: string;
  readonly owner?: string;
  readonly until?: string;
}

const OPEN = ['prohibited', 'review'];
const MAX_ALTERNATIVES = 4;
const MAX_ROUNDS = 100;

/**
 * The fixes of a finding, best first, each tried in memory: the changed text has no problem that the old one
 * had not, the finding is gone and none has come.
 * @param before The scan of the document that the finding is from.
 */
export function fixesFor(
  document: Document,
  finding: Finding,
  before: ScanResult,
  context: FixContext,
): Fix[] {
  if (finding.path !== document.path || !OPEN.includes(finding.verdict) || finding.suppression) return [];
  const { reference } = finding;
  const { text } = document;
  const tried: Fix[] = [];
  const attempt = (
    kind: FixKind,
    title: string,
    edits: readonly Edit[] | undefined,
    note?: string,
  ): boolean => {
    if (!edits || !holds(document, finding, kind, edits, before, context)) return false;
    const preferred = !tried.some((fix) => fix.preferred) && (kind === 'replace' || kind === 'uninstall');
    tried.push({
      kind,
      title,
      preferred,
      path: document.path,
      edits,
      ...(note === undefined ? {} : { note }),
    });
    return true;
  };
  let offered = 0;
  for (const { use } of alternativesFor(finding, context.replacements)) {
    if (offered === MAX_ALTERNATIVES) break;
    const edits = replacementEdits(text, reference, use);
    if (attempt('replace', `Replace with ${use.title}`, edits, use.note)) offered++;
  }
  if (reference.uninstall) attempt('uninstall', 'Turn into a removal', reference.uninstall);
  if (reference.unit) {
    attempt('remove', `Remove the ${reference.unit.what}`, removalEdits(text, reference.unit));
  }
  const suppress = suppressionEdits(document, finding, { reason: 'to be stated' }, context);
  attempt('suppress', 'Suppress with a reason', suppress);
  return tried;
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
 * Applies the preferred fixes of a document's open findings, one after the other, until none is left.
 * Gives the new text and what was applied.
 */
export function fixAll(
  document: Document,
  context: FixContext,
  chosen: (finding: Finding) => boolean = () => true,
): { text: string; applied: Fix[] } {
  const applied: Fix[] = [];
  let { text } = document;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const current = { ...document, text };
    const result = context.scan(current);
    const fix = firstPreferred(current, result, context, chosen);
    const next = fix && applyEdits(text, fix.edits);
    if (!fix || next === undefined || next === text) break;
    applied.push(fix);
    text = next;
  }
  return { text, applied };
}

function firstPreferred(
  document: Document,
  result: ScanResult,
  context: FixContext,
  chosen: (finding: Finding) => boolean,
): Fix | undefined {
  for (const finding of result.findings) {
    if (!chosen(finding)) continue;
    const fix = fixesFor(document, finding, result, context).find(({ preferred }) => preferred);
    if (fix) return fix;
  }
  return undefined;
}

function holds(
  document: Document,
  finding: Finding,
  kind: FixKind,
  edits: readonly Edit[],
  before: ScanResult,
  context: FixContext,
): boolean {
  const text = applyEdits(document.text, edits);
  if (text === undefined || text === document.text) return false;
  const after = context.scan({ ...document, text });
  if (after.problems.length > before.problems.length || after.notices.length > before.notices.length)
    return false;
  if (kind !== 'remove' && after.format !== before.format && after.format !== undefined) return false;
  const open = tally(before);
  const left = tally(after);
  const key = keyOf(finding);
  if ((left.get(key) ?? 0) >= (open.get(key) ?? 0)) return false;
  return [...left].every(([each, count]) => count <= (open.get(each) ?? 0));
}

function tally(result: ScanResult): Map<string, number> {
  const counts = new Map<string, number>();
  for (const finding of result.findings) {
    if (finding.suppression || !OPEN.includes(finding.verdict)) continue;
    const key = keyOf(finding);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

function keyOf({ entry, reference }: Finding): string {
  return `${entry} ${reference.kind} ${reference.name}`;
}
