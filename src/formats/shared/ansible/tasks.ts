import type { Intent, Sink, Unit } from '../../../core/types.js';
import { typedReference } from '../references.js';
import { intentSink } from '../yaml-emit.js';
import { entries, get, itemUnit, items, pairOf, scalar, textAt } from '../yaml.js';
import type { YamlNode, YamlPair } from '../yaml.js';
import { inlineArguments, mapArguments } from './arguments.js';
import type { Argument } from './arguments.js';
import { createHints } from './hints.js';
import type { Hints } from './hints.js';
import { MODULES } from './module-table.js';
import { TASK_KEYWORDS, moduleOf, shortName } from './modules.js';
import type { ResourceType } from '../resources/model.js';
import { placeSink } from './places.js';
import { readEnvironment, reportParameter } from './report.js';
import { loopItems, loopLists, loopPairs, withVariables } from './scope.js';
import type { Scope, Variable } from './scope.js';
import { readSettings } from './settings.js';
import { stateOf } from './state.js';

/** What holds around a task. */
interface Context {
  readonly scope: Scope;
  /** Parameters that the plays and blocks around set for a module, by its short name. */
  readonly defaults: ReadonlyMap<string, YamlNode | undefined>;
  readonly sink: Sink;
  /** Takes what the values of variables look like. */
  readonly guesses: Sink;
  readonly hints: Hints;
  readonly depth: number;
}

const MAX_DEPTH = 40;

/** Reads the plays of a playbook, or the tasks of a task or handler file. */
export function readTaskFile(root: YamlNode | undefined, scope: Scope, sink: Sink): void {
  const places = placeSink(sink);
  const hints = createHints();
  const context: Context = {
    scope,
    defaults: new Map(),
    sink: places,
    guesses: places.guesses,
    hints,
    depth: 0,
  };
  if (root?.kind === 'map') readRoles(get(root, 'dependencies') ?? get(root, 'roles'), context);
  else readTasks(root, context);
  hints.report(places);
  places.flush();
}

/** @param whole What must have a task of the list, so that it goes with the only one. */
function readTasks(node: YamlNode | undefined, outer: Context, whole?: Unit): void {
  if (outer.depth > MAX_DEPTH) return;
  const context: Context = { ...outer, scope: withFacts(node, outer.scope), depth: outer.depth + 1 };
  const tasks = items(node);
  for (const item of tasks) {
    const { value } = item;
    if (value?.kind !== 'map') continue;
    const own = itemUnit('task', item);
    const unit = whole && tasks.length === 1 ? { ...whole, span: own.span } : own;
    if (pairOf(value, 'hosts') ?? pairOf(value, 'import_playbook')) readPlay(value, context);
    else readTask(value, unit, context);
  }
}

/** Facts that the tasks of a list set, wherever among them they do. */
function withFacts(node: YamlNode | undefined, scope: Scope): Scope {
  const facts = items(node).flatMap(({ value }) => {
    const fact = entries(value).find(({ key }) => shortName(key) === 'set_fact');
    return entries(fact?.value).map((pair) => [pair.key, [{ node: pair.value }]] as const);
  });
  return facts.length > 0 ? new Map<string, readonly Variable[]>([...scope, ...facts]) : scope;
}

function readPlay(play: YamlNode, outer: Context): void {
  const variables = get(play, 'vars');
  const context = within(play, outer);
  readEnvironment({ node: get(play, 'environment') }, {}, context.sink);
  readRoles(get(play, 'roles'), context);
  for (const key of ['pre_tasks', 'tasks', 'post_tasks', 'handlers']) readTasks(get(play, key), context);
  readSettings(variables, context.guesses);
}

/** The context with the variables and module defaults of a play, block or task. */
function within(node: YamlNode, context: Context): Context {
  const defaults = entries(get(node, 'module_defaults')).map(
    ({ key, value }) => [shortName(key), value] as const,
  );
  return {
    ...context,
    scope: withVariables(context.scope, get(node, 'vars')),
    defaults: defaults.length > 0 ? new Map([...context.defaults, ...defaults]) : context.defaults,
  };
}

/** Roles of a play, or dependencies of a role's `meta`, with the variables that they are given. */
function readRoles(node: YamlNode | undefined, context: Context): void {
  for (const item of items(node)) {
    const { value } = item;
    const name = scalar(value?.kind === 'map' ? (get(value, 'role') ?? get(value, 'name')) : value);
    if (!name) continue;
    const { span, text } = name;
    const unit = itemUnit('role', item);
    context.sink.reference(typedReference('module', 'ansible-role', text, { span, unit }));
    readSettings(get(value, 'vars'), context.guesses);
  }
}

function readTask(task: YamlNode, unit: Unit, outer: Context): void {
  const idle = idleIntent(task);
  const sink = idle ? intentSink(outer.sink, idle) : outer.sink;
  const context = within(task, { ...outer, sink });
  const blocks = ['block', 'rescue', 'always'].filter((key) => pairOf(task, key));
  for (const key of blocks) readTasks(get(task, key), context, key === 'block' ? unit : undefined);
  readSettings(get(task, 'vars'), context.guesses);
  readEnvironment({ node: get(task, 'environment') }, { unit }, sink);
  if (blocks.length > 0) return;
  const result = textAt(task, 'register');
  if (result !== undefined) context.hints.exclude(result);
  const inner: Context = { ...context, scope: withLoop(task, context.scope) };
  for (const pair of entries(task)) {
    if (pair.key === 'action' || pair.key === 'local_action') readAction(pair, unit, inner);
    else if (!TASK_KEYWORDS.has(pair.key)) readModule(pair.key, pair, task, unit, inner);
  }
}

/** A task that never runs only talks, and one that runs in check mode only looks. */
function idleIntent(task: YamlNode): Intent | undefined {
  if (/^(?:false|no)$/i.test(textAt(task, 'when') ?? '')) return 'mention';
  return /^(?:true|yes)$/i.test(textAt(task, 'check_mode') ?? '') ? 'detect' : undefined;
}

/** Makes what a loop goes through known as `item`, or as the name that the task gives it. */
function withLoop(task: YamlNode, scope: Scope): Scope {
  const loop = entries(task).find(({ key }) => key === 'loop' || key.startsWith('with_'));
  if (!loop) return scope;
  const name = textAt(get(task, 'loop_control'), 'loop_var') ?? 'item';
  const read =
    loop.key === 'with_dict'
      ? loopPairs
      : /^with_(?:nested|together|cartesian|subelements)$/.test(loop.key)
        ? loopLists
        : loopItems;
  return new Map([...scope, [name, read(loop.value, scope)]]);
}

/** `action: module key=value …` and `action: { module: …, … }`. */
function readAction(pair: YamlPair, unit: Unit, context: Context): void {
  const { value } = pair;
  const text = scalar(value)?.text;
  const name = text === undefined ? textAt(value, 'module') : /^\s*(\S+)/.exec(text)?.[1];
  const module = name === undefined ? undefined : moduleOf(name);
  if (!module || !value || name === undefined) return;
  const from = text === undefined ? 0 : text.indexOf(name) + name.length;
  const args = text === undefined ? mapArguments(value) : inlineArguments(value, module, from);
  callModule(name, module, args, pair, unit, context);
}

function readModule(name: string, pair: YamlPair, task: YamlNode, unit: Unit, context: Context): void {
  const module = moduleOf(name);
  const { value } = pair;
  if (!module) {
    if (shortName(name) === 'set_fact') readSettings(value, context.guesses);
    else if (shortName(name) === 'azure_rm_virtualmachineextension') readExtension(value, unit, context.sink);
    return;
  }
  const free = scalar(value) && value ? inlineArguments(value, module) : mapArguments(value);
  callModule(name, module, new Map([...mapArguments(get(task, 'args')), ...free]), pair, unit, context);
}

function callModule(
  name: string,
  module: ResourceType,
  given: ReadonlyMap<string, Argument>,
  pair: YamlPair,
  unit: Unit,
  { scope, defaults, sink, hints }: Context,
): void {
  const args = new Map([...mapArguments(defaults.get(shortName(name))), ...given]);
  const state = stateOf(module, args, given, pair, scope);
  const call = { module, args, state, unit, scope, sink, hints };
  for (const [key, parameter] of Object.entries(module.parameters)) {
    const argument = given.get(key);
    if (argument) reportParameter(parameter, argument, call);
  }
}

/** A virtual machine extension of Azure is named by publisher and type. */
function readExtension(node: YamlNode | undefined, unit: Unit, sink: Sink): void {
  const publisher = scalar(get(node, 'publisher'));
  const type = scalar(get(node, 'virtual_machine_extension_type'));
  if (!publisher || !type) return;
  const state = scalar(get(node, 'state'));
  const intent: Intent = state?.text === 'absent' ? 'remove' : 'use';
  const name = `${publisher.text}/${type.text}`;
  const reference = typedReference('vm-extension', 'azure-vm-extension', name, {
    span: type.span,
    intent,
    unit,
    uninstall: state && [{ span: state.span, text: 'absent' }],
  });
  sink.reference({ ...reference, parts: [{ role: 'publisher', span: publisher.span }] });
}

const LIST = /^\uFEFF?(?:(?:---|#|%)[^\n]*\n|[ \t]*\r?\n)*- /;
const CALL = /^ *(?:- +)?["']?((?:\w+\.\w+\.)?\w+)["']?:(?:\s|$)/gm;

/** True if a text is a list of plays, or one that calls a module which is known here. */
export function looksLikeTasks(text: string): boolean {
  if (!LIST.test(text) || /^- +(?:apiVersion|op):/m.test(text)) return false;
  if (/^\uFEFF?(?:- +| {2,})(?:hosts|(?:ansible\.builtin\.)?import_playbook):/m.test(text)) return true;
  const calls = [...text.matchAll(CALL)].map(([, name = '']) => shortName(name));
  return calls.some((name) => Object.hasOwn(MODULES, name) || /^(?:include|import)_tasks$/.test(name));
}
