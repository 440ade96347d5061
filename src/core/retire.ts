import { fixRounds } from './fix.js';
import type { FixContext } from './fix.js';
import { idleIn, keyed } from './loose-ends.js';
import { applyEdits, editedDocument, composeEdits, removalEdits } from './text/edits.js';
import { tidyRemoval } from './text/tidy.js';
import type { Taken } from './together.js';
import type { Document, Edit, Finding, Fix, FixKind } from './types.js';

/** A part of a plan that can be taken or left by itself. */
export interface PlannedChange {
  readonly kind: FixKind;
  readonly title: string;
  /** What it does away with, in the document as it stands or as earlier changes leave it. */
  readonly findings: readonly Finding[];
  readonly edits: readonly Edit[];
  /** What is left for a person to do. */
  readonly note?: string;
}

/** What takes some products out of a document. */
export interface Plan {
  /** In the order of their places; their edits do not overlap. */
  readonly changes: readonly PlannedChange[];
  /** What would still be there after all of it, in the changed text. */
  readonly left: readonly Finding[];
}

/** More of them are left to a person. */
const MAX_IDLE = 50;

const KINDS: readonly FixKind[] = ['replace', 'uninstall', 'remove'];

/** A change in the making. */
interface Draft {
  readonly taken: (Pick<Taken, 'fix'> & Partial<Taken>)[];
  /** The one that it has become part of. */
  into?: Draft;
}

/**
 * Plans to replace what has an alternative, to turn installs into removals, and to remove the rest, in the edits
 * of the document as it stands. Changes that cannot be told apart are one.
 */
export function planRetirement(
  document: Document,
  context: FixContext,
  chosen: (finding: Finding) => boolean,
): Plan {
  let all: readonly Edit[] = [];
  let { text } = document;
  const owners = new Map<Edit, Draft>();
  for (const round of fixRounds(document, context, chosen, KINDS)) {
    const pieces = round.taken.flatMap((each) => {
      const draft: Draft = { taken: [each] };
      return each.fix.edits.map((edit) => ({ edit, draft }));
    });
    // The last one first, so that those before it keep their places in the text that they are made for.
    pieces.sort((a, b) => a.edit.span[0] - b.edit.span[0] || a.edit.span[1] - b.edit.span[1]).reverse();
    for (const { edit, draft } of pieces) all = take(all, edit, draft, owners);
    ({ text } = round);
  }
  for (let round = 0; round < MAX_IDLE; round++) {
    const fix = idleFix(document, text, context);
    if (!fix) break;
    const draft: Draft = { taken: [{ fix }] };
    for (const edit of [...fix.edits].reverse()) all = take(all, edit, draft, owners);
    text = applyEdits(text, fix.edits) ?? text;
  }
  return {
    changes: changesOf(all, owners),
    left: context.scan({ ...document, text }).findings.filter(chosen),
  };
}

/** The removal of something that the changes so far have left without a use, if it can go whole. */
function idleFix(
  document: Document,
  text: string,
  { commentOf, namesIn, say, scan }: FixContext,
): Fix | undefined {
  const current = { ...document, text };
  const { format, problems } = scan(document);
  if (format === undefined || text === document.text) return undefined;
  const before = namesIn(document, format);
  const after = namesIn(current, format);
  if (!before || !after) return undefined;
  for (const { what, name, unit, elsewhere } of idleIn(keyed(before), keyed(after))) {
    if (!unit || elsewhere !== undefined) continue;
    const edits = tidyRemoval(text, removalEdits(text, unit), commentOf(format));
    const changed = editedDocument(current, edits);
    if (changed === undefined || scan(changed).problems.length > problems.length) continue;
    const title = say('Remove the {0} {1}, which nothing uses any more', say(what), name);
    return { kind: 'remove', title, preferred: false, path: document.path, edits };
  }
  return undefined;
}

/** Puts an edit into the list of all; the changes whose edits it swallows become one with its own. */
function take(all: readonly Edit[], edit: Edit, draft: Draft, owners: Map<Edit, Draft>): readonly Edit[] {
  const next = composeEdits(all, [edit]);
  const kept = new Set(next);
  const known = new Set(all);
  const heir = ownerOf(draft);
  for (const swallowed of all.filter((each) => !kept.has(each))) {
    const old = owners.get(swallowed);
    const owner = old && ownerOf(old);
    if (!owner || owner === heir) continue;
    heir.taken.unshift(...owner.taken);
    owner.into = heir;
  }
  for (const each of next) if (!known.has(each)) owners.set(each, heir);
  return next;
}

function ownerOf(draft: Draft): Draft {
  return draft.into ? ownerOf(draft.into) : draft;
}

function changesOf(all: readonly Edit[], owners: ReadonlyMap<Edit, Draft>): PlannedChange[] {
  const edits = new Map<Draft, Edit[]>();
  for (const edit of all) {
    const draft = owners.get(edit);
    if (!draft) continue;
    const owner = ownerOf(draft);
    edits.set(owner, [...(edits.get(owner) ?? []), edit]);
  }
  return [...edits].map(([{ taken }, own]) => {
    const [first] = taken.map(({ fix }) => fix).sort((a, b) => rank(b) - rank(a));
    const notes = [...new Set(taken.flatMap(({ fix }) => fix.note ?? []))];
    return {
      kind: first?.kind ?? 'remove',
      title: [...new Set(taken.map(({ fix }) => fix.title))].join('; '),
      findings: taken.flatMap(({ finding }) => finding ?? []),
      edits: own,
      ...(notes.length > 0 ? { note: notes.join(' ') } : {}),
    };
  });
}

function rank({ kind }: Fix): number {
  return KINDS.indexOf(kind);
}
