import type { Intent, Sink, Unit } from '../../core/types.js';
import { parseUrl } from '../../core/text/url.js';
import { splitWord, subWord } from './commands/words.js';
import type { Word } from './commands/words.js';
import { fileReference, urlReference } from './references.js';
import { emitCommand, emitImage, emitKey, emitText, emitValue, placement, wordOf } from './yaml-emit.js';
import type { Around } from './yaml-emit.js';
import { interpolate } from './yaml-interpolate.js';
import type { DotenvValue } from './yaml-interpolate.js';
import { entries, get, itemUnit, items, pairUnit, scalar } from './yaml.js';
import type { YamlNode, YamlPair } from './yaml.js';

/** Where a Compose file's references go, and the variables it may use. */
export interface ComposeContext {
  readonly sink: Sink;
  readonly variables: ReadonlyMap<string, DotenvValue>;
}

type Reader = (pair: YamlPair, unit: Unit | undefined, context: ComposeContext) => void;

const IMAGE: Reader = ({ value, parent }, unit, context) => {
  const read = wordAt(value, context);
  // What a service builds is tagged with the name.
  const defines = get(parent, 'build') !== undefined;
  if (read) emitImage(context.sink, read.word, { unit, path: read.path, defines });
};

const COMMAND: Reader = (pair, unit, context) => {
  readCommandNode(pair.value, { unit }, context);
};

const HOOK: Reader = ({ value }, unit, context) => {
  for (const { value: hook } of items(value)) readCommandNode(get(hook, 'command'), { unit }, context);
};

const PATHS: Reader = ({ key, value }, _unit, context) => {
  for (const item of value?.kind === 'seq' ? items(value) : []) {
    const unit = itemUnit(key === 'volumes' ? 'volume mount' : 'item', item);
    readMount(item.value, unit, context);
  }
};

/** What the keys of a service hold. */
const SERVICE: ReadonlyMap<string, Reader> = new Map(
  Object.entries({
    image: IMAGE,
    build: readBuild,
    command: COMMAND,
    entrypoint: COMMAND,
    post_start: HOOK,
    pre_stop: HOOK,
    healthcheck: ({ value }, unit, context) => {
      readHealthcheck(get(value, 'test'), unit, context);
    },
    environment: readEnvironment,
    volumes: PATHS,
    tmpfs: PATHS,
    devices: PATHS,
    configs: PATHS,
    secrets: PATHS,
    env_file: PATHS,
    extra_hosts: readHosts,
  } satisfies Record<string, Reader>),
);

/** Reads a service, or an extension that services merge; only of a service it is known that it can go whole. */
export function readService(
  pair: YamlPair,
  context: ComposeContext,
  as: 'service' | 'extension' = 'service',
): void {
  const readers = as === 'extension' && SERVICE.has(pair.key.slice(2)) ? [pair] : entries(pair.value);
  for (const each of readers) {
    const own = as === 'service' && each.parent === pair.value && !pair.alias;
    const reader = SERVICE.get(each === pair ? pair.key.slice(2) : each.key);
    reader?.(each, own ? pairUnit('service', pair) : undefined, context);
  }
}

/** Reads the top-level volumes, configs and secrets: the files and devices that they stand for. */
export function readResource(resources: YamlPair, context: ComposeContext): void {
  for (const resource of entries(resources.value)) {
    const what = resources.key.replace(/s$/, '');
    const unit = pairUnit(what, resource);
    const places = [get(resource.value, 'file'), get(get(resource.value, 'driver_opts'), 'device')];
    for (const place of places) readMount(place, unit, context);
    const content = scalar(get(resource.value, 'content'));
    if (content && /^#!.*sh\b/.test(content.text)) emitText(context.sink, 'shell', wordOf(content), { unit });
  }
}

function wordAt(node: YamlNode | undefined, { variables }: ComposeContext) {
  const read = scalar(node);
  return read ? interpolate(wordOf(read), variables) : undefined;
}

function readBuild({ value }: YamlPair, unit: Unit | undefined, context: ComposeContext): void {
  const { sink } = context;
  const contexts = [
    value,
    get(value, 'context'),
    ...entries(get(value, 'additional_contexts')).map((each) => each.value),
  ];
  for (const node of contexts) {
    const read = wordAt(node, context);
    if (!read) continue;
    if (/^(?:docker-image|oci-layout):\/\//.test(read.word.text))
      emitImage(sink, read.word, { unit, path: read.path });
    else if (parseUrl(read.word.text))
      sink.reference(urlReference(read.word.text, placement(read.word, { unit, path: read.path })));
  }
  const inline = scalar(get(value, 'dockerfile_inline'));
  if (inline) sink.embed({ format: 'dockerfile', view: inline.view });
  const args = get(value, 'args');
  if (args) readSettings(args, 'build argument', context);
  for (const { value: from } of items(get(value, 'cache_from'))) {
    const read = wordAt(from, context);
    if (read && !read.word.text.includes('=')) emitImage(sink, read.word, { path: read.path });
  }
}

function readEnvironment({ value }: YamlPair, _unit: Unit | undefined, context: ComposeContext): void {
  readSettings(value, 'variable', context);
}

/** Settings as a map or as a list of `KEY=VALUE`. */
function readSettings(node: YamlNode | undefined, what: string, context: ComposeContext): void {
  const { sink } = context;
  for (const pair of entries(node)) {
    const unit = pairUnit(what, pair);
    emitKey(sink, pair.keySpan, pair.key, { unit });
    const read = wordAt(pair.value, context);
    if (read) emitValue(sink, read.word, pair.key, { unit, path: read.path });
  }
  for (const item of items(node)) {
    const read = scalar(item.value);
    if (!read) continue;
    const unit = itemUnit(what, item);
    const word = wordOf(read);
    const equals = word.text.indexOf('=');
    const key = equals < 0 ? word.text : word.text.slice(0, equals);
    if (!/^[A-Za-z_][\w.-]*$/.test(key)) continue;
    emitKey(sink, subWord(word, 0, key.length).span, key, { unit });
    if (equals < 0 || equals + 1 >= word.text.length) continue;
    const value = interpolate(subWord(word, equals + 1), context.variables);
    emitValue(sink, value.word, key, { unit, path: value.path });
  }
}

/** A mount in its short form, `source:target:mode`, or its long one. */
function readMount(node: YamlNode | undefined, unit: Unit, context: ComposeContext): void {
  const read = wordAt(node, context);
  if (!read) {
    for (const key of ['source', 'target', 'path']) {
      const place = wordAt(get(node, key), context);
      if (place) emitPath(place.word, { unit, path: place.path }, context);
    }
    return;
  }
  const around = { unit, path: read.path };
  // A colon after a single letter belongs to a drive of Windows.
  for (const part of splitWord(read.word, /(?<!(?:^|:)[A-Za-z]):/g)) emitPath(part, around, context);
}

function emitPath(word: Word, around: Around, { sink }: ComposeContext): void {
  if (!/^(?:~?\/|\.{1,2}\/|[A-Za-z]:[\\/]|\$)./.test(word.text)) return;
  sink.reference(fileReference(word.text, placement(word, around)));
}

/** What giving a host an address does: one of this machine keeps the host from being reached. */
export function hostIntent(address: string): Intent {
  return /^\[?(?:0\.0\.0\.0|127\.\d+\.\d+\.\d+|::1?)\]?$/.test(address.trim()) ? 'remove' : 'use';
}

/** `host:address` or `host=address`. */
function readHosts({ value }: YamlPair, _unit: Unit | undefined, { sink }: ComposeContext): void {
  for (const item of items(value)) {
    const read = scalar(item.value);
    const match = /^([^:=]+)[:=](.+)$/.exec(read?.text ?? '');
    if (!read || !match) continue;
    const intent = hostIntent(match[2] ?? '');
    emitValue(sink, subWord(wordOf(read), 0, match[1]?.length), 'host', {
      intent,
      unit: itemUnit('host', item),
    });
  }
  for (const pair of entries(value)) {
    const around = { intent: hostIntent(scalar(pair.value)?.text ?? ''), unit: pairUnit('host', pair) };
    emitValue(sink, { text: pair.key, span: pair.keySpan }, 'host', around);
  }
}

function readHealthcheck(node: YamlNode | undefined, unit: Unit | undefined, context: ComposeContext): void {
  const around = { unit, intent: 'detect' as const };
  if (node?.kind !== 'seq') {
    readCommandNode(node, around, context);
    return;
  }
  const [first, ...words] = commandWords(node);
  if (first?.text === 'CMD') emitCommand(context.sink, words, around);
  else if (first?.text === 'CMD-SHELL' && words[0]) emitText(context.sink, 'shell', words[0], around);
}

function readCommandNode(node: YamlNode | undefined, around: Around, { sink }: ComposeContext): void {
  const read = scalar(node);
  if (read) emitText(sink, 'shell', unescape(wordOf(read)), around);
  else emitCommand(sink, commandWords(node), around);
}

function commandWords(node: YamlNode | undefined): Word[] {
  return items(node).flatMap(({ value }) => {
    const read = scalar(value);
    return read ? [unescape(wordOf(read))] : [];
  });
}

/** Compose's `$$` is a dollar sign of the shell. */
function unescape(word: Word): Word {
  return word.text.includes('$$') ? interpolate(word, new Map(), undefined, 0).word : word;
}
