import type { Intent, ReferenceType, Sink, Span, Unit } from '../../../core/types.js';
import {
  fileReference,
  imageReference,
  isInstallerName,
  packageReference,
  serviceReference,
  typedReference,
  urlReference,
  valueReference,
} from '../references.js';
import type { Placement } from '../references.js';
import { scalar } from '../yaml.js';
import type { YamlPair } from '../yaml.js';
import type { Module, Parameter } from './modules.js';
import type { State } from './state.js';
import { valuesOf } from './values.js';
import type { Value, Variables } from './values.js';

/** The call that a parameter belongs to. */
export interface Call {
  readonly module: Module;
  readonly state: State;
  readonly unit: Unit;
  readonly variables: Variables;
  readonly sink: Sink;
}

/** Reports what one parameter of a module call names. */
export function reportParameter(parameter: Parameter, argument: YamlPair | Value, call: Call): void {
  const { sink, unit, variables } = call;
  if (parameter.as === 'shell' || parameter.as === 'powershell') {
    const script = 'keySpan' in argument ? scalar(argument.value) : undefined;
    const removed = call.state.intent === 'remove' ? { intent: 'remove' as const } : {};
    if (!script) return;
    const view = { ...script.view, text: maskJinja(script.view.text) };
    sink.embed({ format: parameter.as, view, unit, ...removed });
    return;
  }
  const values = 'keySpan' in argument ? valuesOf(argument.value, variables, parameter.as) : [argument];
  for (const value of values) {
    if (value.unresolved) sink.skip(value.span, 'unresolved-variable');
    else reportValue(parameter, value, values.length, call);
  }
}

/** Template expressions as one word each for the shell, at equal length. */
function maskJinja(text: string): string {
  return text.replace(/\{\{[^{}]*\}\}|\{%[^{}%]*%\}/g, (each) => each.replace(/[^\w{}\r\n]/g, '_'));
}

function reportValue({ as, type, intent: own }: Parameter, value: Value, count: number, call: Call): void {
  const { state, unit, sink } = call;
  const intent = own ?? state.intent;
  const at: Placement = {
    span: value.span,
    intent,
    path: value.path,
    uses: value.uses,
    unit: value.path === undefined ? (value.unit ?? (value.uses ? undefined : unit)) : undefined,
    uninstall: count === 1 && !value.uses ? state.uninstall : undefined,
  };
  const { text } = value;
  if (as === 'package') reportPackages(type ?? 'os', value, at, sink);
  else if (as === 'service')
    sink.reference(serviceReference(type === 'windows-service' ? type : 'systemd', text, at));
  else if (as === 'image') sink.reference(imageReference(text, at));
  else if (as === 'role') sink.reference(typedReference('module', 'ansible-role', text, at));
  else if (as === 'typed' && type && type !== 'os' && type !== 'url' && type !== 'value') {
    sink.reference(typedReference(type === 'helm' ? 'package' : 'config', type, text, at));
  } else if (/^[a-z]+:\/\//i.test(text)) sink.reference(urlReference(text, at));
  else if (as === 'url') reportUrl(text, at, sink);
  else if (text !== '' && !/[\r\n]/.test(text)) sink.reference(fileReference(text, at));
}

/** An address inside of a longer text, such as a line of `sources.list`, or whatever else the value is. */
function reportUrl(text: string, at: Placement, sink: Sink): void {
  const inner = /[a-z]+:\/\/\S+/i.exec(text);
  const verbatim = at.span[1] - at.span[0] === text.length;
  if (inner && verbatim) {
    const start = at.span[0] + inner.index;
    sink.reference(urlReference(inner[0], { ...at, span: [start, start + inner[0].length] }));
    return;
  }
  const typed = valueReference(text, at);
  if (typed) sink.reference(typed);
}

function reportPackages(type: ReferenceType, value: Value, at: Placement, sink: Sink): void {
  const { text, span } = value;
  const verbatim = span[1] - span[0] === text.length;
  if (!verbatim) {
    reportPackage(type, text, at, at.intent ?? 'use', sink);
    return;
  }
  const names = [...text.matchAll(/[^,\s]+(?:\{\{.*?\}\}[^,\s]*)*/g)];
  for (const match of names) {
    const start = span[0] + match.index;
    const place: Span = [start, start + match[0].length];
    const alone = names.length === 1;
    reportPackage(
      type,
      match[0],
      { ...at, span: place, uninstall: alone ? at.uninstall : undefined, unit: alone ? at.unit : undefined },
      at.intent ?? 'use',
      sink,
    );
  }
}

function reportPackage(type: ReferenceType, text: string, at: Placement, intent: Intent, sink: Sink): void {
  if (/^[a-z]+:\/\//i.test(text)) {
    sink.reference(urlReference(text, { ...at, uninstall: undefined }));
    return;
  }
  if (isInstallerName(text) || text.includes('/')) {
    sink.reference(fileReference(text, { ...at, uninstall: undefined }));
    return;
  }
  const split = /^([^=<>~!]+?)(?:[=<>~!]=?=?|-(?=\d+\.))(.+)$/.exec(text);
  const name = split?.[1] ?? text;
  const verbatim = at.span[1] - at.span[0] === text.length;
  const span: Span = verbatim ? [at.span[0], at.span[0] + name.length] : at.span;
  const version = split?.[2];
  const parts =
    version !== undefined && verbatim
      ? [{ role: 'version' as const, span: [at.span[1] - version.length, at.span[1]] as const }]
      : undefined;
  sink.reference(packageReference(type, { name, version, parts }, { ...at, span, intent }));
}
