import { baseName } from '../../../core/text/url.js';
import type { Intent, Sink, Unit } from '../../../core/types.js';
import { readService } from '../compose-service.js';
import { walkObject } from '../kubernetes-walk.js';
import { isInstallerName } from '../references.js';
import type { Parameter, ResourceType } from '../resources/model.js';
import { isCopy, reportContent, reportNamed } from '../resources/named.js';
import {
  emitAssignment,
  emitCommand,
  emitKey,
  emitText,
  emitValue,
  intentSink,
  wordOf,
} from '../yaml-emit.js';
import type { Around } from '../yaml-emit.js';
import { entries, get, items, scalar } from '../yaml.js';
import { argumentValues, argumentWord } from './arguments.js';
import type { Argument, Arguments } from './arguments.js';
import type { Hints } from './hints.js';
import type { Scope } from './scope.js';
import type { State } from './state.js';
import type { Value } from './values.js';

/** The call that a parameter belongs to. */
export interface Call {
  readonly module: ResourceType;
  readonly args: Arguments;
  readonly state: State;
  readonly unit: Unit;
  readonly scope: Scope;
  readonly sink: Sink;
  readonly hints: Hints;
}

/** Reports what one parameter of a module call names. */
export function reportParameter(parameter: Parameter, argument: Argument, call: Call): void {
  const { as, copyOf, unless } = parameter;
  const told = unless !== undefined && isTold(call.args.get(unless), call.scope);
  const intent = told ? 'detect' : (parameter.intent ?? call.state.intent);
  const around: Around = { unit: call.unit, intent };
  if (as === 'shell' || as === 'powershell') {
    reportScript(as, argument, around, call.sink);
  } else if (as === 'content') reportFile(argument, around, call);
  else if (as === 'environment') readEnvironment(argument, around, call.sink);
  else if (as === 'values' || as === 'manifest' || as === 'compose') {
    reportObjects(as, argument, around, call.sink);
  } else {
    const source = copyOf === undefined ? [] : argumentValues(call.args.get(copyOf), call.scope);
    const known = source.flatMap(({ word, unresolved }) => (unresolved ? [] : [word]));
    const values = argumentValues(argument, call.scope).filter(({ word }) => !isCopy(word, known));
    for (const value of values) reportValue(parameter, value, values.length === 1, intent, call);
  }
}

const GENERIC =
  /^(?:setup|install(?:er)?|agent|console|client|server|package|app)?[\d._-]*(?:x64|x86)?\.\w+$/i;

/** True if an installer is named by more than what any installer is called. */
function isTold(argument: Argument | undefined, scope: Scope): boolean {
  const values = argumentValues(argument, scope);
  return values.some(({ word, unresolved }) => {
    const name = baseName(word.text);
    return !unresolved && isInstallerName(name) && !GENERIC.test(name);
  });
}

function reportScript(format: string, argument: Argument, around: Around, sink: Sink): void {
  const word = argumentWord(argument);
  if (word) emitText(sink, format, word, around);
  const list = items(argument.node).flatMap(({ value }) => {
    const read = scalar(value);
    return read ? [wordOf(read)] : [];
  });
  emitCommand(sink, list, around);
}

function reportObjects(
  as: 'values' | 'manifest' | 'compose',
  argument: Argument,
  around: Around,
  sink: Sink,
): void {
  const { unit, intent } = around;
  const target = intent && intent !== 'use' ? intentSink(sink, intent) : sink;
  const text = scalar(argument.node);
  if (text && as === 'manifest') emitText(sink, 'kubernetes', wordOf(text), around);
  else if (as === 'compose') {
    for (const service of entries(get(argument.node, 'services'))) {
      readService(service, { sink: target, variables: new Map() });
    }
  } else {
    for (const node of argument.node?.kind === 'seq' ? argument.node.items : [{ value: argument.node }]) {
      walkObject(node.value, { sink: target, unit });
    }
  }
}

/** Names and values of environment variables: a mapping, or a list of `NAME=value`. */
export function readEnvironment(argument: Argument, around: Around, sink: Sink): void {
  for (const { key, keySpan, value } of entries(argument.node)) {
    emitKey(sink, keySpan, key, around);
    const read = scalar(value);
    if (read) emitValue(sink, wordOf(read), key, around);
  }
  for (const { value } of items(argument.node)) {
    const read = scalar(value);
    if (read) emitAssignment(sink, wordOf(read), around);
    else readEnvironment({ node: value }, around, sink);
  }
}

/** The text of a file that is put somewhere. */
function reportFile(argument: Argument, around: Around, call: Call): void {
  const word = argumentWord(argument);
  const target = ['dest', 'path'].map((name) => argumentWord(call.args.get(name) ?? {})?.text ?? '');
  if (word) reportContent(word, target.join(' '), around, call.sink);
}

function reportValue(parameter: Parameter, value: Value, alone: boolean, intent: Intent, call: Call): void {
  const { word, path, unresolved } = value;
  const { module, sink, state, unit } = call;
  if (unresolved) {
    sink.skip(word.uses?.[0] ?? (path === undefined ? word.span : unresolved.span), 'unresolved-variable');
    if (intent === 'use' && path === undefined && !isNamedByCopy(parameter.as, call)) {
      call.hints.add(parameter.as, unresolved, unit);
    }
    return;
  }
  const uninstall = alone && path === undefined && intent === 'use' ? state.uninstall : undefined;
  const around = { unit: word.uses ? undefined : unit, intent, path };
  reportNamed(parameter, word, { ...around, uninstall, tidies: module.state === 'file' }, sink);
}

/** What is downloaded from an unknown place may be told by the file that it becomes. */
function isNamedByCopy(as: Parameter['as'], { args, scope }: Call): boolean {
  const target = as === 'url' ? argumentValues(args.get('dest'), scope) : [];
  return target.some(({ word, unresolved }) => !unresolved && isInstallerName(word.text));
}
