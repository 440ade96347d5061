import type { Edit, Intent, ReferenceType, Sink, Span, Unit } from '../../../core/types.js';
import { spanIn, subWord } from '../commands/words.js';
import type { Word } from '../commands/words.js';
import { valueReference } from '../references.js';
import type { ResourceType } from '../resources/model.js';
import { packages, service as serviceType, services, thing } from '../resources/parameters.js';
import type { ServiceKind } from '../resources/places.js';
import { reportResource } from '../resources/read.js';
import type { Resource, Setting } from '../resources/read.js';
import { intentOf } from '../resources/states.js';
import { emitValue, isUnknownText, placement } from '../yaml-emit.js';
import { ensureEdits, versionOf } from './ensure.js';
import type { Mentions } from './mentions.js';
import type { PuppetAttribute, PuppetBody, PuppetPair, PuppetValue } from './model.js';
import type { PuppetScope, PuppetScopes } from './scope.js';
import { PROVIDERS, PUPPET_TYPES, SILENT_TYPES } from './types.js';
import type { PuppetTexts } from './values.js';

/** A manifest while it is read. */
export interface Manifest {
  readonly text: string;
  readonly sink: Sink;
  readonly scopes: PuppetScopes;
  readonly texts: PuppetTexts;
  readonly mentions: Mentions;
  /** Kinds of services that the machines may have. */
  readonly services: readonly ServiceKind[];
}

type Attributes = ReadonlyMap<string, PuppetValue>;

/** The name of a type as it is looked up: `File` and `::file` are `file`. */
export function typeName(written: string): string {
  return written.replace(/^::/, '').toLowerCase();
}

/** Reads what one or more titles of a type are told to be. */
export function readResource(
  type: string,
  body: PuppetBody,
  defaults: readonly PuppetAttribute[],
  unit: Unit,
  scope: PuppetScope,
  manifest: Manifest,
): void {
  if (SILENT_TYPES.test(type)) return;
  const { texts, mentions, sink } = manifest;
  const values = new Map<string, PuppetValue>();
  for (const { name, value } of [...defaults, ...body.attributes]) {
    if (name !== '*') values.set(name, value);
    else for (const [key, each] of hashOf(texts.pairs(value, scope))) values.set(key, each);
  }
  const title: Setting = {
    words: texts.words(body.titles, scope).map(withoutScheme),
    whole: texts.whole(body.titles, scope),
  };
  const words = (name: string): string[] => texts.words(values.get(name), scope).map(({ text }) => text);
  const known = typeOf(type, words('provider')[0], title.words);
  const intent = intentOf(known, {
    state: words('ensure'),
    enabled: words('enable'),
    verdict: ['action', 'jump', 'ip', 'priority'].flatMap(words),
  });
  const uninstall = ensureEdits(known, body, manifest.text);
  const [only] = title.words;
  const resource: Resource = {
    title,
    settings: settingsOf(values, scope, manifest),
    intent,
    unit,
    uninstall,
    version: known?.state === 'thing' ? versionOf(values.get('ensure'), texts, scope) : undefined,
    tag: texts.words(values.get('image_tag'), scope)[0],
    repeats: title.words.length === 1 && only ? mentions.of(type, only.text).map(({ span }) => span) : [],
    platform: /powershell|pwsh/.test(words('provider')[0] ?? '') ? 'powershell' : 'shell',
  };
  if (known) reportAs(known, type, resource, manifest);
  else reportUnknown(type, resource, sink);
}

/** A service is of whatever kinds the machines may have. */
function reportAs(
  type: ResourceType,
  name: string,
  resource: Resource,
  { services: kinds, sink }: Manifest,
): void {
  if (name !== 'service') {
    reportResource(type, resource, sink);
    return;
  }
  for (const kind of kinds) reportResource(serviceType('name', services(kind, 'name')), resource, sink);
}

function typeOf(
  name: string,
  provider: string | undefined,
  titles: readonly Word[],
): ResourceType | undefined {
  const type = Object.hasOwn(PUPPET_TYPES, name) ? PUPPET_TYPES[name] : undefined;
  if (name !== 'package' || !type) return type;
  const kind: ReferenceType | undefined =
    provider !== undefined && Object.hasOwn(PROVIDERS, provider) ? PROVIDERS[provider] : undefined;
  const display = titles.some(({ text }) => /\s/.test(text));
  const own = kind ?? (display ? 'msi-product' : 'os');
  const parameters =
    own === 'msi-product' ? { name: { as: 'typed', type: own } as const } : packages(own, 'name');
  return thing('name', { ...type.parameters, ...parameters });
}

function hashOf(pairs: readonly PuppetPair[]): [string, PuppetValue][] {
  return pairs.flatMap(({ key, value }): [string, PuppetValue][] => {
    const [part] = key.kind === 'text' ? key.parts : [];
    return part && 'text' in part ? [[part.text, value]] : [];
  });
}

function settingsOf(values: Attributes, scope: PuppetScope, { texts }: Manifest): Map<string, Setting> {
  const settings = new Map<string, Setting>();
  for (const [name, value] of values) {
    const words = texts.words(value, scope).map(withoutScheme);
    settings.set(name, { words, whole: texts.whole(value, scope), list: value.kind === 'list' });
    if (name !== 'key') continue;
    for (const [key, inner] of hashOf(texts.pairs(value, scope)))
      settings.set(`key_${key}`, { words: texts.words(inner, scope) });
  }
  return settings;
}

/** `puppet:///modules/name/file` is a file of a module. */
function withoutScheme(word: Word): Word {
  const scheme = /^puppet:\/\/[^/]*(?=\/)/.exec(word.text)?.[0].length ?? 0;
  return scheme > 0 ? subWord(word, scheme) : word;
}

/** A class, or a type of somebody's own: its name, its titles and whatever it is given. */
function reportUnknown(type: string, resource: Resource, sink: Sink): void {
  const { intent, unit, settings, title, uninstall } = resource;
  const words = title?.words ?? [];
  for (const word of words) {
    if (type === 'class')
      reportClass(word, { unit, intent, uninstall: words.length === 1 ? uninstall : undefined }, sink);
    else if (!isUnknownText(word.text))
      emitValue(sink, word, '', { unit: word.uses ? undefined : unit, intent });
  }
  for (const [name, setting] of settings) {
    if (/^(?:ensure|require|before|notify|subscribe|tag|alias|loglevel|noop|provider|enable)$/.test(name))
      continue;
    for (const word of setting.words) emitValue(sink, word, name, { intent });
  }
}

/** The name of a class: it is that of its module, and says what the module is for. */
export function reportClass(
  word: Word,
  at: {
    readonly unit?: Unit | undefined;
    readonly intent: Intent;
    readonly uninstall?: readonly Edit[] | undefined;
  },
  sink: Sink,
): void {
  const start = word.text.startsWith('::') ? 2 : 0;
  const name = word.text.slice(start).split('::')[0] ?? '';
  const span: Span = spanIn(word, start, start + name.length);
  const found = valueReference(name, { ...placement(word, at), span });
  if (found?.type === 'value') {
    const edits = at.intent === 'use' && at.uninstall ? { uninstall: at.uninstall } : {};
    sink.reference({ ...found, kind: 'module', ...edits });
  }
}
