import type { Part, Unit } from '../../core/types.js';
import { parseImage } from '../../core/text/image.js';
import { lineBreakOf, removalEdits } from '../../core/text/edits.js';
import { parseUrl } from '../../core/text/url.js';
import { spanIn, subWord } from './commands/words.js';
import type { Word } from './commands/words.js';
import { imageReference, urlReference } from './references.js';
import { emitImage, isUnknownText, placement, wordOf } from './yaml-emit.js';
import { get, itemUnit, pairOf, pairUnit, scalar } from './yaml.js';
import type { YamlMap, YamlNode, YamlPair } from './yaml.js';
import type { KubernetesContext } from './kubernetes-context.js';

const IMAGE_KEY = /^image$|^image(?:name|url|ref(?:erence)?)$|[a-z]image$|_image$/i;
const TAG_KEYS = ['tag', 'imageTag', 'newTag', 'version'];
const REGISTRY_KEYS = ['registry', 'imageRegistry'];
const DIGEST_KEYS = ['digest', 'sha'];
const REPOSITORY_KEYS = ['repository', 'name', 'image'];

/** True if a key of that name holds an image. */
export function isImageKey(key: string): boolean {
  return IMAGE_KEY.test(key);
}

/** Reads a pair whose key says that it holds an image: one text, or a map of its parts. */
export function readImagePair(pair: YamlPair, context: KubernetesContext): void {
  const { value } = pair;
  if (value?.kind === 'map') {
    const from = REPOSITORY_KEYS.find((key) => scalar(get(value, key)) !== undefined);
    if (from !== undefined) readSplitImage(value, from, unitOfImage(pair, context), context);
    return;
  }
  const read = scalar(value);
  if (!read || read.text === '') return;
  const word = defaultOf(wordOf(read));
  const loose = pair.key !== 'image';
  if (loose && (!/[/:]/.test(word.text) || /^[./]|^data:/.test(word.text))) return;
  const unit = unitOfImage(pair, context);
  if (parseUrl(word.text) && !/^(?:docker|oci):/.test(word.text)) {
    context.sink.reference(urlReference(word.text, placement(word, { unit, intent: context.intent })));
  } else if (!hasVersion(word.text) && partOf(pair.parent, [...TAG_KEYS, `${pair.key}Tag`])) {
    readSplitImage(pair.parent, pair.key, unit, context);
  } else {
    emitImage(context.sink, word, { unit, intent: context.intent });
  }
}

/** True for a map that names an image by its repository, whatever key it stands under. */
export function isSplitImage(map: YamlMap): boolean {
  const repository = scalar(get(map, 'repository'))?.text;
  if (repository === undefined || repository === '' || parseUrl(repository)) return false;
  return ['tag', 'digest', 'registry', 'pullPolicy', 'imagePullPolicy'].some((key) =>
    map.pairs.some((pair) => pair.key === key),
  );
}

/**
 * Reads a map whose key `from` holds the repository; registry, tag and digest stand beside it.
 * @param tagKey The key under which a tag would stand.
 * @param beside Where another repository is written, if not in place of the one that is read.
 */
export function readSplitImage(
  map: YamlMap,
  from: string,
  unit: Unit | undefined,
  context: KubernetesContext,
  tagKey = 'tag',
  beside?: Part,
): void {
  const read = scalar(get(map, from));
  if (!read) return;
  const own = from.replace(/(?:repo|repository|name)$/i, '');
  const tag = partOf(
    map,
    own === '' ? TAG_KEYS : [`${own}Tag`, `${own}ImageTag`, `${own}Version`, ...TAG_KEYS],
  );
  const digest = partOf(map, DIGEST_KEYS);
  const repository = wordOf(read);
  const bare = parseImage(repository.text);
  const versioned = bare.tag !== undefined || bare.digest !== undefined;
  const image: SplitImage = {
    repository,
    registry: partOf(map, REGISTRY_KEYS),
    tag,
    digest,
    further: digest
      ? digestPart(digest, tagKey, tag !== undefined)
      : tag || versioned
        ? undefined
        : newPart('tag', tagKey, map, from),
    beside,
  };
  emitSplitImage(image, unit, context);
}

/** A part that a replacement writes under a key of its own, behind the line of another key. */
function newPart(role: Part['role'], key: string, map: YamlMap, after: string): Part | undefined {
  const pair = map.pairs.find((each) => each.key === after);
  if (!pair) return undefined;
  const { text } = map.source;
  const [start, end] = pair.pairSpan;
  if (map.flow) return { role, span: [end, end], before: `, ${key}: ` };
  const stop = end + text.slice(end).search(/\r|\n|$/);
  const line = Math.max(text.lastIndexOf('\n', start - 1), text.lastIndexOf('\r', start - 1)) + 1;
  const indent = text.slice(line, start).replace(/[^ ]/g, ' ');
  return { role, span: [stop, stop], before: `${lineBreakOf(text)}${indent}${key}: ` };
}

/** An image whose parts are written apart. */
export interface SplitImage {
  readonly repository: Word;
  readonly registry?: Word | undefined;
  readonly tag?: Word | undefined;
  readonly digest?: Word | undefined;
  /** How the digest goes when the image is replaced, or where a tag comes. */
  readonly further?: Part | undefined;
  /** Where another repository is written, if not in place of this one. */
  readonly beside?: Part | undefined;
}

/** Reports an image whose parts are written apart; the finding stands at its repository. */
export function emitSplitImage(
  { repository: word, registry, tag, digest, further, beside }: SplitImage,
  unit: Unit | undefined,
  { sink, intent }: KubernetesContext,
): void {
  if (word.text === '') return;
  if (isUnknownText(word.text)) {
    sink.skip(word.span, 'unresolved-variable');
    return;
  }
  const host = registry && !isUnknownText(registry.text) ? `${registry.text.replace(/\/$/, '')}/` : '';
  const version = tag && tag.text !== '' ? `:${tag.text}` : '';
  const name = `${host}${word.text}${version}${digest ? `@${digest.text}` : ''}`;
  const parts: Part[] = [
    ...(registry ? [{ role: 'registry' as const, span: registry.span }] : []),
    ...parseImage(word.text).parts.map(({ role, span }): Part => ({ role, span: spanIn(word, ...span) })),
    ...(tag ? [{ role: 'tag' as const, span: tag.span }] : []),
    ...(further ? [further] : []),
    ...(beside ? [beside] : []),
  ];
  sink.reference({ ...imageReference(name, placement(word, { unit, intent })), parts });
}

/** True for an item of Kustomize's `images`. */
export function isImageChange(map: YamlMap): boolean {
  return scalar(get(map, 'newName')) !== undefined || scalar(get(map, 'newTag')) !== undefined;
}

/**
 * Reads an item of Kustomize's `images`: `newName` is pulled in place of `name`; without it only tag and digest
 * change (https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/images/).
 */
export function readImageChange(map: YamlMap, unit: Unit | undefined, context: KubernetesContext): void {
  const name = scalar(get(map, 'name'));
  const renamed = scalar(get(map, 'newName'));
  const beside = renamed ? undefined : newPart('repository', 'newName', map, 'name');
  readSplitImage(map, renamed ? 'newName' : 'name', unit, context, 'newTag', beside);
  if (renamed && name && name.text !== '') {
    context.sink.reference(imageReference(name.text, { span: name.span, unit, intent: 'mention' }));
  }
}

interface Own extends Word {
  readonly pair: YamlPair;
}

/** The first of the keys that has a value, or at least the quotes for one. */
function partOf(map: YamlMap, keys: readonly string[]): Own | undefined {
  const found = keys.flatMap((key): Own[] => {
    const pair = pairOf(map, key);
    const read = scalar(pair?.value);
    return pair && read ? [{ ...wordOf(read), pair }] : [];
  });
  const isTag = keys.includes('tag');
  return found.find(({ text }) => text !== '') ?? (isTag ? found[0] : undefined);
}

/** A digest goes with its key; where no tag stands beside it, a tag takes its place. */
function digestPart({ pair, span }: Own, tagKey: string, tagged: boolean): Part {
  if (!tagged) return { role: 'tag', span: pair.pairSpan, before: `${tagKey}: ` };
  return { role: 'digest', span, remove: removalEdits(pair.parent.source.text, pairUnit('digest', pair)) };
}

function hasVersion(image: string): boolean {
  const { tag, digest } = parseImage(image);
  return tag !== undefined || digest !== undefined;
}

/** The literal that a template falls back to: `{{ .Values.image | default "nginx:1" }}`. */
function defaultOf(word: Word): Word {
  const match = /^\{\{-?[^}]*\bdefault\s+["'`]([^"'`]+)["'`][^}]*\}\}$/.exec(word.text.trim());
  if (!match?.[1]) return word;
  const from = word.text.indexOf(match[1], word.text.indexOf('default'));
  return subWord(word, from, from + match[1].length);
}

const CONTAINERS: Readonly<Record<string, string>> = {
  containers: 'container',
  initContainers: 'init container',
  ephemeralContainers: 'container',
  sidecars: 'sidecar',
  steps: 'step',
};
/** Lists that an object cannot do without. */
const NEEDED = new Set(['containers', 'steps']);

/** What goes when an image goes: its container, the whole manifest where that is the only one, else the setting. */
export function unitOfImage(pair: YamlPair, context: KubernetesContext): Unit | undefined {
  return unitOfMap(pair.parent, context) ?? pairUnit('image setting', pair);
}

/** The container, step or other list item that a map is. */
export function unitOfMap(map: YamlNode | undefined, context: KubernetesContext): Unit | undefined {
  const item = map?.holder;
  if (!item || !('itemSpan' in item)) return undefined;
  const list = item.parent.holder;
  const key = list && 'key' in list ? list.key : '';
  if (item.parent.items.length === 1 && NEEDED.has(key) && context.unit) return context.unit;
  return itemUnit(CONTAINERS[key] ?? 'item', item);
}
