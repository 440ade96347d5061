import type { Edit, Part, ReferenceType, Sink, Span } from '../../../core/types.js';
import { baseName } from '../../../core/text/url.js';
import { spanIn, splitWord, subWord } from '../commands/words.js';
import type { Word } from '../commands/words.js';
import {
  commandReference,
  fileReference,
  imageReference,
  isInstallerName,
  packageReference,
  serviceReference,
  typedReference,
  urlReference,
} from '../references.js';
import type { Placement } from '../references.js';
import { emitAssignment, emitImage, emitText, emitValue, isUnknownText, placement } from '../yaml-emit.js';
import type { Around } from '../yaml-emit.js';
import type { Parameter } from './model.js';

/** The circumstances of what a parameter names. */
export interface Naming extends Around {
  readonly uninstall?: readonly Edit[] | undefined;
  /** The construct only sees to files, so that an installer that it deletes was left over. */
  readonly tidies?: boolean;
  /** A package's version, where it is written apart from the name. */
  readonly version?: { readonly text: string; readonly part: Part } | undefined;
  /** An image's tag, where it is written apart from the name. */
  readonly tag?: Word | undefined;
  /** Further places of the file that name the same thing, and have to change with it. */
  readonly repeats?: readonly Span[] | undefined;
}

/** Reports the one thing that a parameter names by a text that is known. */
export function reportNamed(
  { as, type }: Pick<Parameter, 'as' | 'type'>,
  word: Word,
  naming: Naming,
  sink: Sink,
): void {
  const { text } = word;
  if (text === '' || /[\r\n]/.test(text)) return;
  const at = (part: Word): Placement => ({ ...placement(part, naming), uninstall: naming.uninstall });
  if (as === 'package') reportPackages(type ?? 'os', word, at, naming, sink);
  else if (as === 'service') {
    sink.reference(serviceReference(type === 'windows-service' ? type : 'systemd', text, at(word)));
  } else if (as === 'image' && naming.tag) {
    const { tag } = naming;
    const parts: Part[] = [
      { role: 'repository', span: word.span },
      { role: 'tag', span: tag.span },
    ];
    sink.reference({ ...imageReference(`${text}:${tag.text}`, at(word)), parts });
  } else if (as === 'image') emitImage(withUninstall(sink, naming.uninstall), word, naming);
  else if (as === 'role') sink.reference(typedReference('module', 'ansible-role', text, at(word)));
  else if (as === 'process') sink.reference(commandReference(text, at(word)));
  else if (as === 'typed' && type && type !== 'os' && type !== 'url' && type !== 'value') {
    sink.reference(typedReference(type === 'helm' ? 'package' : 'config', type, text, at(word)));
  } else if (as === 'url') reportUrl(word, at, naming, sink);
  else reportPlace(word, at, naming.tidies === true, sink);
}

/** A file that has the name of what is put there, or is an installer just as that is, was told already. */
export function isCopy(word: Word, sources: readonly Word[]): boolean {
  const name = baseName(word.text);
  return sources.some(
    ({ text }) => baseName(text) === name || (isInstallerName(text) && isInstallerName(name)),
  );
}

function withUninstall(sink: Sink, uninstall: readonly Edit[] | undefined): Sink {
  if (!uninstall) return sink;
  return {
    ...sink,
    reference: (reference) => {
      sink.reference({ ...reference, uninstall });
    },
  };
}

/**
 * A text without a variable that it begins with and of which nothing is known: the path or name behind it. An
 * installer's name goes without its slash.
 */
export function knownTail(word: Word): Word {
  const lead = /^(?:\{\{[^{}]*\}\}|\$\{[^}]*\})+/.exec(word.text)?.[0].length ?? 0;
  if (lead === 0) return word;
  const slash = /^[\\/](?=[^\\/]+$)/.test(word.text.slice(lead)) ? 1 : 0;
  return subWord(word, lead + slash);
}

/** Places for things that are on their way, whatever they are called. */
const SCRATCH = /^(?:(?:\/var)?\/tmp\/|[a-z]:[\\/](?:windows[\\/])?te?mp[\\/])/i;

/** A deleted installer was there to be run: tidying up takes nothing from the machine. */
function reportPlace(word: Word, at: (part: Word) => Placement, tidies: boolean, sink: Sink): void {
  const known = /^[a-z]+:\/\//i.test(word.text) ? word : knownTail(word);
  const { text } = known;
  if (text === '' || isUnknownText(text) || (SCRATCH.test(text) && !isInstallerName(text))) return;
  const placed = at(known);
  const leftover = tidies && placed.intent === 'remove' && isInstallerName(text);
  const own = leftover ? { ...placed, intent: 'mention' as const } : placed;
  if (/^[a-z]+:\/\//i.test(text)) sink.reference(urlReference(text, own));
  else sink.reference(fileReference(text, own));
}

const ADDRESS = /[a-z][a-z0-9+.-]*:\/\/[^\s"'<>]+/gi;

/** The addresses in a text, such as a line of `sources.list`, or whatever else the value is. */
function reportUrl(word: Word, at: (part: Word) => Placement, around: Around, sink: Sink): void {
  const known = knownTail(word);
  const addresses = [...known.text.matchAll(ADDRESS)];
  for (const match of addresses) {
    const part = subWord(known, match.index, match.index + match[0].length);
    sink.reference(urlReference(part.text, addresses.length === 1 ? at(part) : placement(part, around)));
  }
  if (addresses.length === 0 && known.text !== '') emitValue(sink, known, 'url', around);
}

function reportPackages(
  type: ReferenceType,
  word: Word,
  at: (part: Word) => Placement,
  naming: Naming,
  sink: Sink,
): void {
  const names = splitWord(word, /[,\s]+/g);
  const alone = names.length === 1;
  for (const part of names) {
    const place = at(part);
    if (alone) reportPackage(type, part, place, naming, sink);
    else reportPackage(type, part, { ...place, uninstall: undefined, unit: undefined }, {}, sink);
  }
}

/** A name with a version or, of a distribution's package, a release. */
const VERSION = /^([^=<>~!]+?)(?:[=<>~!]=?=?|-(?=\d+\.))(.+)$/;
const SYSTEM_VERSION = /^([^=<>~!/]+?)(?:[=<>~!]=?=?|-(?=\d+\.)|\/)(.+)$/;
const SYSTEM_TYPES: readonly ReferenceType[] = ['os', 'deb', 'rpm', 'apk', 'alpm'];

function reportPackage(
  type: ReferenceType,
  word: Word,
  at: Placement,
  { version: apart, repeats = [] }: Naming,
  sink: Sink,
): void {
  const { text } = word;
  if (/^[a-z]+:\/\//i.test(text)) {
    sink.reference(urlReference(text, { ...at, uninstall: undefined }));
    return;
  }
  const known = knownTail(word);
  const ofSystem = SYSTEM_TYPES.includes(type);
  if (ofSystem && (isInstallerName(known.text) || /^[\\/]|^~|\/.*\//.test(known.text))) {
    if (isUnknownText(known.text)) return;
    const placed = { ...at, span: known.span, uninstall: undefined };
    sink.reference(fileReference(known.text, placed));
    return;
  }
  const split = (ofSystem ? SYSTEM_VERSION : VERSION).exec(text);
  const name = split?.[1] ?? text;
  const version = split?.[2] ?? apart?.text;
  const span: Span = spanIn(word, 0, name.length);
  const behind = spanIn(word, text.length - (split?.[2]?.length ?? 0), text.length);
  const own: Part | undefined = split && behind[0] > span[1] ? { role: 'version', span: behind } : undefined;
  const written = split ? own : apart?.part;
  const parts = [
    ...(written ? [written] : []),
    ...repeats.map((place): Part => ({ role: 'name', span: place })),
  ];
  const uses = repeats.length > 0 ? [...(at.uses ?? []), ...repeats] : at.uses;
  const spec = { name, version, parts: parts.length > 0 ? parts : undefined };
  sink.reference(packageReference(type, spec, { ...at, span, uses }));
}

const LINE = /[^\r\n]+/g;
const NOWHERE = /^\s*(?:0\.0\.0\.0|127\.\d+\.\d+\.\d+|::1?)\s/;

/**
 * The text of a file: a script, or settings line by line. What a hosts file sends nowhere is blocked.
 * @param target The path of the file, or as much of it as is known.
 */
export function reportContent(word: Word, target: string, around: Around, sink: Sink): void {
  if (/\.sh\b/.test(target) || word.text.startsWith('#!')) emitText(sink, 'shell', word, around);
  else if (/\.ps1\b/.test(target)) emitText(sink, 'powershell', word, around);
  else {
    for (const match of word.text.matchAll(LINE)) {
      if (/^\s*[#;]/.test(match[0])) continue;
      const own = NOWHERE.test(match[0]) ? { ...around, intent: 'remove' as const } : around;
      const start = match.index + (match[0].length - match[0].trimStart().length);
      const line = subWord(word, start, match.index + match[0].trimEnd().length);
      if (line.text !== '' && !emitAssignment(sink, line, own)) emitValue(sink, line, '', own);
    }
  }
}
