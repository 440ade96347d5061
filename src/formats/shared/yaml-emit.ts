import type { Intent, Part, Reference, Sink, Span, Unit } from '../../core/types.js';
import { parseImage } from '../../core/text/image.js';
import { parseUrl } from '../../core/text/url.js';
import { readCommand } from './commands/read.js';
import { spanIn, subWord, viewOf } from './commands/words.js';
import type { CommandSink, Piece, Word } from './commands/words.js';
import { configReference, imageReference, valueReference } from './references.js';
import type { Placement } from './references.js';
import type { YamlPair } from './yaml-model.js';
import type { ScalarText } from './yaml-read.js';
import { pairUnit } from './yaml-unit.js';

/** The circumstances of a value. */
export interface Around {
  readonly unit?: Unit | undefined;
  /** `use` unless given. */
  readonly intent?: Intent | undefined;
  /** The file that the word lies in, when it is not the scanned one. */
  readonly path?: string | undefined;
  /** The thing is made here, so that its name is its own. */
  readonly defines?: boolean | undefined;
  /** What holds the credentials for an image's registry. */
  readonly credentials?: readonly YamlPair[] | undefined;
}

const VARIABLE =
  /\$\{\{[^{}]*\}\}|\{\{[^{}]*\}\}|\{%[^%]*%\}|\$\{[^}]*\}|\$\([^)]*\)|\$\w+|%\(?\w+\)?[%s]|<[\w .-]+>/g;

/** True if nothing of a text is known before its variables are. */
export function isUnknownText(text: string): boolean {
  return text !== '' && !/[\p{L}\p{N}]/u.test(text.replace(VARIABLE, ''));
}

/** A scalar as a word: in pieces where it reads differently from how it is written. */
export function wordOf({ text, span, view }: ScalarText): Word {
  if (span[1] - span[0] === text.length) return { text, span };
  const pieces: Piece[] = [];
  for (let index = 0; index < view.map.length; index += 2) {
    const at = view.map[index] ?? 0;
    const end = view.map[index + 2] ?? text.length;
    const from = view.map[index + 1] ?? 0;
    if (end > at) pieces.push({ text: text.slice(at, end), span: [from, from + end - at], verbatim: true });
  }
  return { text, span, pieces };
}

/** A sink that passes each place on once, however often aliases lead to it. */
export function distinctSink(sink: Sink): Sink {
  const seen = new Set<string>();
  const isNew = (...key: readonly (string | number)[]): boolean => {
    const text = key.join(' ');
    if (seen.has(text)) return false;
    seen.add(text);
    return true;
  };
  return {
    reference: (reference) => {
      const { kind, path = '', span, type } = reference;
      if (isNew(kind, type, ...span, path)) sink.reference(reference);
    },
    embed: (embedded) => {
      if (isNew('embed', ...embedded.view.map.slice(0, 2), embedded.view.text.length)) sink.embed(embedded);
    },
    skip: (span, reason) => {
      if (isNew('skip', ...span)) sink.skip(span, reason);
    },
    problem: (span, message) => {
      sink.problem(span, message);
    },
  };
}

/** A sink that gives what is used another intent. */
export function intentSink(sink: Sink, intent: Intent): Sink {
  return {
    ...sink,
    reference: (reference) => {
      sink.reference(reference.intent === 'use' ? { ...reference, intent } : reference);
    },
    embed: (embedded) => {
      sink.embed({ ...embedded, intent: embedded.intent ?? intent });
    },
  };
}

/** The placement of a word; what lies in another file has no unit there. */
export function placement(word: Word, { unit, intent, path: around, defines }: Around): Placement {
  const path = word.path ?? around;
  return {
    span: word.span,
    unit: path === undefined ? (word.item ?? unit) : undefined,
    intent: intent ?? 'use',
    path,
    uses: word.uses,
    defines,
  };
}

/**
 * An image written as one text. A registry that is a variable is left out of its name, so that the repository
 * tells; a text of which nothing is known is skipped.
 */
export function emitImage(sink: CommandSink, word: Word, around: Around = {}): void {
  const { text } = word;
  if (text === '' || /[\r\n]/.test(text)) return;
  if (isUnknownText(text)) {
    sink.skip(word.uses?.[0] ?? word.span, 'unresolved-variable');
    return;
  }
  const scheme = /^(?:docker(?:-image)?|oci):\/\//.exec(text)?.[0].length ?? 0;
  const variable = unknownRegistry(text.slice(scheme));
  const name = text.slice(scheme + variable);
  const span: Span = scheme > 0 ? spanIn(word, scheme, text.length) : word.span;
  const parts: Part[] = parseImage(name).parts.map(({ role, span: [start, end] }): Part => ({
    role,
    span: spanIn(word, start + scheme + variable, end + scheme + variable),
  }));
  if (variable > 0) parts.unshift({ role: 'registry', span: spanIn(word, scheme, scheme + variable - 1) });
  const reference = imageReference(name, { ...placement(word, around), span });
  const login = (around.credentials ?? []).map((pair): Part => ({
    role: 'login',
    span: pair.keySpan,
    remove: pairUnit('', pair).remove ?? [],
  }));
  sink.reference({ ...reference, parts: [...(areApart(parts) ? parts : []), ...login] });
}

/** Parts overlap where a variable's value reaches from one into the next; then only the whole can be changed. */
function areApart(parts: readonly Part[]): boolean {
  return parts.every(({ span }, index) => index === 0 || span[0] >= (parts[index - 1]?.span[1] ?? 0));
}

/** Length of a first component that is nothing but a variable, with its slash. */
function unknownRegistry(image: string): number {
  const first = /^(?:\$\{\{[^}]*\}\}|\{\{[^}]*\}\}|\$\{[^}]*\}|\$\w+)\/(?=.)/.exec(image)?.[0];
  return first?.length ?? 0;
}

const SHAPED = new Set<Reference['kind']>(['url', 'path', 'installer', 'image']);
const IMAGE_KEY = /image|container|registry|repo(?:sitory)?$/i;

/**
 * The value of a setting: a URL, host, path, installer or image by its shape, or a list of them. A text with a
 * slash and no tag or registry is an image only if the setting's name says so. Else a bare value.
 */
export function emitValue(sink: CommandSink, word: Word, key: string, around: Around = {}): void {
  const { text } = word;
  if (isUnknownText(text)) return;
  const list = /[,;\s]/.test(text) && !/[\r\n]/.test(text) ? splitList(word) : [word];
  for (const part of list) {
    const reference = valueOf(part, key, around);
    if (!reference) continue;
    if (list.length > 1 && !SHAPED.has(reference.kind)) continue;
    if (reference.kind === 'image') emitImage(sink, part, around);
    else sink.reference(reference);
  }
}

/** The value of a setting, only where its shape says what it names. */
export function emitShaped(sink: Sink, word: Word, key: string, around: Around = {}): void {
  const shaped: Sink = {
    ...sink,
    reference: (reference) => {
      if (SHAPED.has(reference.kind)) sink.reference(reference);
    },
  };
  emitValue(shaped, word, key, around);
}

/** The items of a list; a path of Windows may hold blanks, and so may what a template puts in. */
function splitList(word: Word): Word[] {
  const separator = /^(?:[a-z]:[\\/]|\\\\|%[\w()]+%\\)/i.test(word.text) ? /[,;]+/g : /[,;\s]+/g;
  const masked = word.text.replace(/\{\{[^{}\r\n]*\}\}/g, (whole) => '_'.repeat(whole.length));
  const parts: Word[] = [];
  let from = 0;
  for (const { index, 0: found } of [...masked.matchAll(separator), { index: masked.length, 0: '' }]) {
    if (index > from) parts.push(from === 0 && index === masked.length ? word : subWord(word, from, index));
    from = index + found.length;
  }
  return parts;
}

function valueOf(word: Word, key: string, around: Around): Reference | undefined {
  const { text } = word;
  const wildcard = /^\*?\.(?=[a-z0-9-]+\.)/i.exec(text)?.[0].length ?? 0;
  const bare = wildcard > 0 ? subWord(word, wildcard) : word;
  const reference = valueReference(bare.text, placement(bare, around));
  if (reference?.kind !== 'image' || IMAGE_KEY.test(key)) return reference;
  const { registry, tag, digest } = parseImage(text);
  return registry === undefined && tag === undefined && digest === undefined ? undefined : reference;
}

/** True if a value names something by its shape alone. */
export function isPlace(text: string): boolean {
  return parseUrl(text) !== undefined || /^(?:~?\/[\w.]|[a-z]:\\)/i.test(text);
}

/** A setting by name. */
export function emitKey(sink: CommandSink, span: Span, name: string, around: Around = {}): void {
  if (!/^[\w.-]+$/.test(name)) return;
  const { unit, intent, path } = around;
  sink.reference(configReference('config-key', name, { span, unit, intent: intent ?? 'use', path }));
}

/** A `KEY=VALUE` text. False if it is none. */
export function emitAssignment(sink: CommandSink, word: Word, around: Around = {}): boolean {
  const key = /^([A-Za-z_][\w.-]*)=/.exec(word.text)?.[1];
  if (key === undefined) return false;
  emitKey(sink, spanIn(word, 0, key.length), key, around);
  if (word.text.length > key.length + 1) emitValue(sink, subWord(word, key.length + 1), key, around);
  return true;
}

/** The words of a command that is written as a list. */
export function emitCommand(sink: Sink, words: readonly Word[], around: Around = {}): void {
  if (words.length === 0) return;
  const known = words.map((word): Word => {
    const masked = maskWord(word);
    return isUnknownText(word.text) ? { ...masked, dynamic: true } : masked;
  });
  readCommand(known, { unit: around.unit }, around.intent ? intentSink(sink, around.intent) : sink);
}

/** Hands a text to another format; what a template puts into it stands there as a shell variable. */
export function emitText(sink: Sink, format: string, word: Word, around: Around = {}): void {
  sink.embed({
    format,
    view: viewOf(maskWord(word)),
    ...(around.unit ? { unit: around.unit } : {}),
    ...(around.intent ? { intent: around.intent } : {}),
  });
}

function maskWord(word: Word): Word {
  const text = maskExpressions(word.text);
  if (text === word.text) return word;
  let at = 0;
  const pieces = word.pieces?.map((piece): Piece => {
    const start = at;
    at += piece.text.length;
    return { ...piece, text: text.slice(start, at) };
  });
  return { ...word, text, ...(pieces ? { pieces } : {}) };
}

/**
 * Turns `${{ x }}` and `{{ x }}` into shell variables of the same length, so that a word stays a word, and
 * blanks lines that hold nothing else.
 */
function maskExpressions(text: string): string {
  return text
    .replace(/^[ \t]*(?:\{\{[^{}\r\n]*\}\}|\{%[^%\r\n]*%\})[ \t]*$/gm, (line) => ' '.repeat(line.length))
    .replace(/\$?\{\{[^{}\r\n]*\}\}/g, (whole) => '${' + '_'.repeat(whole.length - 3) + '}');
}
