import { lazy } from './lazy.js';
import { applyEdits, composeEdits, removalEdits } from './text/edits.js';
import { lineOf, lineStarts } from './text/lines.js';
import type { Document, Edit, NamedPlace, Names } from './types.js';

/** A change with what it leaves to a person, if anything. */
export interface Settled {
  readonly edits: readonly Edit[];
  readonly note?: string;
}

/** Ties up what a removal would leave loose in its file. */
export type Settler = (edits: readonly Edit[]) => Settled;

/** A place with what tells its name from others. */
interface Keyed extends NamedPlace {
  readonly key: string;
}

/** The names of a file, ready to be compared with those of its changed text many times over. */
export interface KeyedNames {
  readonly given: readonly Keyed[];
  readonly used: readonly Keyed[];
}

/** Another file that the document is read with, and the names that it uses. */
interface Linked extends Pick<Document, 'path' | 'text'> {
  readonly used: readonly Keyed[];
}

/** More of them are no list that a person reads. */
const MAX_LISTED = 4;
const MAX_TAKEN = 50;

/**
 * Makes the settler of a document: what uses a name that a change takes away goes with it where it can go whole,
 * and else is told, as is what nothing uses any more.
 * @param namesIn Reads the names in a text of the document; undefined where its format has none.
 * @param linked The other files that the document is read with, whose uses are told.
 */
export function createSettler(
  document: Document,
  namesIn: (document: Document) => Names | undefined,
  linked: () => readonly Document[] = () => [],
): Settler {
  const readNames = (each: Document): KeyedNames | undefined => {
    const names = namesIn(each);
    return names && keyed(names);
  };
  const elsewhere = lazy(() =>
    linked().map((each) => ({ path: each.path, text: each.text, used: readNames(each)?.used ?? [] })),
  );
  const read = lazy(() => {
    const names = readNames(document) ?? { given: [], used: [] };
    return { names, telling: tellingOf(names) };
  });
  // Several findings share a unit.
  const settled = new Map<string, Settled>();
  return (edits) => {
    const { names, telling } = read();
    if (!telling.some(({ span }) => edits.some((edit) => holds(edit, span)))) return { edits };
    const key = JSON.stringify(edits);
    const done = settled.get(key) ?? settle(document, edits, names, readNames, elsewhere);
    settled.set(key, done);
    return done;
  };
}

/** The names of a file with what tells each from the others. */
export function keyed({ given, used }: Names): KeyedNames {
  const withKey = (place: NamedPlace): Keyed => ({ ...place, key: `${place.what} ${place.name}` });
  return { given: given.map(withKey), used: used.map(withKey) };
}

/** The places whose going can leave something loose: a name's own, and the uses of what does nothing without. */
function tellingOf({ given, used }: KeyedNames): Keyed[] {
  const passive = new Set(given.filter((place) => place.passive).map(({ key }) => key));
  return [...given, ...used.filter((place) => passive.has(place.key))];
}

function holds({ span: [start, end] }: Edit, span: NamedPlace['span']): boolean {
  return span[0] >= start && span[1] <= end && start < end;
}

function settle(
  document: Document,
  edits: readonly Edit[],
  before: KeyedNames,
  readNames: (document: Document) => KeyedNames | undefined,
  elsewhere: () => readonly Linked[],
): Settled {
  let current = edits;
  for (let round = 0; ; round++) {
    const text = applyEdits(document.text, current);
    if (text === undefined) return { edits };
    const after = round === 0 ? without(before, edits) : readNames({ ...document, text });
    if (!after) return { edits };
    const gone = missing(before.given, after.given);
    const goneKeys = new Set(gone.map(({ key }) => key));
    const dangling = after.used.filter((place) => goneKeys.has(place.key));
    const next = round <= MAX_TAKEN ? dangling.find(({ unit }) => unit) : undefined;
    if (!next?.unit) {
      const far = gone.some(({ elsewhere }) => elsewhere !== undefined) ? usesIn(elsewhere(), goneKeys) : [];
      const note = noteOf(document, text, { before, after, gone, edits: current, own: edits, far });
      return { edits: current, ...(note === '' ? {} : { note }) };
    }
    // How it goes, and what goes with it, depends on what is left beside it.
    if (round > 0) current = composeEdits(current, removalEdits(text, next.unit));
  }
}

/** Names as some edits leave them, at the places that they had before. */
function without({ given, used }: KeyedNames, edits: readonly Edit[]): KeyedNames {
  const stays = ({ span }: NamedPlace): boolean => !edits.some((edit) => holds(edit, span));
  return { given: given.filter(stays), used: used.filter(stays) };
}

interface Outcome {
  readonly before: KeyedNames;
  readonly after: KeyedNames;
  readonly gone: readonly Keyed[];
  readonly edits: readonly Edit[];
  readonly own: readonly Edit[];
  /** Uses in other files, in words. */
  readonly far: readonly string[];
}

/** Where other files use some names, a phrase for each of them: `resource a.b (line 3) in outputs.tf`. */
function usesIn(files: readonly Linked[], keys: ReadonlySet<string>): string[] {
  return files.flatMap(({ path, text, used }) => {
    const uses = used.filter((place) => keys.has(place.key));
    return uses.length === 0 ? [] : [`${linesOf(uses, text)} in ${path}`];
  });
}

function noteOf(document: Document, text: string, outcome: Outcome): string {
  const { before, after, gone, edits, own, far } = outcome;
  const goneKeys = new Set(gone.map(({ key }) => key));
  const uses = before.used.filter(
    (place) => goneKeys.has(place.key) && !own.some((edit) => holds(edit, place.span)),
  );
  const stays = ({ span }: NamedPlace): boolean => !edits.some((edit) => holds(edit, span));
  const words: string[] = [];
  const taken = uses.filter((place) => !stays(place));
  if (taken.length > 0) words.push(`takes the uses of ${linesOf(taken, document.text)} with it`);
  const loose = uses.filter(stays);
  if (loose.length > 0) words.push(`still used: ${linesOf(loose, document.text)}`);
  if (far.length > 0) words.push(`still used: ${far.join(', ')}`);
  const idle = idleIn(before, after);
  if (idle.length > 0) words.push(`used no more: ${list(idle.map(({ key }) => key))}`);
  const ended = gone.find(({ what, needed }) => needed && !after.given.some((each) => each.what === what));
  if (ended) words.push(`no ${ended.what} is left in the file`);
  const shared = gone.filter(({ elsewhere }) => elsewhere !== undefined);
  if (shared[0]) words.push(`${shared[0].elsewhere ?? ''} may use ${list(shared.map(({ key }) => key))}`);
  if (!/\S/.test(text)) words.push('nothing is left in the file');
  return sentence(words.join('; '));
}

/** What does nothing any more, since the last use of it has gone. */
export function idleIn(before: KeyedNames, after: KeyedNames): Keyed[] {
  const usedBefore = new Set(before.used.map(({ key }) => key));
  const usedAfter = new Set(after.used.map(({ key }) => key));
  return after.given.filter(
    (place) => place.passive && usedBefore.has(place.key) && !usedAfter.has(place.key),
  );
}

/** The first places whose names the second ones do not give. */
function missing(first: readonly Keyed[], second: readonly Keyed[]): Keyed[] {
  const kept = new Set(second.map(({ key }) => key));
  return first.filter((place) => !kept.has(place.key));
}

/** Names with the lines, counted from 1, in which they stand: `service av (lines 5 and 9)`. */
function linesOf(places: readonly Keyed[], text: string): string {
  const starts = lineStarts(text);
  const byKey = new Map<string, Set<number>>();
  for (const place of places) {
    const { key } = place;
    byKey.set(key, (byKey.get(key) ?? new Set()).add(lineOf(starts, place.span[0]) + 1));
  }
  return list(
    [...byKey].map(
      ([key, lines]) =>
        `${key} (${lines.size === 1 ? 'line' : 'lines'} ${list([...lines].sort((a, b) => a - b).map(String))})`,
    ),
  );
}

function list(words: readonly string[]): string {
  const distinct = [...new Set(words)];
  const more = distinct.length - MAX_LISTED;
  const shown = distinct.slice(0, MAX_LISTED).join(', ');
  return more > 0 ? `${shown} and ${more} more` : shown;
}

function sentence(words: string): string {
  return words === '' ? '' : `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}
