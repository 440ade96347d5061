import type { Intent, Unit } from '../../core/types.js';
import { parseUrl } from '../../core/text/url.js';
import { subWord } from './commands/words.js';
import type { Word } from './commands/words.js';
import { objectReference } from './kubernetes-context.js';
import type { KubernetesContext } from './kubernetes-context.js';
import {
  isImageChange,
  isImageKey,
  isSplitImage,
  readImageChange,
  readImagePair,
  readSplitImage,
  unitOfMap,
} from './kubernetes-images.js';
import { fileReference, urlReference } from './references.js';
import {
  emitAssignment,
  emitCommand,
  emitKey,
  emitShaped,
  emitText,
  emitValue,
  placement,
  wordOf,
} from './yaml-emit.js';
import { get, itemUnit, items, pairOf, pairUnit, scalar, textAt } from './yaml.js';
import type { YamlMap, YamlNode, YamlPair } from './yaml.js';

const ENVIRONMENT = /^(?:env|envs|envVars?|environment|extraEnv\w*|\w+Env|\w+EnvVars)$/;
const HOSTS =
  /^(?:hosts?|hostnames?|fqdn|domains?|dnsNames?|externalName|matchName|matchPattern|servers?|endpoints?|address|upstreams?)$|(?:Host|Hostname|Server|Domain|Endpoint|Address|Url|URL|FQDN)s?$/;
const REGISTRY = /^(?:registry|registries)$|Registry$/;
const FILES =
  /^(?:mountPath|subPath|workingDir|installPath|dataDir|logDir)$|(?:host|socket|mount|log|data|config|install|binary)(?:path|dir|directory)$/i;
const FILE_HOLDERS = /^(?:hostPath|local|nfs)$/;
const PROBES = /^(?:liveness|readiness|startup)Probe$|^(?:liveness|readiness)$/;
const TALK =
  /^(?:annotations|labels|description|message|notes?|home|icon|sources|maintainers|documentation)$/i;
const PARAMETERS = /^(?:params|parameters)$/;
const SCRIPTS = /^(?:script|source|inlineScript)$/;

/**
 * Reads everything below a node by the names of its keys, whatever kind of object it is. `names` says which
 * keys stand for others.
 */
export function walkObject(
  root: YamlNode | undefined,
  context: KubernetesContext,
  names: Readonly<Record<string, string>> = {},
): void {
  const seen = new Set<YamlNode>();
  const visit = (node: YamlNode | undefined, key: string, at: KubernetesContext): void => {
    if (!node || seen.has(node)) return;
    seen.add(node);
    if (node.kind === 'seq') {
      for (const { value } of node.items) visit(value, key, at);
    } else if (node.kind === 'map') {
      const inner = { ...at, intent: denies(node) ? ('remove' as const) : at.intent };
      const unit = unitOfMap(node, inner) ?? unitOfHolder(node);
      if (!isImageKey(key) && isSplitImage(node)) readSplitImage(node, 'repository', unit, inner);
      if (key === 'images' && isImageChange(node)) readImageChange(node, unit, inner);
      if (/^(?:DockerImage|docker-image)$/.test(textAt(node, 'kind') ?? '')) {
        readSplitImage(node, 'name', unit, inner);
      }
      for (const written of node.pairs) {
        const name = names[written.key];
        const pair = name === undefined ? written : { ...written, key: name };
        const below = { ...inner, intent: intentBelow(pair.key) ?? inner.intent };
        if (readPair(pair, below)) visit(pair.value, pair.key, below);
      }
    } else {
      readScalar(node, key, at);
    }
  };
  visit(root, '', context);
}

/** A rule that denies, or a part of a patch that takes away. */
function denies(map: YamlMap): boolean {
  if (textAt(map, '$patch') === 'delete') return true;
  return ['action', 'type'].some((key) => /^(?:deny|drop|block|reject)$/i.test(textAt(map, key) ?? ''));
}

function intentBelow(key: string): Intent | undefined {
  if (PROBES.test(key)) return 'detect';
  if (/(?:Deny|Denied|Blocked)$|^blocked/.test(key)) return 'remove';
  return TALK.test(key) ? 'mention' : undefined;
}

function unitOfHolder(node: YamlNode) {
  const { holder } = node;
  return holder && 'key' in holder ? pairUnit('image setting', holder) : undefined;
}

/** Reads a pair as its key says. False if nothing below it is left to read. */
function readPair(pair: YamlPair, context: KubernetesContext): boolean {
  const { key, value } = pair;
  if (isImageKey(key)) {
    readImagePair(pair, context);
    return value?.kind === 'map' || value?.kind === 'seq';
  }
  if (key === 'command' || key === 'args') return readCommandPair(pair, context);
  if (ENVIRONMENT.test(key) && value && value.kind !== 'scalar') return readEnvironment(value, context);
  if (SCRIPTS.test(key) && pairOf(pair.parent, 'image')) return !readScript(pair, context);
  if (key === 'imagePullSecrets') readPullSecrets(value, context);
  if (PARAMETERS.test(key)) readParameters(value, context);
  return key !== 'imagePullSecrets' && key !== 'binaryData';
}

/** A pull secret is named after the registry that it opens; a name of one word says too little. */
function readPullSecrets(list: YamlNode | undefined, { sink, intent }: KubernetesContext): void {
  for (const item of items(list)) {
    const name = scalar(get(item.value, 'name') ?? item.value);
    if (!name?.text.includes('-')) continue;
    const unit = itemUnit('pull secret', item);
    sink.reference(objectReference(wordOf(name), { unit, intent }));
  }
}

/** Values and defaults that a task, a workflow or a template is given by name; only places and images count. */
function readParameters(list: YamlNode | undefined, { sink, intent }: KubernetesContext): void {
  for (const item of items(list)) {
    const name = textAt(item.value, 'name');
    if (name === undefined) continue;
    for (const key of ['value', 'default']) {
      const read = scalar(get(item.value, key));
      if (read) emitShaped(sink, wordOf(read), name, { unit: itemUnit('parameter', item), intent });
    }
  }
}

function readScript({ value, parent }: YamlPair, context: KubernetesContext): boolean {
  const read = scalar(value);
  if (!read) return false;
  if (!/^#!(?!.*sh\b)/.test(read.text)) {
    emitText(context.sink, 'shell', wordOf(read), {
      unit: unitOfMap(parent, context),
      intent: context.intent,
    });
  }
  return true;
}

/** `command` and `args` of a container make one command; a text is one for the shell only beside an image. */
function readCommandPair({ key, value, parent }: YamlPair, context: KubernetesContext): boolean {
  const around = { unit: unitOfMap(parent, context), intent: context.intent };
  if (value?.kind === 'seq') {
    const command = get(parent, 'command');
    if (key === 'args' && command?.kind !== 'seq') {
      for (const word of wordsOf(value)) readArgument(word, context);
    } else if (key === 'command') {
      emitCommand(context.sink, [...wordsOf(value), ...wordsOf(get(parent, 'args'))], around);
    }
    return false;
  }
  const read = scalar(value);
  if (read && key === 'command' && pairOf(parent, 'image')) {
    emitText(context.sink, 'shell', wordOf(read), around);
    return false;
  }
  return value?.kind === 'map';
}

function wordsOf(node: YamlNode | undefined): Word[] {
  return items(node).flatMap(({ value }) => {
    const read = scalar(value);
    return read ? [wordOf(read)] : [];
  });
}

/** An argument of a program that the image decides: places count, whatever option they belong to. */
function readArgument(word: Word, { sink, intent }: KubernetesContext): void {
  const option = /^--?([\w.-]+)=/.exec(word.text);
  const value = option ? subWord(word, option[0].length) : word;
  if (/[\r\n]/.test(value.text)) return;
  if (parseUrl(value.text)) sink.reference(urlReference(value.text, placement(value, { intent })));
  else if (/^\/[\w.]/.test(value.text))
    sink.reference(fileReference(value.text, placement(value, { intent })));
  else if (option) emitValue(sink, value, option[1] ?? '', { intent });
}

/** A list of `name` and `value`, a list of `KEY=value`, or a map. True if other things may stand below. */
function readEnvironment(node: YamlNode, context: KubernetesContext): boolean {
  const { sink, intent } = context;
  for (const item of items(node)) {
    const unit = itemUnit('variable', item);
    const plain = scalar(item.value);
    if (plain) emitAssignment(sink, wordOf(plain), { unit, intent });
    readVariable(item.value, unit, context);
  }
  if (node.kind !== 'map') return false;
  if (pairOf(node, 'name') && (pairOf(node, 'value') ?? pairOf(node, 'valueFrom'))) {
    readVariable(node, undefined, context);
    return false;
  }
  for (const pair of node.pairs) {
    if (!/^[A-Z][A-Z0-9_]*$/.test(pair.key)) continue;
    const unit = pairUnit('variable', pair);
    emitKey(sink, pair.keySpan, pair.key, { unit, intent });
    const value = scalar(pair.value) ?? scalar(get(pair.value, 'value'));
    if (value) emitValue(sink, wordOf(value), pair.key, { unit, intent });
  }
  return true;
}

/** A variable as `name` and `value`. */
function readVariable(
  node: YamlNode | undefined,
  own: Unit | undefined,
  { sink, intent, unit }: KubernetesContext,
): void {
  const name = scalar(get(node, 'name'));
  if (!name) return;
  emitKey(sink, name.span, name.text, { unit: own ?? unit, intent });
  const value = scalar(get(node, 'value'));
  if (value) emitValue(sink, wordOf(value), name.text, { unit: own ?? unit, intent });
}

function readScalar(node: YamlNode, key: string, context: KubernetesContext): void {
  const read = scalar(node);
  if (!read || read.text === '') return;
  const { sink, intent } = context;
  const { holder } = node;
  const word = wordOf(read);
  const around = { intent, unit: unitOfScalar(node) };
  if (/[\r\n]/.test(read.text.trimEnd())) readBlock(word, key, { ...context, unit: blockUnit(node) });
  else if (parseUrl(read.text)) sink.reference(urlReference(read.text, placement(word, around)));
  else if (isFile(node, key) && /^(?:\/|[a-z]:\\)/i.test(read.text)) {
    sink.reference(fileReference(read.text, placement(word, around)));
  } else if (HOSTS.test(key) && !/[{}\s]/.test(read.text)) {
    emitHost(word, { ...context, unit: unitOfHost(node) });
  } else if (REGISTRY.test(key) && !isPartOfImage(node)) {
    emitHost(word, { ...context, unit: undefined });
  } else if (/[a-z](?:Repo|Repository)$/.test(key) && holder && 'key' in holder && word.text.includes('/')) {
    readSplitImage(holder.parent, key, undefined, context);
  } else {
    emitShaped(sink, word, key, around);
  }
}

/** True for what is read together with the repository beside it. */
function isPartOfImage({ holder }: YamlNode): boolean {
  const map = holder && 'key' in holder ? holder.parent : undefined;
  return ['repository', 'image', 'name'].some((key) => scalar(get(map, key)) !== undefined);
}

/** A host among others of a list; without any, most lists of hosts mean all of them. */
function unitOfHost({ holder }: YamlNode): Unit | undefined {
  if (!holder) return undefined;
  const outer = holder.parent.holder;
  const rule = 'key' in holder && holder.parent.pairs.length === 1 ? outer : holder;
  if (!rule || 'key' in rule || rule.parent.items.length === 1) return undefined;
  return itemUnit('host', rule);
}

function emitHost(word: Word, { sink, intent, unit }: KubernetesContext): void {
  if (/^(?:\*\.|\*)?[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}\.?(?::\d+)?$/i.test(word.text)) {
    emitValue(sink, word, 'host', { intent, unit });
  }
}

function isFile({ holder }: YamlNode, key: string): boolean {
  if (FILES.test(key) || FILE_HOLDERS.test(key)) return true;
  const outer = holder && 'key' in holder ? holder.parent.holder : undefined;
  return key === 'path' && outer !== undefined && 'key' in outer && FILE_HOLDERS.test(outer.key);
}

/** The volume, mount or list item that a scalar is the whole sense of. */
function unitOfScalar({ holder }: YamlNode) {
  if (!holder) return undefined;
  if ('itemSpan' in holder) return itemUnit('item', holder);
  const outer = holder.parent.holder;
  if (outer && 'itemSpan' in outer && /^(?:mountPath|subPath|hostPath)$/.test(holder.key)) {
    return itemUnit('volume mount', outer);
  }
  const volume = outer && 'key' in outer && outer.key === 'hostPath' ? outer.parent.holder : undefined;
  return volume && 'itemSpan' in volume ? itemUnit('volume', volume) : undefined;
}

function blockUnit({ holder }: YamlNode): Unit | undefined {
  if (!holder) return undefined;
  return 'itemSpan' in holder ? itemUnit('item', holder) : pairUnit('setting', holder);
}

/** A text of several lines says itself what reads it. */
function readBlock(word: Word, key: string, { sink, intent, unit }: KubernetesContext): void {
  if (key === 'dockerfile') emitText(sink, 'dockerfile', word, { intent, unit });
  else if (/^#!.*\b(?:ba|da|z|k|a)?sh\b/.test(word.text)) emitText(sink, 'shell', word, { intent, unit });
  else if (/^[ \t-]*(?:image|apiVersion):[ \t]*\S/m.test(word.text)) {
    emitText(sink, 'kubernetes', word, { intent, unit });
  } else if (word.text.startsWith('#cloud-config')) emitText(sink, 'cloud-init', word, { intent, unit });
}
