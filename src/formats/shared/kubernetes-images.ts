import type { Part, Unit } from '../../core/types.js';
import { parseImage } from '../../core/text/image.js';
import { parseUrl } from '../../core/text/url.js';
import { spanIn, subWord } from './commands/words.js';
import type { Word } from './commands/words.js';
import { imageReference, urlReference } from './references.js';
import { emitImage, isUnknownText, placement, wordOf } from './yaml-emit.js';
import { get, itemUnit, pairUnit, scalar } from './yaml.js';
import type { YamlMap, YamlNode, YamlPair } from './yaml.js';
import type { KubernetesContext } from './kubernetes-context.js';

const IMAGE_KEY = /^image$|^image(?:name|url|ref(?:erence)?)$|[a-z]image$|_image$/i;
const TAG_KEYS = ['tag', 'imageTag', 'newTag', 'version'];
const REGISTRY_KEYS = ['registry', 'imageRegistry'];
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
  } else if (!hasVersion(word.text) && partOf(pair.parent, TAG_KEYS)) {
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

/** Reads a map whose key `from` holds the repository; registry, tag and digest stand beside it. */
export function readSplitImage(
  map: YamlMap,
  from: string,
  unit: Unit | undefined,
  { sink, intent }: KubernetesContext,
): void {
  const read = scalar(get(map, from));
  if (!read || read.text === '') return;
  const word = wordOf(read);
  const registry = partOf(map, REGISTRY_KEYS);
  const tag = partOf(map, TAG_KEYS);
  const digest = partOf(map, ['digest', 'sha']);
  if (isUnknownText(word.text)) {
    sink.skip(word.span, 'unresolved-variable');
    return;
  }
  const known = registry && !isUnknownText(registry.text) ? `${registry.text.replace(/\/$/, '')}/` : '';
  const name = `${known}${word.text}${tag ? `:${tag.text}` : ''}${digest ? `@${digest.text}` : ''}`;
  const inner = parseImage(word.text).parts.map(({ role, span }): Part => ({
    role,
    span: spanIn(word, ...span),
  }));
  const parts: Part[] = [
    ...(registry ? [{ role: 'registry' as const, span: registry.span }] : []),
    ...inner,
    ...(tag ? [{ role: 'tag' as const, span: tag.span }] : []),
    ...(digest ? [{ role: 'digest' as const, span: digest.span }] : []),
  ];
  const { version } = imageReference(name, word);
  sink.reference({
    ...imageReference(name, placement(word, { unit, intent })),
    ...(version === undefined ? {} : { version }),
    parts,
  });
}

function partOf(map: YamlMap, keys: readonly string[]): Word | undefined {
  for (const key of keys) {
    const read = scalar(get(map, key));
    if (read && read.text !== '') return wordOf(read);
  }
  return undefined;
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
