import type { Sink, Unit } from '../../core/types.js';
import { formatOfShell, readImage, readImages, readScripts, readVariables, variablesOf } from './pipeline.js';
import type { PipelineScope } from './pipeline.js';
import { typedReference } from './references.js';
import { emitImage, emitValue, isUnknownText, placement, wordOf } from './yaml-emit.js';
import { entries, get, itemUnit, items, pairUnit, scalar, textAt } from './yaml.js';
import type { YamlItem, YamlNode } from './yaml.js';

interface Around {
  readonly windows: boolean;
  readonly scope: PipelineScope;
  readonly sink: Sink;
}

const USE = /(?:\$\(|\$\{\{\s*(?:variables|parameters)\.)([\w.]+)(?:\)|\s*\}\})/g;
const MAX_DEPTH = 40;

/** Reads an Azure pipeline or a template: its steps wherever they stand, containers, variables and resources. */
export function readAzure(root: YamlNode | undefined, sink: Sink): void {
  const lists = [get(root, 'variables'), get(root, 'parameters')];
  const named = lists
    .flatMap((list) => items(list))
    .flatMap(({ value }) => {
      const name = textAt(value, 'name');
      const read = scalar(get(value, 'value')) ?? scalar(get(value, 'default'));
      return name !== undefined && read ? [[name, read] as const] : [];
    });
  const values = new Map([...variablesOf(...lists), ...named]);
  visit(root, { windows: false, scope: { values, pattern: USE }, sink }, 0);
}

function visit(node: YamlNode | undefined, around: Around, depth: number): void {
  if (!node || depth > MAX_DEPTH) return;
  const { sink, scope } = around;
  const image = textAt(node, 'pool', 'vmImage') ?? textAt(node, 'pool', 'name');
  const inner = image === undefined ? around : { ...around, windows: /win|vs20/i.test(image) };
  for (const item of items(node)) visit(item.value, inner, depth + 1);
  for (const pair of entries(node)) {
    const { key, value } = pair;
    if (key === 'steps') readSteps(value, inner, depth + 1);
    else if (key === 'container')
      readImage(value, { unit: pairUnit('container', pair) }, sink, scope, ['image']);
    else if (key === 'containers') readImages(value, 'container', sink, scope);
    else if (key === 'repositories') readRepositories(value, sink);
    else if (key === 'variables') readVariables(value, 'variable', sink);
    else if (key === 'parameters') readParameters(value, sink);
    else if (
      /^(?:stages|jobs|strategy|runOnce|rolling|canary|deploy|preDeploy|routeTraffic|postRouteTraffic|on|success|failure|resources|extends)$/.test(
        key,
      ) ||
      key.startsWith('${{')
    )
      visit(value, inner, depth + 1);
    else if (value?.kind === 'seq' && /^(?:pre|post|build)?steps$/i.test(key))
      readSteps(value, inner, depth + 1);
  }
}

/** Parameters of a template, or values for one; what is only named is no use of it. */
function readParameters(node: YamlNode | undefined, sink: Sink): void {
  for (const item of items(node)) {
    const read = scalar(get(item.value, 'default'));
    if (read)
      emitValue(sink, wordOf(read), textAt(item.value, 'name') ?? '', { unit: itemUnit('parameter', item) });
  }
  for (const pair of entries(node)) {
    const read = scalar(pair.value);
    if (read) emitValue(sink, wordOf(read), pair.key, { unit: pairUnit('parameter', pair) });
  }
}

function readRepositories(node: YamlNode | undefined, sink: Sink): void {
  for (const item of items(node)) {
    const name = scalar(get(item.value, 'name'));
    if (!name || textAt(item.value, 'type') !== 'github') continue;
    const at = placement(wordOf(name), { unit: itemUnit('repository', item) });
    sink.reference(typedReference('repository', 'github', name.text, at));
  }
}

function readSteps(node: YamlNode | undefined, around: Around, depth: number): void {
  if (depth > MAX_DEPTH) return;
  const job = items(node).length === 1 ? jobOf(node) : undefined;
  for (const item of items(node)) {
    readStep(item, around, job ?? itemUnit('step', item));
    // `${{ if … }}:` holds steps of its own.
    for (const pair of entries(item.value)) {
      if (pair.key.startsWith('${{')) readSteps(pair.value, around, depth + 1);
    }
  }
}

const SHELLS: readonly (readonly [key: string, format: string])[] = [
  ['bash', 'shell'],
  ['pwsh', 'powershell'],
  ['powershell', 'powershell'],
];
const INLINE = /^(?:script|inline|inlineScript|commands|runSettingsFile)$/i;

/** The job that steps are of, which is nothing without one. */
function jobOf(steps: YamlNode | undefined): Unit | undefined {
  const holder = steps?.holder && 'key' in steps.holder ? steps.holder.parent.holder : undefined;
  const isJob = holder && 'itemSpan' in holder && textAt(holder.value, 'job') !== undefined;
  return isJob ? itemUnit('job', holder) : undefined;
}

function readStep(item: YamlItem, { sink, windows, scope }: Around, unit: Unit): void {
  const step = item.value;
  readScripts(get(step, 'script'), windows ? 'batch' : 'shell', sink, { unit });
  for (const [key, format] of SHELLS) readScripts(get(step, key), format, sink, { unit });
  readVariables(get(step, 'env'), 'variable', sink);
  readImage(get(step, 'target'), { unit }, sink, scope, ['container']);
  readParameters(get(step, 'parameters'), sink);
  const task = textAt(step, 'task') ?? '';
  for (const pair of entries(get(step, 'inputs'))) {
    const read = scalar(pair.value);
    if (!read || isUnknownText(read.text)) continue;
    const around = { unit: pairUnit('input', pair) };
    if (INLINE.test(pair.key)) {
      readScripts(pair.value, formatOfTask(task, textAt(step, 'inputs', 'scriptType'), windows), sink, {
        unit,
      });
    } else if (/^(?:repository|imageName|containerImage|image)$/i.test(pair.key) && read.text.includes('/')) {
      emitImage(sink, wordOf(read), around);
    } else emitValue(quiet(sink), wordOf(read), pair.key, around);
  }
}

function formatOfTask(task: string, type: string | undefined, windows: boolean): string | undefined {
  if (type !== undefined) return formatOfShell(type === 'pscore' ? 'pwsh' : type);
  if (/powershell/i.test(task)) return 'powershell';
  if (/^(?:bash|shell|ssh)/i.test(task)) return 'shell';
  if (/^(?:python|node)/i.test(task)) return undefined;
  return windows ? 'batch' : 'shell';
}

/** Inputs of tasks name places; other words in them are only words. */
function quiet(sink: Sink): Sink {
  return {
    ...sink,
    reference: (reference) => {
      sink.reference(reference.kind === 'config' ? { ...reference, intent: 'mention' } : reference);
    },
  };
}
