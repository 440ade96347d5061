import type { Node } from 'jsonc-parser';
import type { Format, Sink, Unit } from '../core/types.js';
import { splitWord, subWord } from './shared/commands/words.js';
import type { Word } from './shared/commands/words.js';
import { jsonString, jsonUnit, member, members, parseJson } from './shared/json.js';
import type { JsonMember } from './shared/json.js';
import { fileReference, packageReference, typedReference } from './shared/references.js';
import {
  emitCommand,
  emitImage,
  emitKey,
  emitText,
  emitValue,
  placement,
  wordOf,
} from './shared/yaml-emit.js';

const COMMANDS = /^(?:initialize|onCreate|updateContent|postCreate|postStart|postAttach)Command$/;

/** Development containers and their features: https://containers.dev/implementors/json_reference/ */
export const devcontainer: Format = {
  id: 'devcontainer',
  title: 'Development container',
  reads: 'image, features, build, environment, mounts, commands, extensions',
  files: [
    '**/devcontainer.json',
    '**/.devcontainer.json',
    '**/devcontainer-feature.json',
    '**/devcontainer-lock.json',
  ],
  comment: { line: '//' },
  extract({ path, text }, sink) {
    const locked = path.endsWith('-lock.json');
    const all = members(parseJson(text, sink));
    const built = all.some(({ key }) => /^(?:build|dockerFile|dockerComposeFile)$/.test(key));
    const context: Context = { text, sink, locked, built };
    for (const each of all) readMember(each, context);
  },
};

interface Context {
  readonly text: string;
  readonly sink: Sink;
  /** The file is written by a tool, so that nothing of it can go by hand. */
  readonly locked: boolean;
  /** The container is built, so that it needs no image. */
  readonly built: boolean;
}

function wordAt(node: Node | undefined, { text }: Context): Word | undefined {
  const read = jsonString(text, node);
  return read && read.text !== '' ? wordOf(read) : undefined;
}

function unitOf(what: string, node: Node, { text, locked }: Context): Unit | undefined {
  return locked ? undefined : jsonUnit(text, node, what);
}

function wordsOf(node: Node | undefined, context: Context): { word: Word; node: Node }[] {
  const list = node?.type === 'array' ? (node.children ?? []) : node ? [node] : [];
  return list.flatMap((each) => {
    const word = wordAt(each, context);
    return word ? [{ word, node: each }] : [];
  });
}

function readMember(each: JsonMember, context: Context): void {
  const { key, value } = each;
  const { sink } = context;
  if (key === 'image') {
    const word = wordAt(value, context);
    const unit = context.built ? unitOf('image', each.node, context) : undefined;
    if (word) emitImage(sink, word, { unit });
  } else if (key === 'build') {
    readBuild(value, context);
  } else if (key === 'features' || key === 'dependsOn') {
    readFeatures(value, context);
  } else if (COMMANDS.test(key)) {
    const unit = unitOf('command', each.node, context);
    if (value.type !== 'object') readCommand(value, unit, context);
    else
      for (const own of members(value)) readCommand(own.value, unitOf('command', own.node, context), context);
  } else if (key === 'containerEnv' || key === 'remoteEnv') {
    readSettings(value, 'variable', context);
  } else if (key === 'secrets') {
    for (const secret of members(value)) emitKey(sink, secret.keySpan, secret.key);
  } else if (key === 'mounts') {
    for (const node of value.children ?? []) readMount(node, context);
  } else if (key === 'runArgs') {
    readRunArguments(value, context);
  } else if (key === 'customizations') {
    const vscode = member(value, 'vscode');
    readExtensions(member(vscode, 'extensions'), context);
  } else if (key === 'extensions') {
    readExtensions(value, context);
  }
}

function readBuild(build: Node, context: Context): void {
  readSettings(member(build, 'args'), 'build argument', context);
  for (const { word, node } of wordsOf(member(build, 'cacheFrom'), context)) {
    if (!word.text.includes('=')) emitImage(context.sink, word, { unit: unitOf('cache', node, context) });
  }
}

/** A feature stands in a registry as an image does, and is no image. */
function readFeatures(features: Node, context: Context): void {
  for (const { key, keySpan, node } of members(features)) {
    if (!key.includes('/') || key.startsWith('.')) continue;
    const unit = unitOf('feature', node, context);
    const at = placement({ text: key, span: keySpan }, { unit });
    if (/^https?:/.test(key)) emitValue(context.sink, { text: key, span: keySpan }, 'feature', { unit });
    else context.sink.reference(typedReference('module', 'docker', key, at));
  }
}

function readCommand(node: Node, unit: Unit | undefined, context: Context): void {
  if (node.type === 'array') {
    emitCommand(
      context.sink,
      wordsOf(node, context).map(({ word }) => word),
      { unit },
    );
    return;
  }
  const word = wordAt(node, context);
  if (word) emitText(context.sink, 'shell', word, { unit });
}

function readSettings(node: Node | undefined, what: string, context: Context): void {
  for (const { key, keySpan, value, node: own } of members(node)) {
    const unit = unitOf(what, own, context);
    emitKey(context.sink, keySpan, key, { unit });
    const word = wordAt(value, context);
    if (word) emitValue(context.sink, word, key, { unit });
  }
}

/** `source=…,target=…,type=bind`, or an object of these. */
function readMount(node: Node, context: Context): void {
  const unit = unitOf('mount', node, context);
  const whole = wordAt(node, context);
  const places = whole
    ? splitWord(whole, /,/g).map((part) => subWord(part, part.text.indexOf('=') + 1))
    : ['source', 'target'].flatMap((key) => wordAt(member(node, key), context) ?? []);
  for (const place of places) {
    if (place.text.startsWith('/'))
      context.sink.reference(fileReference(place.text, placement(place, { unit })));
  }
}

/** Arguments of `docker run`, which has its own reader. */
function readRunArguments(node: Node, context: Context): void {
  const words = wordsOf(node, context).map(({ word }) => word);
  const [start] = words;
  if (!start) return;
  const program: Word[] = ['docker', 'run'].map((text) => ({ text, span: [start.span[0], start.span[0]] }));
  emitCommand(context.sink, [...program, ...words], {});
}

/** Extensions by `publisher.name`; a minus keeps one from being installed. */
function readExtensions(list: Node | undefined, context: Context): void {
  for (const { word, node } of wordsOf(list, context)) {
    const removed = word.text.startsWith('-');
    const name = removed ? subWord(word, 1) : word;
    const [id = ''] = name.text.split('@');
    const around = { unit: unitOf('extension', node, context), intent: removed ? 'remove' : 'use' } as const;
    const at = placement(subWord(name, 0, id.length), around);
    context.sink.reference(packageReference('vscode-extension', { name: id }, at));
  }
}
