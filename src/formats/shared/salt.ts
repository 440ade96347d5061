import type { Intent, ReferenceType, Sink, Span, Unit } from '../../core/types.js';
import { baseName, parseUrl } from '../../core/text/url.js';
import { specOf } from './commands/specs.js';
import type { Spec } from './commands/specs.js';
import { spanIn, subWord } from './commands/words.js';
import type { Word } from './commands/words.js';
import {
  fileReference,
  imageReference,
  isInstallerName,
  packageReference,
  serviceReference,
  typedReference,
  urlReference,
} from './references.js';
import { emitImage, emitText, isUnknownText, placement, wordOf } from './yaml-emit.js';
import { entries, itemUnit, items, pairUnit, scalar } from './yaml.js';
import type { ScalarText, YamlMap, YamlNode, YamlPair } from './yaml.js';

/** What a state module names, and how. */
type Kind = 'package' | 'service' | 'file' | 'command' | 'image' | 'repository' | 'registry' | 'include';

const MODULES: Readonly<Record<string, Kind>> = {
  pkg: 'package',
  chocolatey: 'package',
  pip: 'package',
  npm: 'package',
  gem: 'package',
  win_pkg: 'package',
  service: 'service',
  file: 'file',
  archive: 'file',
  cmd: 'command',
  docker_container: 'image',
  docker_image: 'image',
  dockerng: 'image',
  pkgrepo: 'repository',
  reg: 'registry',
};
const TYPES: Readonly<Record<string, ReferenceType>> = {
  chocolatey: 'chocolatey',
  pip: 'pypi',
  npm: 'npm',
  gem: 'gem',
};
const REMOVED =
  /^(?:removed|purged|absent|dead|disabled|masked|uninstalled|stopped|group_removed|key_absent)$/;
/** Functions that turn a use round, by module. */
const OPPOSITES: Readonly<Record<string, readonly [RegExp, string]>> = {
  package: [/^(?:installed|latest)$/, 'purged'],
  service: [/^running$/, 'dead'],
};

interface State {
  readonly kind: Kind;
  readonly type: ReferenceType;
  readonly intent: Intent;
  readonly unit: Unit;
  readonly uninstall?: { readonly span: Span; readonly text: string } | undefined;
  /** Of an image, where it is written apart. */
  readonly tag?: ScalarText | undefined;
  readonly sink: Sink;
  readonly variables: ReadonlyMap<string, Word>;
  readonly platform: 'shell' | 'powershell';
}

/** Reads the states of a file; `{% set %}` variables are followed to where they are set. */
export function readStates(root: YamlMap, text: string, sink: Sink): void {
  const variables = setVariables(text);
  for (const id of root.pairs) {
    if (/^(?:include|exclude|extend)$/.test(id.key)) continue;
    const unit = pairUnit('state', id);
    const short = scalar(id.value);
    if (short) readFunction(id, short.text, short.span, undefined, unit, variables, sink);
    for (const pair of entries(id.value)) {
      const { key, keySpan, value } = pair;
      const list = items(value);
      const [module = '', written] = key.split('.');
      // The older form has the function as an item of its own.
      const plain = list.map((item) => scalar(item.value)).find((read) => /^[a-z_]+$/.test(read?.text ?? ''));
      const name = written ?? plain?.text ?? '';
      const span: Span = written === undefined ? (plain?.span ?? keySpan) : keySpan;
      const own = entries(id.value).length > 1 ? pairUnit('state', pair) : unit;
      readFunction(id, `${module}.${name}`, span, value, own, variables, sink);
    }
  }
}

function setVariables(text: string): Map<string, Word> {
  const found = new Map<string, Word>();
  for (const match of text.matchAll(
    /\{%-?[ \t]*set[ \t]+(\w+)[ \t]*=[ \t]*(["'])([^"'\r\n{}]*)\2[ \t]*-?%\}/g,
  )) {
    const [whole, name = '', quote = '"', value = ''] = match;
    const start = match.index + whole.lastIndexOf(`${quote}${value}${quote}`) + 1;
    found.set(name, { text: value, span: [start, start + value.length] });
  }
  return found;
}

function readFunction(
  id: YamlPair,
  called: string,
  span: Span,
  value: YamlNode | undefined,
  unit: Unit,
  variables: ReadonlyMap<string, Word>,
  sink: Sink,
): void {
  const [module = '', name = ''] = called.split('.');
  const kind = MODULES[module];
  if (!kind) return;
  const args = new Map(items(value).flatMap((item) => entries(item.value).map((pair) => [pair.key, pair])));
  const opposite = OPPOSITES[kind];
  const functionSpan: Span = span[1] - span[0] === called.length ? [span[1] - name.length, span[1]] : span;
  const shell = scalar(args.get('shell')?.value)?.text ?? '';
  const denied = /^(?:drop|reject|deny)$/i.test(scalar(args.get('jump')?.value)?.text ?? '');
  const state: State = {
    kind,
    type: TYPES[module] ?? 'os',
    intent: REMOVED.test(name) || denied ? 'remove' : 'use',
    unit,
    uninstall: opposite?.[0].test(name) ? { span: functionSpan, text: opposite[1] } : undefined,
    tag: kind === 'image' ? scalar(args.get('tag')?.value) : undefined,
    sink,
    variables,
    platform: /powershell|pwsh/i.test(shell) ? 'powershell' : 'shell',
  };
  const named = ['name', 'names', 'pkgs', 'sources', 'image'].some((key) => args.has(key));
  if (!named && !(kind === 'image' && name === 'present' && args.size > 0)) {
    const start = id.keySpan[0];
    readName(
      { text: id.key, span: id.keySpan[1] - start === id.key.length ? id.keySpan : [start, start] },
      state,
    );
  }
  for (const [key, pair] of args) readArgument(key, pair, state);
}

function readArgument(key: string, pair: YamlPair, state: State): void {
  const looks: State = { ...state, intent: 'detect', uninstall: undefined };
  switch (key) {
    case 'name':
    case 'names':
    case 'pkgs':
      if (state.kind !== 'image' || key !== 'name' || !hasSibling(pair, 'image'))
        readNames(pair.value, state);
      break;
    case 'image':
      readNames(pair.value, state);
      break;
    case 'sources':
      for (const item of items(pair.value)) {
        for (const each of entries(item.value)) {
          // A file of the package's name says the same again, and more.
          const source = scalar(each.value)?.text ?? '';
          if (!baseName(source).startsWith(each.key)) readName({ text: each.key, span: each.keySpan }, state);
          readPlace(each.value, state);
        }
      }
      break;
    case 'source':
    case 'target':
    case 'baseurl':
    case 'key_url':
    case 'mirrorlist':
    case 'cwd':
      for (const node of [pair.value, ...items(pair.value).map(({ value }) => value)]) readPlace(node, state);
      break;
    case 'unless':
    case 'onlyif':
    case 'check_cmd':
      for (const node of [pair.value, ...items(pair.value).map(({ value }) => value)]) {
        const read = scalar(node);
        if (read) emitText(state.sink, state.platform, wordOf(read), { unit: state.unit, intent: 'detect' });
      }
      break;
    case 'creates':
      readPlace(pair.value, looks);
      break;
    case 'contents': {
      const read = scalar(pair.value);
      if (read && /^#!.*sh\b/.test(read.text))
        emitText(state.sink, 'shell', wordOf(read), { unit: state.unit });
      break;
    }
    default:
  }
}

function hasSibling(pair: YamlPair, key: string): boolean {
  const { holder } = pair.parent;
  const list = holder && 'itemSpan' in holder ? holder.parent : undefined;
  return items(list).some(({ value }) => entries(value).some((each) => each.key === key));
}

/** A name, a list of names, or a list of names with their versions. */
function readNames(node: YamlNode | undefined, state: State): void {
  const single = scalar(node);
  if (single) readName(wordOf(single), state);
  const list = items(node);
  for (const item of list) {
    const around: State =
      list.length > 1 ? { ...state, unit: itemUnit('list item', item), uninstall: undefined } : state;
    const text = scalar(item.value);
    if (text) readName(wordOf(text), around);
    for (const { key, keySpan, value } of entries(item.value)) {
      readName({ text: key, span: keySpan }, around, scalar(value));
    }
  }
}

function readName(word: Word, state: State, version?: { readonly text: string; readonly span: Span }): void {
  const { kind, sink, intent } = state;
  const known = resolved(word, state.variables);
  if (kind === 'command') {
    const format = /\.ps1\b|\bpowershell\b/i.test(known.text) ? 'powershell' : state.platform;
    emitText(sink, format, known, { unit: state.unit, intent: intent === 'use' ? undefined : intent });
    return;
  }
  if (isUnknownText(known.text)) {
    sink.skip(word.span, 'unresolved-variable');
    return;
  }
  const unit = known.uses ? undefined : state.unit;
  const at = {
    ...placement(known, { unit, intent }),
    uninstall: known.uses || !state.uninstall ? undefined : [state.uninstall],
  };
  if (kind === 'package') {
    // Managers of languages take the version in the name; those of systems have it beside.
    const spec: Spec = state.type === 'os' ? { name: known } : specOf(state.type, known);
    const pinned = version ?? spec.version;
    const parts = pinned ? [{ role: 'version' as const, span: pinned.span }] : undefined;
    const named = { name: spec.name.text, version: pinned?.text, parts };
    sink.reference(packageReference(state.type, named, { ...at, span: spec.name.span }));
  } else if (kind === 'service') sink.reference(serviceReference('systemd', known.text, at));
  else if (kind === 'image') {
    const { tag } = state;
    if (!tag) emitImage(sink, known, { unit, intent });
    else {
      const parts = [
        { role: 'repository' as const, span: known.span },
        { role: 'tag' as const, span: tag.span },
      ];
      sink.reference({ ...imageReference(`${known.text}:${tag.text}`, at), parts });
    }
  } else if (kind === 'registry') sink.reference(typedReference('config', 'registry-key', known.text, at));
  else if (kind === 'repository') readUrls(known, state);
  else emitPlace(known, state);
}

/** `{{ name }}` is what the variable was set to, at its place. */
function resolved(word: Word, variables: ReadonlyMap<string, Word>): Word {
  const name = /^\{\{-?[ \t]*(\w+)[ \t]*-?\}\}$/.exec(word.text.trim())?.[1];
  const known = name === undefined ? undefined : variables.get(name);
  return known ? { ...known, uses: [word.span] } : word;
}

function readPlace(node: YamlNode | undefined, state: State): void {
  const read = scalar(node);
  if (read) emitPlace(resolved(wordOf(read), state.variables), state);
}

function emitPlace(word: Word, { sink, unit, intent }: State): void {
  const { text } = word;
  const at = placement(word, { unit: word.uses ? undefined : unit, intent });
  if (text.startsWith('salt://')) {
    const path = subWord(word, 'salt://'.length);
    sink.reference(fileReference(path.text, { ...at, span: path.span }));
  } else if (parseUrl(text)) sink.reference(urlReference(text, at));
  else if (/^(?:\/|~\/|[a-z]:[\\/])/i.test(text) || isInstallerName(text))
    sink.reference(fileReference(text, at));
}

/** `deb [options] URL suite component`, or a URL. */
function readUrls(word: Word, { sink, unit, intent }: State): void {
  for (const match of word.text.matchAll(/\b[a-z]+:\/\/[^\s'"\]]+/gi)) {
    const span = spanIn(word, match.index, match.index + match[0].length);
    sink.reference(urlReference(match[0], { span, unit, intent }));
  }
}
