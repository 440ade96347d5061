import type { Intent, Sink, Unit } from '../../core/types.js';
import { splitWord, subWord } from './commands/words.js';
import type { Word } from './commands/words.js';
import { emitAssignment, emitImage, emitKey, emitText, emitValue, wordOf } from './yaml-emit.js';
import type { Around } from './yaml-emit.js';
import { interpolate } from './yaml-interpolate.js';
import type { DotenvValue } from './yaml-interpolate.js';
import { entries, get, items, itemUnit, pairOf, pairUnit, scalar } from './yaml.js';
import type { YamlNode, YamlPair } from './yaml.js';

/** The variables that a place of a pipeline sees, and how the service writes their use. */
export interface PipelineScope {
  readonly values: ReadonlyMap<string, DotenvValue>;
  /** Finds uses of variables, the name in its first group; `$NAME` and `${NAME}` unless given. */
  readonly pattern?: RegExp | undefined;
}

const NO_VARIABLES: PipelineScope = { values: new Map() };

/** The values of maps of variables, the first map that has a name first. A value may be `{value: text}`. */
export function variablesOf(...maps: readonly (YamlNode | undefined)[]): Map<string, DotenvValue> {
  const values = new Map<string, DotenvValue>();
  for (const map of maps) {
    for (const { key, value } of entries(map)) {
      const read = scalar(value) ?? scalar(get(value, 'value')) ?? scalar(get(value, 'default'));
      if (read && !values.has(key)) values.set(key, read);
    }
  }
  return values;
}

/** Keys beside an image that are for its registry: of CircleCI, Bitbucket and Azure Pipelines. */
const CREDENTIALS = ['auth', 'aws_auth', 'username', 'password', 'email', 'aws', 'endpoint'];

/** An image as a text or as a map with the text under one of some keys. */
export function readImage(
  node: YamlNode | undefined,
  around: Around,
  sink: Sink,
  scope: PipelineScope = NO_VARIABLES,
  keys: readonly string[] = ['name', 'image'],
): void {
  const read = scalar(node) ?? keys.map((key) => scalar(get(node, key))).find((each) => each !== undefined);
  if (!read) return;
  const { word, path } = interpolate(wordOf(read), scope.values, scope.pattern);
  const credentials = CREDENTIALS.flatMap((key) => pairOf(node, key) ?? []);
  emitImage(sink, word, { ...around, credentials, path });
}

/**
 * A list of images or of maps with one, or a map of them by name.
 * @param whole What is nothing without an image of the list, so that it goes with the last one.
 */
export function readImages(
  node: YamlNode | undefined,
  what: string,
  sink: Sink,
  scope: PipelineScope = NO_VARIABLES,
  whole?: Unit,
): void {
  for (const item of items(node)) {
    const unit = (items(node).length === 1 ? whole : undefined) ?? itemUnit(what, item);
    readImage(item.value, { unit }, sink, scope);
  }
  for (const pair of entries(node)) readImage(pair.value, { unit: pairUnit(what, pair) }, sink, scope);
}

/**
 * Commands: a text, or lists of them at any depth. What is alone in its list goes with the list's key.
 * @param whole What is nothing without a command, so that it goes with the last one.
 */
export function readScripts(
  node: YamlNode | undefined,
  format: string | undefined,
  sink: Sink,
  around: Around = {},
  whole?: Unit,
): void {
  if (format === undefined || !node) return;
  const read = scalar(node);
  const { holder } = node;
  const own = whole ?? (holder && 'key' in holder ? pairUnit('script', holder) : undefined);
  if (read && node.tag === undefined)
    emitText(sink, format, wordOf(read), { ...around, unit: around.unit ?? own });
  for (const item of items(node)) {
    const unit = (items(node).length === 1 ? whole : undefined) ?? itemUnit('command', item);
    readScripts(item.value, format, sink, { ...around, unit });
  }
}

/** Variables: a map, a list of `NAME=value` texts or one, or a list of maps with `name` and `value`. */
export function readVariables(node: YamlNode | undefined, what: string, sink: Sink, intent?: Intent): void {
  readAssignments(node, {}, sink);
  for (const pair of entries(node)) readVariable(pair, what, sink, intent);
  for (const item of items(node)) {
    const around = { unit: itemUnit(what, item), intent };
    readAssignments(item.value, around, sink);
    const name = scalar(get(item.value, 'name'));
    const value = scalar(get(item.value, 'value'));
    if (name) {
      emitKey(sink, name.span, name.text, around);
      if (value) emitValue(sink, wordOf(value), name.text, around);
    } else for (const pair of entries(item.value)) readVariable(pair, what, sink, intent);
  }
}

function readAssignments(node: YamlNode | undefined, around: Around, sink: Sink): void {
  const read = scalar(node);
  if (!read) return;
  for (const word of splitWord(wordOf(read), /\s+(?=[A-Za-z_]\w*=)/g)) {
    emitAssignment(sink, unquoted(word), around);
  }
}

function readVariable(pair: YamlPair, what: string, sink: Sink, intent: Intent | undefined): void {
  const unit: Unit = pairUnit(what, pair);
  emitKey(sink, pair.keySpan, pair.key, { unit, intent });
  const single = scalar(pair.value) ?? scalar(get(pair.value, 'value')) ?? scalar(get(pair.value, 'default'));
  const values = single ? [single] : items(pair.value).flatMap(({ value }) => scalar(value) ?? []);
  for (const read of values) emitValue(sink, wordOf(read), pair.key, { unit, intent });
}

/** `NAME="value"` without the quotes around the value. */
function unquoted(word: Word): Word {
  const match = /^(\w+=)(["'])(.*)\2$/.exec(word.text);
  if (match?.[1] === undefined || match[3] === undefined) return word;
  const start = match[1].length + 1;
  const name = subWord(word, 0, match[1].length);
  const value = subWord(word, start, start + match[3].length);
  return {
    text: name.text + value.text,
    span: [name.span[0], value.span[1]],
    pieces: [
      { text: name.text, span: name.span, verbatim: true },
      { text: value.text, span: value.span, verbatim: true },
    ],
  };
}

/** The format of a shell by its name or path; undefined for what no format reads, such as Python. */
export function formatOfShell(shell: string): string | undefined {
  const name =
    /([\w-]+)(?:\.exe)?(?:\s|$)/i.exec(shell.trim().split(/[\\/]/).pop() ?? '')?.[1]?.toLowerCase() ?? '';
  if (/^(?:ba|da|z|k|a)?sh$/.test(name)) return 'shell';
  if (/^(?:pwsh|powershell|ps)$/.test(name)) return 'powershell';
  return /^(?:cmd|batch|bat)$/.test(name) ? 'batch' : undefined;
}
