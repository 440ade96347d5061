import type { Intent, Sink, Unit, View } from '../../../core/types.js';
import { sourceSpan } from '../../../core/text/view.js';
import { configReference, typedReference } from '../references.js';
import { entries, get, itemUnit, items, pairOf, scalar } from '../yaml.js';
import type { YamlItem, YamlNode, YamlPair } from '../yaml.js';
import { MODULES, TASK_KEYWORDS, moduleOf } from './modules.js';
import type { Module } from './modules.js';
import { reportParameter } from './report.js';
import { stateOf } from './state.js';
import { addVariables } from './values.js';
import type { Value, Variables } from './values.js';

/** Parameters of a module call by name: nodes of a mapping, or values of a `key=value` text. */
export type Arguments = ReadonlyMap<string, YamlPair | Value>;

const MAX_DEPTH = 40;
const INLINE = /(\w+)=("[^"]*"|'[^']*'|(?:\{\{.*?\}\}|[^\s"'])+)/g;

/** A play or task list: what stands in a playbook, a task file or a handler file. */
export function readTasks(node: YamlNode | undefined, variables: Variables, sink: Sink, depth = 0): void {
  if (depth > MAX_DEPTH) return;
  const known = new Map(variables);
  for (const { value } of items(node)) {
    const fact = entries(value).find(({ key }) => key === 'set_fact' || key.endsWith('.set_fact'));
    addVariables(known, fact?.value);
  }
  for (const item of items(node)) {
    const { value } = item;
    if (value?.kind !== 'map') continue;
    if (pairOf(value, 'hosts')) readPlay(value, known, sink, depth);
    else readTask(item, value, known, sink, depth);
  }
}

function readPlay(play: YamlNode, variables: Variables, sink: Sink, depth: number): void {
  const known = new Map(variables);
  addVariables(known, get(play, 'vars'));
  readEnvironment(get(play, 'environment'), undefined, sink);
  readRoles(get(play, 'roles'), sink);
  for (const key of ['pre_tasks', 'tasks', 'post_tasks', 'handlers']) {
    readTasks(get(play, key), known, sink, depth + 1);
  }
}

/** Roles of a play, or dependencies of a role's `meta`. */
export function readRoles(node: YamlNode | undefined, sink: Sink): void {
  for (const item of items(node)) {
    const role =
      item.value?.kind === 'map' ? (get(item.value, 'role') ?? get(item.value, 'name')) : item.value;
    const name = scalar(role);
    if (!name) continue;
    const unit = itemUnit('role', item);
    sink.reference(typedReference('module', 'ansible-role', name.text, { span: name.span, unit }));
  }
}

function readTask(item: YamlItem, task: YamlNode, outer: Variables, sink: Sink, depth: number): void {
  const variables = new Map(outer);
  addVariables(variables, get(task, 'vars'));
  const block = ['block', 'rescue', 'always'].filter((key) => pairOf(task, key));
  for (const key of block) readTasks(get(task, key), variables, sink, depth + 1);
  if (block.length > 0) return;
  addLoop(task, variables);
  const unit = itemUnit('task', item);
  readEnvironment(get(task, 'environment'), unit, sink);
  for (const pair of entries(task)) {
    const action = pair.key === 'action' || pair.key === 'local_action';
    if (action) readAction(pair, unit, variables, sink);
    else if (!TASK_KEYWORDS.has(pair.key)) readModule(pair.key, pair, task, unit, variables, sink);
  }
}

/** Makes what a loop goes through known as `item` and its members. */
function addLoop(task: YamlNode, variables: Map<string, { node: YamlNode; path?: string }>): void {
  const loop = ['loop', 'with_items', 'with_list', 'with_flattened', 'with_fileglob']
    .map((key) => get(task, key))
    .find((node) => node !== undefined);
  if (!loop) return;
  const name = scalar(get(get(task, 'loop_control'), 'loop_var'))?.text ?? 'item';
  variables.set(name, { node: loop });
  const members = new Map<string, YamlNode>();
  for (const { value } of items(loop)) {
    for (const { key, value: member } of entries(value)) if (member) members.set(key, member);
  }
  for (const [key, member] of members) variables.set(`${name}.${key}`, { node: member });
}

function readEnvironment(node: YamlNode | undefined, unit: Unit | undefined, sink: Sink): void {
  for (const { key, keySpan } of entries(node)) {
    sink.reference(configReference('config-key', key, { span: keySpan, unit }));
  }
}

/** `action: module key=value …` and `action: { module: …, … }`. */
function readAction(pair: YamlPair, unit: Unit, variables: Variables, sink: Sink): void {
  const name =
    scalar(pair.value)?.text.trim().split(/\s/)[0] ?? scalar(get(pair.value, 'module'))?.text ?? '';
  const module = moduleOf(name);
  if (!module) return;
  const free = scalar(pair.value);
  const args = free ? inlineArguments(free.text, free.view, module) : mapArguments(pair.value);
  callModule(module, args, pair, unit, variables, sink);
}

function readModule(
  name: string,
  pair: YamlPair,
  task: YamlNode,
  unit: Unit,
  variables: Variables,
  sink: Sink,
): void {
  const module = moduleOf(name);
  if (!module) {
    if (name.endsWith('azure_rm_virtualmachineextension')) readExtension(pair.value, unit, sink);
    return;
  }
  const extra = mapArguments(get(task, 'args'));
  const free = scalar(pair.value);
  const own = free ? inlineArguments(free.text, free.view, module, pair) : mapArguments(pair.value);
  callModule(module, new Map([...extra, ...own]), pair, unit, variables, sink);
}

function readExtension(node: YamlNode | undefined, unit: Unit, sink: Sink): void {
  const publisher = scalar(get(node, 'publisher'));
  const type = scalar(get(node, 'virtual_machine_extension_type'));
  if (!publisher || !type) return;
  const intent: Intent = scalar(get(node, 'state'))?.text === 'absent' ? 'remove' : 'use';
  const reference = typedReference('vm-extension', 'azure-vm-extension', `${publisher.text}/${type.text}`, {
    span: type.span,
    intent,
    unit,
  });
  sink.reference({ ...reference, parts: [{ role: 'publisher', span: publisher.span }] });
}

function mapArguments(node: YamlNode | undefined): Arguments {
  return new Map(entries(node).map((pair) => [pair.key, pair]));
}

/** The parameters of a one-line call. A module that takes free text has all of it as that parameter. */
function inlineArguments(text: string, view: View, module: Module, pair?: YamlPair): Arguments {
  const args = new Map<string, YamlPair | Value>();
  if (module.free !== undefined) {
    if (pair) args.set(module.free, pair);
    return args;
  }
  for (const match of text.matchAll(INLINE)) {
    const [whole, key = '', quoted = ''] = match;
    const quote = /^["']/.test(quoted) ? 1 : 0;
    const start = match.index + whole.length - quoted.length + quote;
    const value = quoted.slice(quote, quoted.length - quote);
    args.set(key, { text: value, span: sourceSpan(view, [start, start + value.length]) });
  }
  return args;
}

function callModule(
  module: Module,
  args: Arguments,
  pair: YamlPair,
  unit: Unit,
  variables: Variables,
  sink: Sink,
): void {
  const state = stateOf(module, args, pair);
  for (const [name, parameter] of Object.entries(module.parameters)) {
    const argument = args.get(name);
    if (argument) reportParameter(parameter, argument, { module, state, unit, variables, sink });
  }
}

/** True if a mapping calls a module that is known here: what tells a task from other YAML. */
export function looksLikeTasks(text: string): boolean {
  if (!/^\s*-\s/m.test(text)) return false;
  const names = Object.keys(MODULES).join('|');
  const call = new RegExp(`^\\s*(?:-\\s+)?(?:[\\w]+\\.[\\w]+\\.)?(?:${names}):(?:\\s|$)`, 'm');
  return (
    /^-\s+(?:hosts|import_playbook):/m.test(text) ||
    /^\s+hosts:\s/m.test(text) ||
    (/^\s*-\s+name:/m.test(text) && call.test(text))
  );
}
