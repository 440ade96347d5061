import type { Edit, Intent, ReferenceType, Sink, Span, Unit } from '../../../core/types.js';
import { spanIn, splitWord, subWord } from '../commands/words.js';
import type { Word } from '../commands/words.js';
import { readService } from '../compose-service.js';
import { walkObject } from '../kubernetes-walk.js';
import {
  commandReference,
  fileReference,
  isInstallerName,
  packageReference,
  serviceReference,
  typedReference,
  urlReference,
} from '../references.js';
import type { Placement } from '../references.js';
import {
  emitAssignment,
  emitCommand,
  emitImage,
  emitKey,
  emitText,
  emitValue,
  intentSink,
  isUnknownText,
  placement,
  wordOf,
} from '../yaml-emit.js';
import type { Around } from '../yaml-emit.js';
import { entries, get, items, scalar } from '../yaml.js';
import { argumentValues, argumentWord } from './arguments.js';
import type { Argument, Arguments } from './arguments.js';
import type { Hints } from './hints.js';
import type { Module, Parameter } from './modules.js';
import type { Scope } from './scope.js';
import type { State } from './state.js';
import { knownTail } from './values.js';
import type { Value } from './values.js';

/** The call that a parameter belongs to. */
export interface Call {
  readonly module: Module;
  readonly args: Arguments;
  readonly state: State;
  readonly unit: Unit;
  readonly scope: Scope;
  readonly sink: Sink;
  readonly hints: Hints;
}

/** Reports what one parameter of a module call names. */
export function reportParameter(parameter: Parameter, argument: Argument, call: Call): void {
  const { as, copyOf, unless } = parameter;
  const told = unless !== undefined && isTold(call.args.get(unless), call.scope);
  const intent = told ? 'detect' : (parameter.intent ?? call.state.intent);
  const around: Around = { unit: call.unit, intent };
  if (as === 'shell' || as === 'powershell') {
    reportScript(as, argument, around, call.sink);
  } else if (as === 'content') reportContent(argument, around, call);
  else if (as === 'environment') readEnvironment(argument, around, call.sink);
  else if (as === 'values' || as === 'manifest' || as === 'compose') {
    reportObjects(as, argument, around, call.sink);
  } else {
    const source = copyOf === undefined ? [] : argumentValues(call.args.get(copyOf), call.scope);
    const values = argumentValues(argument, call.scope).filter((value) => !isCopy(value, source));
    for (const value of values) reportValue(parameter, value, values.length === 1, intent, call);
  }
}

const GENERIC =
  /^(?:setup|install(?:er)?|agent|console|client|server|package|app)?[\d._-]*(?:x64|x86)?\.\w+$/i;

/** True if an installer is named by more than what any installer is called. */
function isTold(argument: Argument | undefined, scope: Scope): boolean {
  const values = argumentValues(argument, scope);
  return values.some(({ word, unresolved }) => {
    const name = baseName(word.text);
    return !unresolved && isInstallerName(name) && !GENERIC.test(name);
  });
}

/** A file that has the name of what is put there, or is an installer just as that is, was told already. */
function isCopy({ word }: Value, source: readonly Value[]): boolean {
  const known = source.filter(({ unresolved }) => !unresolved);
  const name = baseName(word.text);
  return known.some(
    (each) => baseName(each.word.text) === name || (isInstallerName(each.word.text) && isInstallerName(name)),
  );
}

function baseName(text: string): string {
  return text.slice(Math.max(text.lastIndexOf('/'), text.lastIndexOf('\\')) + 1);
}

function reportScript(format: string, argument: Argument, around: Around, sink: Sink): void {
  const word = argumentWord(argument);
  if (word) emitText(sink, format, word, around);
  const list = items(argument.node).flatMap(({ value }) => {
    const read = scalar(value);
    return read ? [wordOf(read)] : [];
  });
  emitCommand(sink, list, around);
}

function reportObjects(
  as: 'values' | 'manifest' | 'compose',
  argument: Argument,
  around: Around,
  sink: Sink,
): void {
  const { unit, intent } = around;
  const target = intent && intent !== 'use' ? intentSink(sink, intent) : sink;
  const text = scalar(argument.node);
  if (text && as === 'manifest') emitText(sink, 'kubernetes', wordOf(text), around);
  else if (as === 'compose') {
    for (const service of entries(get(argument.node, 'services'))) {
      readService(service, { sink: target, variables: new Map() });
    }
  } else {
    for (const node of argument.node?.kind === 'seq' ? argument.node.items : [{ value: argument.node }]) {
      walkObject(node.value, { sink: target, unit });
    }
  }
}

/** Names and values of environment variables: a mapping, or a list of `NAME=value`. */
export function readEnvironment(argument: Argument, around: Around, sink: Sink): void {
  for (const { key, keySpan, value } of entries(argument.node)) {
    emitKey(sink, keySpan, key, around);
    const read = scalar(value);
    if (read) emitValue(sink, wordOf(read), key, around);
  }
  for (const { value } of items(argument.node)) {
    const read = scalar(value);
    if (read) emitAssignment(sink, wordOf(read), around);
    else readEnvironment({ node: value }, around, sink);
  }
}

const LINE = /[^\r\n]+/g;
const NOWHERE = /^\s*(?:0\.0\.0\.0|127\.\d+\.\d+\.\d+|::1?)\s/;

/** The text of a file: a script, or settings line by line. What a hosts file sends nowhere is blocked. */
function reportContent(argument: Argument, around: Around, call: Call): void {
  const word = argumentWord(argument);
  if (!word) return;
  const target = ['dest', 'path']
    .map((name) => argumentWord(call.args.get(name) ?? {})?.text ?? '')
    .join(' ');
  if (/\.sh\b/.test(target) || word.text.startsWith('#!')) emitText(call.sink, 'shell', word, around);
  else if (/\.ps1\b/.test(target)) emitText(call.sink, 'powershell', word, around);
  else {
    for (const match of word.text.matchAll(LINE)) {
      if (/^\s*[#;]/.test(match[0])) continue;
      const own = NOWHERE.test(match[0]) ? { ...around, intent: 'remove' as const } : around;
      const start = match.index + (match[0].length - match[0].trimStart().length);
      const line = subWord(word, start, match.index + match[0].trimEnd().length);
      if (line.text !== '' && !emitAssignment(call.sink, line, own)) emitValue(call.sink, line, '', own);
    }
  }
}

function reportValue(
  { as, type }: Parameter,
  value: Value,
  alone: boolean,
  intent: Intent,
  call: Call,
): void {
  const { word, path, unresolved } = value;
  const { sink, state, unit } = call;
  if (unresolved) {
    sink.skip(word.uses?.[0] ?? (path === undefined ? word.span : unresolved.span), 'unresolved-variable');
    if (intent === 'use' && path === undefined && !isNamedByCopy(as, call)) {
      call.hints.add(as, unresolved, unit);
    }
    return;
  }
  const around: Around = { unit: word.uses ? undefined : unit, intent, path };
  const uninstall = alone && path === undefined && intent === 'use' ? state.uninstall : undefined;
  const at = (part: Word): Placement => ({ ...placement(part, around), uninstall });
  const { text } = word;
  if (text === '' || /[\r\n]/.test(text)) return;
  if (as === 'package') reportPackages(type ?? 'os', word, at, sink);
  else if (as === 'service') {
    sink.reference(serviceReference(type === 'windows-service' ? type : 'systemd', text, at(word)));
  } else if (as === 'image') emitImage(withUninstall(sink, uninstall), word, around);
  else if (as === 'role') sink.reference(typedReference('module', 'ansible-role', text, at(word)));
  else if (as === 'process') sink.reference(commandReference(text, at(word)));
  else if (as === 'typed' && type && type !== 'os' && type !== 'url' && type !== 'value') {
    sink.reference(typedReference(type === 'helm' ? 'package' : 'config', type, text, at(word)));
  } else if (as === 'url') reportUrl(word, around, sink);
  else reportPlace(word, at, call);
}

/** What is downloaded from an unknown place may be told by the file that it becomes. */
function isNamedByCopy(as: Parameter['as'], { args, scope }: Call): boolean {
  const target = as === 'url' ? argumentValues(args.get('dest'), scope) : [];
  return target.some(({ word, unresolved }) => !unresolved && isInstallerName(word.text));
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

/** Places for things that are on their way, whatever they are called. */
const SCRATCH = /^(?:(?:\/var)?\/tmp\/|[a-z]:[\\/](?:windows[\\/])?te?mp[\\/])/i;

/** A deleted installer was there to be run: tidying up takes nothing from the machine. */
function reportPlace(word: Word, at: (part: Word) => Placement, call: Call): void {
  const known = /^[a-z]+:\/\//i.test(word.text) ? word : knownTail(word);
  const { text } = known;
  if (text === '' || isUnknownText(text) || (SCRATCH.test(text) && !isInstallerName(text))) return;
  const placed = at(known);
  const tidies = call.module.state === 'file' && placed.intent === 'remove' && isInstallerName(text);
  const own = tidies ? { ...placed, intent: 'mention' as const } : placed;
  if (/^[a-z]+:\/\//i.test(text)) call.sink.reference(urlReference(text, own));
  else call.sink.reference(fileReference(text, own));
}

const ADDRESS = /[a-z][a-z0-9+.-]*:\/\/[^\s"'<>]+/gi;

/** The addresses in a text, such as a line of `sources.list`, or whatever else the value is. */
function reportUrl(word: Word, around: Around, sink: Sink): void {
  const known = knownTail(word);
  const addresses = [...known.text.matchAll(ADDRESS)];
  for (const match of addresses) {
    const part = subWord(known, match.index, match.index + match[0].length);
    sink.reference(urlReference(part.text, placement(part, around)));
  }
  if (addresses.length === 0 && known.text !== '') emitValue(sink, known, 'url', around);
}

function reportPackages(type: ReferenceType, word: Word, at: (part: Word) => Placement, sink: Sink): void {
  const names = splitWord(word, /[,\s]+/g);
  const alone = names.length === 1;
  for (const part of names) {
    const place = at(part);
    reportPackage(type, part, alone ? place : { ...place, uninstall: undefined, unit: undefined }, sink);
  }
}

/** A name with a version or, of a distribution's package, a release. */
const VERSION = /^([^=<>~!]+?)(?:[=<>~!]=?=?|-(?=\d+\.))(.+)$/;
const SYSTEM_VERSION = /^([^=<>~!/]+?)(?:[=<>~!]=?=?|-(?=\d+\.)|\/)(.+)$/;
const SYSTEM_TYPES: readonly ReferenceType[] = ['os', 'deb', 'rpm', 'apk', 'alpm'];

function reportPackage(type: ReferenceType, word: Word, at: Placement, sink: Sink): void {
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
  const version = split?.[2];
  const span: Span = spanIn(word, 0, name.length);
  const apart = spanIn(word, text.length - (version?.length ?? 0), text.length);
  const parts =
    version !== undefined && apart[0] > span[1] ? [{ role: 'version' as const, span: apart }] : undefined;
  sink.reference(packageReference(type, { name, version, parts }, { ...at, span }));
}
