import type { Sink, Unit } from '../../core/types.js';
import { subWord } from './commands/words.js';
import { readImage, readImages, readScripts, readVariables, variablesOf } from './pipeline.js';
import type { PipelineScope } from './pipeline.js';
import { typedReference, urlReference } from './references.js';
import { placement, wordOf } from './yaml-emit.js';
import type { Around } from './yaml-emit.js';
import { entries, get, itemUnit, items, pairUnit, scalar } from './yaml.js';
import type { YamlNode } from './yaml.js';

/** Keys of the top level that are no jobs. */
const GLOBAL =
  /^(?:stages|include|variables|workflow|default|image|services|cache|before_script|after_script|spec|types)$/;
const SCRIPTS = ['before_script', 'script', 'after_script'];
const MAX_EXTENDS = 10;

/** Reads a GitLab pipeline: its jobs with what they extend, its variables and what it includes. */
export function readGitlab(root: YamlNode | undefined, sink: Sink): void {
  for (const input of entries(get(get(root, 'spec'), 'inputs'))) {
    readVariables(get(input.value, 'options'), 'option', sink);
  }
  readVariables(get(get(root, 'spec'), 'inputs'), 'input', sink);
  readInclude(get(root, 'include'), sink);
  const global = get(root, 'variables');
  readJob([root], global, sink);
  readJob([get(root, 'default')], global, sink);
  for (const pair of entries(root)) {
    if (GLOBAL.test(pair.key) || pair.value?.kind !== 'map') continue;
    const jobs = withBases(pair.value, root);
    const unit = pairUnit('job', pair);
    readJob(jobs, global, sink, unit);
    readTrigger(get(pair.value, 'trigger'), { unit }, sink);
  }
  readVariables(global, 'variable', sink);
}

/** A job and the jobs that it extends, the nearest first. */
function withBases(job: YamlNode, root: YamlNode | undefined): YamlNode[] {
  const found: YamlNode[] = [];
  const queue = [job];
  for (let next = queue.shift(); next && found.length < MAX_EXTENDS; next = queue.shift()) {
    if (found.includes(next)) continue;
    found.push(next);
    const bases = get(next, 'extends');
    const names = [bases, ...items(bases).map(({ value }) => value)].flatMap(
      (node) => scalar(node)?.text ?? [],
    );
    // Of several bases the last one holds.
    for (const name of names.reverse()) {
      const base = get(root, name);
      if (base) queue.push(base);
    }
  }
  return found;
}

function readJob(
  jobs: readonly (YamlNode | undefined)[],
  global: YamlNode | undefined,
  sink: Sink,
  unit?: Unit,
): void {
  const [own] = jobs;
  const scope: PipelineScope = { values: variablesOf(...jobs.map((job) => get(job, 'variables')), global) };
  const inherited = (key: string): YamlNode | undefined =>
    jobs.map((job) => get(job, key)).find((node) => node !== undefined);
  const image = inherited('image');
  readImage(image, {}, sink, scope);
  readImages(inherited('services'), 'service', sink, scope);
  const format = isWindows(inherited('tags')) ? 'powershell' : 'shell';
  for (const key of SCRIPTS)
    readScripts(get(own, key), format, sink, {}, key === 'script' ? unit : undefined);
  readScripts(get(get(own, 'hooks'), 'pre_get_sources_script'), format, sink);
  for (const item of items(get(own, 'run'))) {
    readScripts(get(item.value, 'script'), format, sink, { unit: itemUnit('step', item) });
  }
  for (const item of items(get(get(own, 'parallel'), 'matrix')))
    readVariables(item.value, 'matrix value', sink);
  for (const item of items(get(own, 'rules'))) readVariables(get(item.value, 'variables'), 'variable', sink);
  if (get(own, 'variables') !== global) readVariables(get(own, 'variables'), 'variable', sink);
}

function isWindows(tags: YamlNode | undefined): boolean {
  return items(tags).some(({ value }) => /windows|^win(?:\d|$)|powershell/i.test(scalar(value)?.text ?? ''));
}

/** Files of this or other projects, by URL, or components. */
function readInclude(node: YamlNode | undefined, sink: Sink): void {
  const own = node?.kind === 'seq' ? items(node) : [];
  for (const item of own) readIncluded(item.value, { unit: itemUnit('include', item) }, sink);
  if (node?.kind !== 'seq') readIncluded(node, {}, sink);
}

function readIncluded(node: YamlNode | undefined, around: Around, sink: Sink): void {
  const remote = scalar(node) ?? scalar(get(node, 'remote'));
  if (remote && /^https?:\/\//.test(remote.text)) {
    sink.reference(urlReference(remote.text, placement(wordOf(remote), around)));
  }
  readProject(get(node, 'project'), around, sink);
  const component = scalar(get(node, 'component'));
  const match = component && /^([^/]+\/)([^@\s]+?)(?:@(.+))?$/d.exec(component.text);
  const place = match?.indices?.[2];
  if (!component || !place) return;
  const name = subWord(wordOf(component), place[0], place[1]);
  sink.reference(typedReference('module', 'gitlab', name.text, placement(name, around)));
}

function readTrigger(node: YamlNode | undefined, around: Around, sink: Sink): void {
  readProject(scalar(node) ? node : get(node, 'project'), around, sink);
  readInclude(get(node, 'include'), sink);
}

function readProject(node: YamlNode | undefined, around: Around, sink: Sink): void {
  const read = scalar(node);
  if (!read || !/^[\w.-]+(?:\/[\w.-]+)+$/.test(read.text)) return;
  sink.reference(typedReference('repository', 'gitlab', read.text, placement(wordOf(read), around)));
}
