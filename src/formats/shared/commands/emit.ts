import { parseUrl } from '../../../core/text/url.js';
import type { Edit, Intent, ReferenceType, Span, Unit } from '../../../core/types.js';
import {
  commandReference,
  configReference,
  fileReference,
  imageReference,
  isInstallerName,
  packageReference,
  serviceReference,
  typedReference,
  urlReference,
} from '../references.js';
import type { Placement } from '../references.js';
import { siblingsIn } from '../siblings.js';
import { specOf } from './specs.js';
import { splitWord, subWord } from './words.js';
import type { CommandContext, CommandSink, Word } from './words.js';

/** One command: its program, what it is called with, and where its references go. */
export interface Call {
  readonly program: Word;
  /** Base name of the program in lower case, without `.exe`. */
  readonly name: string;
  readonly args: readonly Word[];
  readonly at: CommandContext;
  readonly sink: CommandSink;
  /** The arguments in the order of the source, to find what stands beside one. */
  readonly places: () => readonly Place[];
  /** Reads an inner command, such as the one that `sudo` runs. */
  readonly read: (words: readonly Word[], at: CommandContext, sink: CommandSink) => void;
}

/** Where an argument stands, and whether it goes on with a list. */
export interface Place {
  readonly span: Span;
  readonly more: boolean;
}

/** Understands the calls of one family of programs. */
export type Handler = (call: Call) => void;

/** What stands around a reference among the arguments of a command. */
export interface Surroundings {
  /** How many things of the same sort the command names. */
  readonly count?: number;
  readonly uninstall?: readonly Edit[] | undefined;
  readonly what?: string;
  /** The command makes the thing, so that its name is its own. */
  readonly defines?: boolean;
}

const UNKNOWN = /\$\{[^}]*\}|\$\([^)]*\)|`[^`]*`|\$\w+|\$[@*#?]|%\w+%/g;

/** True if nothing of the word is known before the script runs. */
export function isUnknown(word: Word): boolean {
  return word.dynamic === true && !/[\p{L}\p{N}]/u.test(word.text.slice(0, 512).replace(UNKNOWN, ''));
}

/** The placement of a word in its command; a word among others is a unit of its own. */
export function placed(call: Call, word: Word, intent: Intent, around: Surroundings = {}): Placement {
  const { count = 1, uninstall, what = 'argument', defines } = around;
  const unit =
    word.item ?? (count > 1 && call.at.unit ? argumentUnit(call, word, what, count) : call.at.unit);
  return {
    span: word.span,
    intent,
    unit,
    uses: word.uses,
    uninstall: count === 1 && !word.item ? uninstall : undefined,
    defines,
  };
}

function argumentUnit(call: Call, word: Word, what: string, count: number): Unit {
  const span = word.argument ?? word.span;
  const places = call.places();
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle]?.span[0] ?? 0) < span[0]) low = middle + 1;
    else high = middle;
  }
  const before = places[low - 1]?.span ?? call.program.argument ?? call.program.span;
  const next = places[low + 1];
  const opensList = places[low]?.more === false && next?.more === true;
  const cut: Span = opensList
    ? [span[0], next.span[0]]
    : [before[1] <= span[0] ? before[1] : span[0], span[1]];
  return { span, what, remove: [{ span: cut, text: '' }], among: siblingsIn(call.args, count) };
}

/** The places of words, in order and each once. */
export function placesOf(words: readonly Word[]): Place[] {
  const places = words.map((word) => ({ span: word.argument ?? word.span, more: word.more === true }));
  places.sort((a, b) => a.span[0] - b.span[0]);
  return places.filter(({ span }, index) => span[0] !== places[index - 1]?.span[0]);
}

/** The intent of a call that only looks when it is a condition. */
export function unlessCondition(call: Call, intent: Intent): Intent {
  return call.at.condition && intent === 'use' ? 'detect' : intent;
}

/** A package, a package file or the URL of one, as the managers of distributions take them. */
export function emitPackage(
  call: Call,
  type: ReferenceType,
  word: Word,
  intent: Intent,
  around: Surroundings = {},
): void {
  if (isUnknown(word)) {
    call.sink.skip(word.argument ?? word.span, 'unresolved-variable');
    return;
  }
  const at = placed(call, word, intent, { what: 'package argument', ...around });
  if (parseUrl(word.text)) {
    call.sink.reference(urlReference(word.text, at));
    return;
  }
  const isFile = isInstallerName(word.text) || /^[.~]?\.?\//.test(word.text);
  if (isFile && type !== 'npm' && type !== 'composer') {
    call.sink.reference(
      fileReference(word.text, { ...at, uninstall: fileUninstall(type, word, at.uninstall) }),
    );
    return;
  }
  const { name, version } = specOf(type, word);
  if (!/[\p{L}\p{N}]/u.test(name.text)) return;
  call.sink.reference(
    packageReference(
      type,
      {
        name: name.text,
        ...(version
          ? { version: version.text, parts: [{ role: 'version' as const, span: version.span }] }
          : {}),
      },
      { ...at, span: name.span, uses: name.uses },
    ),
  );
}

/** Packages that one command names, each of which can go by itself. */
export function emitPackages(
  call: Call,
  type: ReferenceType,
  words: readonly Word[],
  intent: Intent,
  uninstall?: readonly Edit[],
): void {
  for (const word of words) emitPackage(call, type, word, intent, { count: words.length, uninstall });
}

/** How the name of a package begins the name of its file, by type; what follows is its version. */
const PACKAGE_FILE: Partial<Record<ReferenceType, RegExp>> = {
  // https://www.debian.org/doc/debian-policy/ch-controlfields.html#source
  deb: /^([a-z0-9][a-z0-9+.-]+)_[^/]*\.deb$/,
  // https://rpm-packaging-guide.github.io/#what-is-a-nevra
  rpm: /^([A-Za-z0-9][\w+.]*(?:-[A-Za-z][\w+.]*)*)-(?:\d|\*)[^/]*\.rpm$/,
};

/** A manager removes by name what it installs from a file. */
function fileUninstall(
  type: ReferenceType,
  word: Word,
  uninstall: readonly Edit[] | undefined,
): Edit[] | undefined {
  const file = word.text.slice(word.text.lastIndexOf('/') + 1);
  const name = PACKAGE_FILE[type]?.exec(file)?.[1];
  if (!uninstall || word.uses || word.dynamic === true || name === undefined) return undefined;
  return [...uninstall, { span: word.span, text: name }];
}

/** A container image. */
export function emitImage(call: Call, word: Word, intent: Intent, around: Surroundings = {}): void {
  if (isUnknown(word)) {
    call.sink.skip(word.argument ?? word.span, 'unresolved-variable');
    return;
  }
  call.sink.reference(
    imageReference(word.text, placed(call, word, intent, { what: 'image argument', ...around })),
  );
}

/** A service of the init system, or of Windows where the context says so. */
export function emitService(call: Call, word: Word, intent: Intent, around: Surroundings = {}): void {
  if (isUnknown(word)) {
    call.sink.skip(word.argument ?? word.span, 'unresolved-variable');
    return;
  }
  call.sink.reference(
    serviceReference(
      call.at.windows ? 'windows-service' : 'systemd',
      word.text,
      placed(call, word, intent, { what: 'service argument', ...around }),
    ),
  );
}

/** A running process by name. */
export function emitProcess(call: Call, word: Word, intent: Intent, around: Surroundings = {}): void {
  if (isUnknown(word)) return;
  call.sink.reference(
    commandReference(
      word.text,
      placed(call, word, intent, { what: 'process argument', ...around }),
      'process',
    ),
  );
}

/** The program that a command runs. */
export function emitProgram(call: Call, word: Word, intent: Intent): void {
  if (isUnknown(word)) return;
  call.sink.reference(commandReference(word.text, placed(call, word, intent)));
}

/** A file or URL if the word looks like one: a URL, a path with a slash, an installer. False if it does not. */
export function emitPlace(call: Call, word: Word, intent: Intent, around: Surroundings = {}): boolean {
  const { text } = word;
  if (text.length > 2048 || /[\r\n]/.test(text) || isUnknown(word)) return false;
  const at = placed(call, word, intent, { what: 'path argument', ...around });
  if (parseUrl(text)) {
    call.sink.reference(urlReference(text, at));
    return true;
  }
  if (REGISTRY_KEY.test(text)) {
    call.sink.reference(typedReference('config', 'registry-key', text, at));
    return true;
  }
  if (!isInstallerName(text) && !isPath(text)) return false;
  call.sink.reference(fileReference(text, at));
  return true;
}

/**
 * Reads the operands of a command that brings things to the last of them: one that is brought can go if others are.
 * @param list True where each is a thing of its own, so that any of them can go.
 */
export function emitPlaces(call: Call, operands: readonly Word[], intent: Intent, list: boolean): void {
  const others = operands.length - 1;
  operands.forEach((word, index) => {
    const count = list ? operands.length : index < others ? others : 1;
    emitPlace(call, word, intent, { count });
  });
}

const REGISTRY_KEY = /^(?:registry::)?(?:hk(?:lm|cu|cr|u|cc)|hkey_\w+):?\\/i;

/** True for texts that name a file by a path. */
export function isPath(text: string): boolean {
  return /^(?:~?\/|\.{1,2}[\\/]|[a-z]:[\\/]|\\\\|%[\w()]+%\\|\$[\w:{}()]+[\\/])|^[\w.@$*{}-]+[\\/][\w.@$*{}\\/-]*$/i.test(
    text,
  );
}

const ASSIGNMENT = /^([A-Z][A-Z0-9_]{2,}|\/[A-Za-z]\w{2,})=/;

/** A `KEY=VALUE` word, or a `/KEY=VALUE` switch of a set-up program: the key is a setting, its value a place if it looks like one. False if it is none. */
export function emitSetting(call: Call, word: Word, intent: Intent): boolean {
  const key = ASSIGNMENT.exec(word.text)?.[1];
  if (key === undefined) return false;
  const name = subWord(word, key.startsWith('/') ? 1 : 0, key.length);
  call.sink.reference(configReference('config-key', name.text, placed(call, name, intent)));
  if (word.text.length > key.length + 1) {
    for (const part of splitWord(subWord(word, key.length + 1), /:(?=\/)(?!\/\/)/g)) {
      emitPlace(call, part, intent);
    }
  }
  return true;
}

/** The edit that writes another verb in place of one that stands in the command itself. */
export function verbEdit(verb: Word | undefined, text: string | undefined): Edit[] | undefined {
  if (!verb || text === undefined || verb.uses) return undefined;
  return [{ span: verb.span, text }];
}

/** A program by the name under which the system lists it; wildcards around it are left out. */
export function emitProduct(call: Call, word: Word, intent: Intent, around: Surroundings = {}): void {
  if (isUnknown(word)) return;
  const start = /^[*%^\s.]*/.exec(word.text)?.[0].length ?? 0;
  let end = word.text.length;
  while (end > start && /[*%$\s.]/.test(word.text[end - 1] ?? '')) end--;
  if (end - start < 3) return;
  const name = subWord(word, start, end);
  call.sink.reference(typedReference('app-id', 'msi-product', name.text, placed(call, name, intent, around)));
}
