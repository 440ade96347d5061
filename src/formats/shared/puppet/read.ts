import type { Sink, Span, Unit } from '../../../core/types.js';
import { listItemUnit } from '../list-item.js';
import { commentedLines } from '../resources/edits.js';
import { rememberPlaces, serviceKinds } from '../resources/places.js';
import { emitText, emitValue } from '../yaml-emit.js';
import { readMentions } from './mentions.js';
import type {
  PuppetAttribute,
  PuppetBody,
  PuppetPair,
  PuppetResource,
  PuppetStatement,
  PuppetValue,
} from './model.js';
import { readResource, reportClass, typeName } from './resource.js';
import type { Manifest } from './resource.js';
import { readScopes } from './scope.js';
import type { PuppetScope } from './scope.js';
import { readPuppet } from './syntax.js';
import { createPuppetTexts } from './values.js';

type Defaults = ReadonlyMap<string, readonly PuppetAttribute[]>;

const INCLUDES = /^(?:include|contain|require|realize|hiera_include)$/;
const ENSURES = /^(?:stdlib::)?ensure_(?:packages|resources?)$|^create_resources$/;

/** Reports everything that a manifest names. */
export function readManifest(text: string, target: Sink): void {
  const statements = readPuppet(text);
  const { sink, taken } = rememberPlaces(target);
  const windows = /\bwindows\b|\bchocolatey\b|\b[a-z]:[\\/]/i.test(text);
  const linux =
    /\b(?:linux|redhat|debian|ubuntu|centos|systemd|apt|yum|dnf)\b|'\/(?:etc|opt|usr|var)\//i.test(text);
  const manifest: Manifest = {
    text,
    sink,
    scopes: readScopes(statements),
    mentions: readMentions(statements, text),
    texts: createPuppetTexts(text, (_word, value, raw) => {
      if (!raw) taken.add(value[0]);
    }),
    services: serviceKinds({ windows, linux }),
  };
  walk(statements, manifest.scopes.root, new Map(), manifest);
  walkValues(statements, manifest.scopes.root, { ...manifest, sink: target }, taken);
}

function walk(
  statements: readonly PuppetStatement[],
  scope: PuppetScope,
  outer: Defaults,
  manifest: Manifest,
): void {
  const defaults = new Map(outer);
  for (const statement of statements) {
    if (statement.kind === 'defaults') defaults.set(typeName(statement.type), statement.attributes);
  }
  for (const statement of statements) {
    const inner = manifest.scopes.of(statement) ?? scope;
    switch (statement.kind) {
      case 'resource':
        for (const body of statement.bodies) readBody(body, statement, scope, defaults, manifest);
        break;
      case 'override':
      case 'collector': {
        const { targets, attributes, span, start } = statement;
        const titles: PuppetValue = { kind: 'list', items: targets, raw: span };
        const body: PuppetBody = { titles, attributes, start, span };
        const unit = { what: statement.kind, span };
        if (attributes.some(({ name }) => name === 'ensure'))
          readResource(typeName(statement.type), body, [], unit, scope, manifest);
        break;
      }
      case 'call':
        readCall(statement.name, statement.args, statement.span, scope, manifest);
        walk(statement.body, inner, defaults, manifest);
        break;
      case 'block':
        walk(statement.body, inner, defaults, manifest);
        break;
      default:
    }
  }
}

function readBody(
  body: PuppetBody,
  resource: PuppetResource,
  scope: PuppetScope,
  defaults: Defaults,
  manifest: Manifest,
): void {
  const { text, mentions } = manifest;
  const type = typeName(resource.type);
  const [title] = body.titles.kind === 'text' ? body.titles.parts : [];
  const isDefault = body.titles.kind === 'text' && !body.titles.quoted && title && 'text' in title;
  if (isDefault && title.text === 'default') return;
  const shared = resource.bodies.find(
    ({ titles }) => titles.kind === 'text' && !titles.quoted && text.slice(...titles.raw) === 'default',
  );
  const more = [...(shared?.attributes ?? []), ...(defaults.get(type) ?? [])];
  const single = resource.bodies.length === 1;
  const span = single ? resource.span : body.span;
  const cut = single ? resource.chained : body.span;
  const dangling =
    title && 'text' in title ? mentions.of(type, title.text).flatMap(({ remove }) => remove) : [];
  const outside = dangling.filter((edit) => edit.span[1] <= cut[0] || edit.span[0] >= cut[1]);
  const own = cut === resource.span || cut === body.span ? commentedLines(text, cut) : cut;
  const unit: Unit = { what: 'resource', span, remove: [{ span: own, text: '' }, ...outside] };
  readResource(type, body, more, unit, scope, manifest);
}

function readCall(
  name: string,
  args: readonly PuppetValue[],
  span: Span,
  scope: PuppetScope,
  manifest: Manifest,
): void {
  const { texts, sink, text } = manifest;
  const unit: Unit = { what: 'statement', span };
  if (INCLUDES.test(name)) {
    const items = args.flatMap((arg) => (arg.kind === 'list' ? arg.items : [arg]));
    for (const item of items) {
      const own = items.length > 1 ? listItemUnit('class', text, item.raw) : unit;
      for (const word of texts.words(item, scope)) reportClass(word, { unit: own, intent: 'use' }, sink);
    }
  }
  if (!ENSURES.test(name)) return;
  const ofPackages = name.endsWith('packages');
  const [first] = ofPackages ? [] : args;
  const [titles, settings] = ofPackages ? args : args.slice(1);
  const type = ofPackages ? 'package' : typeName(texts.words(first, scope)[0]?.text ?? '');
  if (type === '' || !titles) return;
  const attributes = attributesOf(texts.pairs(settings, scope));
  const read = (value: PuppetValue, own: readonly PuppetAttribute[], around: Unit): void => {
    const body = { titles: value, attributes: own, start: value.raw[1], span };
    readResource(type, body, attributes, around, scope, manifest);
  };
  const table = texts.pairs(titles, scope);
  for (const { key, value } of table) {
    const own = listItemUnit('resource', text, [key.raw[0], value.raw[1]]);
    read(key, attributesOf(texts.pairs(value, scope)), table.length > 1 ? own : unit);
  }
  if (table.length === 0) read(titles, [], unit);
}

/** The pairs of a hash as attributes. */
function attributesOf(pairs: readonly PuppetPair[]): PuppetAttribute[] {
  return pairs.flatMap(({ key, value }): PuppetAttribute[] => {
    const [part] = key.kind === 'text' ? key.parts : [];
    if (!part || !('text' in part)) return [];
    return [{ name: part.text, nameSpan: key.raw, value, raw: [key.raw[0], value.raw[1]] }];
  });
}

/** What variables are set to, where nothing else has told it. */
function walkValues(
  statements: readonly PuppetStatement[],
  scope: PuppetScope,
  manifest: Manifest,
  taken: ReadonlySet<number>,
): void {
  const { texts, sink, scopes } = manifest;
  const report = (name: string, value: PuppetValue | undefined, within: PuppetScope): void => {
    const values = value?.kind === 'hash' ? value.pairs.map((pair) => pair.value) : [value];
    for (const word of values.flatMap((each) => texts.words(each, within))) {
      if (word.uses || taken.has(word.span[0]) || word.text.length > 4096) continue;
      if (/^#!.*sh\b/.test(word.text)) emitText(sink, 'shell', word);
      else emitValue(sink, word, name, {});
    }
  };
  for (const statement of statements) {
    const inner = scopes.of(statement) ?? scope;
    if (statement.kind === 'assignment') report(statement.name, statement.value, scope);
    if ('parameters' in statement)
      for (const { name, value } of statement.parameters) report(name, value, inner);
    if ('body' in statement) walkValues(statement.body, inner, manifest, taken);
  }
}
