import type { Edit, Intent, Sink, Unit } from '../../../core/types.js';
import { spanIn } from '../commands/words.js';
import type { Word } from '../commands/words.js';
import { typedReference, valueReference } from '../references.js';
import { commentedLines } from '../resources/edits.js';
import { rememberPlaces, serviceKinds } from '../resources/places.js';
import type { ServiceKind } from '../resources/places.js';
import { service, services } from '../resources/parameters.js';
import { reportResource } from '../resources/read.js';
import type { Resource, Setting } from '../resources/read.js';
import { intentOf, isRemoved } from '../resources/states.js';
import { createRubyScope } from '../ruby-scope.js';
import type { RubyScope } from '../ruby-scope.js';
import { allRubyCalls, readRuby } from '../ruby.js';
import type { RubyCall, RubyPair, RubyValue } from '../ruby.js';
import { emitAssignment, emitShaped, emitText, emitValue, isUnknownText, placement } from '../yaml-emit.js';
import { actionEdits, actionsOf } from './actions.js';
import { readNotices } from './notices.js';
import type { Notices } from './notices.js';
import { propertiesOf, textsOf } from './texts.js';
import { CHEF_TYPES } from './types.js';
import type { ChefType } from './types.js';

interface Recipe {
  readonly text: string;
  readonly sink: Sink;
  readonly scope: RubyScope;
  readonly notices: Notices;
  /** Kinds of services that the nodes may have. */
  readonly services: readonly ServiceKind[];
}

/** Reports everything that a recipe, an attributes file or a custom resource names. */
export function readRecipe(text: string, target: Sink): void {
  const calls = readRuby(text);
  const { sink, taken } = rememberPlaces(target);
  const scope = createRubyScope(text, calls, (_word, value, raw) => {
    if (!raw) taken.add(value[0]);
  });
  const windows = /\bwindows\b|\bchocolatey|\bpowershell_script\b|\b[a-z]:[\\/]/i.test(text);
  const linux =
    /\b(?:linux|rhel|redhat|debian|ubuntu|centos|systemd|apt|yum|dnf|bash)\b|['"]\/(?:etc|opt|usr|var)\//i.test(
      text,
    );
  const notices = readNotices(text, calls);
  const recipe: Recipe = { text, sink, scope, notices, services: serviceKinds({ windows, linux }) };
  const all = allRubyCalls(calls);
  for (const call of all) readCall(call, recipe);
  for (const call of all) readValues(call, scope, taken, target);
}

function readCall(call: RubyCall, recipe: Recipe): void {
  const { name, args, operator } = call;
  if (operator !== undefined || (call.method !== name && !/^(?:\w+\.)?run_context\./.test(name))) return;
  if (name === 'include_recipe' || name === 'depends') {
    for (const word of args.flatMap((arg) => recipe.scope.words(arg, call)))
      reportCookbook(word, call, recipe);
  } else if (Object.hasOwn(CHEF_TYPES, name)) {
    const type = CHEF_TYPES[name];
    if (type && (args.length > 0 || call.body.length > 0)) readResource(type, call, recipe);
  } else if (name === 'dsc_resource') readDsc(call, recipe);
}

/** A recipe stands for the cookbook that has it, whose name says what it sets up. */
function reportCookbook(word: Word, call: RubyCall, { sink }: Recipe): void {
  const name = word.text.split('::')[0] ?? '';
  if (isUnknownText(word.text) || name === '') return;
  const at = {
    ...placement(word, { unit: { what: 'statement', span: call.span } }),
    span: spanIn(word, 0, name.length),
  };
  sink.reference(typedReference('module', 'chef', name, at));
  const value = valueReference(name, at);
  if (value?.type === 'value') sink.reference({ ...value, kind: 'module' });
}

function readResource(type: ChefType, call: RubyCall, recipe: Recipe): void {
  const { scope, sink, notices, text } = recipe;
  const properties = propertiesOf(call.body);
  const titles = call.args.flatMap((arg) => scope.words(arg, call));
  const [only] = titles;
  const mentions = titles.length === 1 && only ? (notices.get(`${call.name}[${only.text}]`) ?? []) : [];
  const settings = new Map<string, Setting>();
  for (const property of properties) {
    const words = property.args.flatMap((arg) => scope.words(arg, property));
    const [value] = property.args;
    const list = value?.kind === 'array';
    settings.set(property.name, { words, whole: scope.script(value, property), list });
  }
  for (const { key, value } of call.options) settings.set(key, { words: scope.words(value, call) });
  const told = actionsOf(properties);
  // What starts it again from elsewhere would undo its removal.
  const awake = mentions.filter((mention) => mention.actions.some((each) => !isRemoved(each)));
  const subscribed = properties
    .filter(({ name }) => name === 'subscribes')
    .flatMap(({ args }) => args.slice(0, 1));
  const actions = [
    ...told,
    ...subscribed.flatMap(textsOf),
    ...mentions.flatMap(({ actions: more }) => more),
  ].filter((each) => each !== 'nothing');
  const idle = told.includes('nothing') && actions.length === 0;
  const verdict = ['firewall_action', 'command', 'pin_priority', 'ip_address'].flatMap((each) =>
    (settings.get(each)?.words ?? []).map((word) => word.text),
  );
  const from = type.free === 'ip_address' ? titles.map((word) => word.text) : [];
  const intent: Intent = idle
    ? 'mention'
    : intentOf(type, { state: actions, verdict: [...verdict, ...from] });
  const version = settings.get('version')?.words[0];
  const unit: Unit = {
    what: 'resource',
    span: call.span,
    remove: [
      { span: commentedLines(text, call.span), text: '' },
      ...mentions.flatMap(({ remove }) => remove).filter((edit) => isOutside(edit, call)),
    ],
  };
  const undone = type.removal === undefined ? undefined : actionEdits(text, call, properties, type.removal);
  const resource: Resource = {
    title: { words: titles, whole: scope.script(call.args[0], call) },
    settings,
    intent,
    unit,
    uninstall: undone && [...undone, ...awake.flatMap(({ remove }) => remove)],
    version: version && {
      text: version.text,
      part: { role: 'version', span: version.span, remove: lineOf('version', properties, text) },
    },
    tag: settings.get('tag')?.words[0],
    repeats: mentions.map(({ span }) => span),
    platform: 'shell',
  };
  if (call.name === 'batch') return;
  if (call.name !== 'service') reportResource(typeFor(type, call, properties), resource, sink);
  else
    for (const kind of recipe.services)
      reportResource(service('service_name', services(kind, 'service_name')), resource, sink);
  for (const property of properties) readGuard(property, unit, recipe);
}

function isOutside({ span }: Edit, call: RubyCall): boolean {
  return span[1] <= call.span[0] || span[0] >= call.span[1];
}

function lineOf(name: string, properties: readonly RubyCall[], text: string): Edit[] {
  const property = properties.find((each) => each.name === name);
  return property ? [{ span: commentedLines(text, property.span), text: '' }] : [];
}

/** A script in a language of its own choice. */
function typeFor(type: ChefType, call: RubyCall, properties: readonly RubyCall[]): ChefType {
  const interpreter = properties.find(({ name }) => name === 'interpreter')?.args.flatMap(textsOf)[0] ?? '';
  if (call.name !== 'script' || /sh$|^$/.test(interpreter)) return type;
  return { ...type, parameters: {} };
}

/** `not_if` and `only_if`: a command, or a block that looks for files. */
function readGuard(call: RubyCall, unit: Unit, { scope, sink }: Recipe): void {
  if (!/^(?:not_if|only_if)$/.test(call.name)) return;
  const around = { unit, intent: 'detect' as const };
  const [command] = call.args;
  const script = scope.script(command, call);
  if (script) emitText(sink, 'shell', script.word, around);
  for (const inner of allRubyCalls(call.body)) {
    for (const word of inner.args.flatMap((arg) => scope.words(arg, inner))) {
      if (!isUnknownText(word.text)) emitShaped(sink, word, '', around);
    }
  }
}

/** `dsc_resource 'x' do resource :package; property :name, 'y' end` is a resource of DSC. */
function readDsc(call: RubyCall, { scope, sink }: Recipe): void {
  const properties = propertiesOf(call.body).filter(({ name }) => name === 'property');
  const unit: Unit = { what: 'resource', span: call.span };
  const absent = properties.some(
    ({ args }) => args.flatMap(textsOf).join(' ').toLowerCase() === 'ensure absent',
  );
  for (const property of properties) {
    const [key, value] = property.args;
    for (const word of scope.words(value, property)) {
      if (!isUnknownText(word.text))
        emitValue(sink, word, key?.kind === 'symbol' ? key.text : '', {
          unit,
          intent: absent ? 'remove' : 'use',
        });
    }
  }
}

/** What attributes and variables are set to, where nothing else has told it. */
function readValues(call: RubyCall, scope: RubyScope, taken: ReadonlySet<number>, sink: Sink): void {
  if (call.operator === undefined && !/^(?:property|attribute)$/.test(call.name)) return;
  const given: readonly (RubyValue | RubyPair)[] = call.operator === undefined ? [] : call.args;
  const defaults = call.options.flatMap(({ key, value }) => (key === 'default' && value ? [value] : []));
  const values = [...given, ...defaults].flatMap((value): RubyValue[] =>
    'kind' in value && value.kind === 'hash'
      ? value.pairs.flatMap((pair) => pair.value ?? [])
      : 'kind' in value
        ? [value]
        : [],
  );
  for (const word of values.flatMap((value) => scope.words(value, call))) {
    if (word.uses || taken.has(word.span[0]) || isUnknownText(word.text)) continue;
    if (/^#!.*sh\b/.test(word.text)) emitText(sink, 'shell', word);
    else if (!/[\r\n]/.test(word.text) && !emitAssignment(sink, word)) emitValue(sink, word, call.method);
  }
}
