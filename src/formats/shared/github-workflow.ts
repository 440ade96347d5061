import type { Sink, Unit } from '../../core/types.js';
import { splitWord, subWord } from './commands/words.js';
import type { Word } from './commands/words.js';
import { isDependencyReview, readDependencyReview } from './dependency-review.js';
import { expand, workflowInputs } from './github-expressions.js';
import type { Scope } from './github-expressions.js';
import { typedReference } from './references.js';
import {
  emitCommand,
  emitImage,
  emitKey,
  emitText,
  emitValue,
  isUnknownText,
  placement,
  wordOf,
} from './yaml-emit.js';
import type { Around } from './yaml-emit.js';
import { entries, get, itemUnit, items, lookup, pairOf, pairUnit, scalar, textAt } from './yaml.js';
import type { YamlItem, YamlNode, YamlPair } from './yaml.js';

/** Reads a workflow: its variables and jobs. Names, branches and conditions refer to nothing that is used. */
export function readWorkflow(root: YamlNode | undefined, sink: Sink): void {
  const inputs = workflowInputs(root);
  const scope: Scope = { env: [get(root, 'env')], inputs };
  readVariables(get(root, 'env'), scope, sink);
  for (const job of entries(get(root, 'jobs'))) readJob(job, root, scope, sink);
}

/** Reads an action: its inputs' defaults and how it runs. */
export function readAction(root: YamlNode | undefined, sink: Sink): void {
  const scope: Scope = { env: [], inputs: [get(root, 'inputs')] };
  for (const input of entries(get(root, 'inputs'))) {
    const read = scalar(get(input.value, 'default'));
    if (read) emitValue(sink, wordOf(read), input.key, { unit: pairUnit('input', input) });
  }
  const runs = get(root, 'runs');
  readVariables(get(runs, 'env'), scope, sink);
  const image = scalar(get(runs, 'image'));
  if (image?.text.startsWith('docker://')) emitImage(sink, wordOf(image));
  emitCommand(sink, wordsOf(get(runs, 'args')));
  for (const item of items(get(runs, 'steps')))
    readStep(item, itemUnit('step', item), scope, undefined, sink);
}

function readJob(job: YamlPair, root: YamlNode | undefined, outer: Scope, sink: Sink): void {
  const { value } = job;
  const unit = pairUnit('job', job);
  const matrix = lookup(value, 'strategy', 'matrix');
  const scope: Scope = { ...outer, env: [get(value, 'env'), ...outer.env], matrix };
  readVariables(get(value, 'env'), scope, sink);
  readUses(get(value, 'uses'), unit, scope, sink);
  readInputs(get(value, 'with'), undefined, scope, sink);
  const container = pairOf(value, 'container');
  if (container) readContainer(container, 'container', scope, sink);
  for (const service of entries(get(value, 'services'))) readContainer(service, 'service', scope, sink);
  const shell =
    textAt(value, 'defaults', 'run', 'shell') ??
    textAt(root, 'defaults', 'run', 'shell') ??
    (/windows/i.test(textAt(value, 'runs-on') ?? '') ? 'pwsh' : undefined);
  const steps = items(get(value, 'steps'));
  for (const item of steps) {
    // A job needs a step.
    readStep(item, steps.length === 1 ? unit : itemUnit('step', item), scope, shell, sink);
  }
}

function readStep(item: YamlItem, unit: Unit, outer: Scope, shell: string | undefined, sink: Sink): void {
  const step = item.value;
  const scope: Scope = { ...outer, env: [get(step, 'env'), ...outer.env] };
  readVariables(get(step, 'env'), scope, sink);
  readUses(get(step, 'uses'), unit, scope, sink);
  if (isDependencyReview(textAt(step, 'uses'))) readDependencyReview(get(step, 'with'), sink);
  else readInputs(get(step, 'with'), textAt(step, 'uses'), scope, sink);
  const run = scalar(get(step, 'run'));
  if (!run) return;
  const format = formatOfShell(textAt(step, 'shell') ?? shell);
  if (format !== undefined) emitText(sink, format, wordOf(run), { unit });
  readMatrixOf(run.text, scope, sink);
}

/** Bash unless said otherwise; undefined for what no format reads, such as Python. */
function formatOfShell(shell: string | undefined): string | undefined {
  const name = /^[\w.-]+/.exec(shell?.trim() ?? 'bash')?.[0].toLowerCase() ?? '';
  if (/^(?:ba|da|z|k)?sh$/.test(name)) return 'shell';
  if (/^(?:pwsh|powershell)(?:\.exe)?$/.test(name)) return 'powershell';
  return name === 'cmd' ? 'batch' : undefined;
}

/** Matrix values that a script puts into its commands. */
function readMatrixOf(script: string, { matrix }: Scope, sink: Sink): void {
  if (!script.includes('matrix.')) return;
  for (const list of entries(matrix)) {
    if (list.key === 'include' || list.key === 'exclude' || !script.includes(`matrix.${list.key}`)) continue;
    for (const item of items(list.value)) {
      const read = scalar(item.value);
      if (read) emitValue(sink, wordOf(read), list.key, { unit: itemUnit('matrix value', item) });
    }
  }
}

/** `owner/repo/path@ref`, `docker://image` or a folder of this repository. */
function readUses(node: YamlNode | undefined, unit: Unit, scope: Scope, sink: Sink): void {
  const read = scalar(node);
  if (!read || /^\.{1,2}\//.test(read.text)) return;
  const word = wordOf(read);
  if (word.text.startsWith('docker://')) {
    readImage(word, { unit }, scope, sink);
    return;
  }
  const match = /^([\w.-]+\/[\w.-]+)(?:\/[^@]*)?(?:@(.+))?$/.exec(word.text);
  if (!match?.[1]) return;
  const name = subWord(word, 0, match[1].length);
  const version = match[2];
  const from = word.text.length - (version?.length ?? 0);
  sink.reference({
    ...typedReference('module', 'github', name.text, placement(name, { unit })),
    ...(version === undefined
      ? {}
      : { version, parts: [{ role: 'version', span: subWord(word, from).span }] }),
  });
}

function readImage(word: Word, around: Around, scope: Scope, sink: Sink): void {
  for (const each of expand(word, scope)) emitImage(sink, each, around);
}

/** A container of a job: an image, or a map with one. */
function readContainer(pair: YamlPair, what: string, scope: Scope, sink: Sink): void {
  const unit = pairUnit(what, pair);
  const image = scalar(pair.value) ?? scalar(get(pair.value, 'image'));
  const credentials = [pairOf(pair.value, 'credentials') ?? []].flat();
  if (image) readImage(wordOf(image), { unit, credentials }, scope, sink);
  readVariables(get(pair.value, 'env'), scope, sink);
  for (const item of items(get(pair.value, 'volumes'))) {
    const read = scalar(item.value);
    if (!read) continue;
    for (const part of splitWord(wordOf(read), /:/g)) {
      if (part.text.startsWith('/')) emitValue(sink, part, '', { unit: itemUnit('volume mount', item) });
    }
  }
}

function readVariables(env: YamlNode | undefined, scope: Scope, sink: Sink): void {
  for (const pair of entries(env)) {
    const unit = pairUnit('variable', pair);
    emitKey(sink, pair.keySpan, pair.key, { unit });
    const read = scalar(pair.value);
    if (!read) continue;
    const [only, ...others] = expand(wordOf(read), scope);
    // What another variable or a matrix holds is reported there.
    if (only && others.length === 0 && !only.uses) emitValue(sink, only, pair.key, { unit });
  }
}

const SCRIPT_INPUT = /^(?:script|command|run|cmd|pre|post)$/;
const JAVASCRIPT = /^actions\/github-script(?:@|$)/;

/** The inputs of an action: places and images are used, other values only named; scripts are read. */
function readInputs(inputs: YamlNode | undefined, uses: string | undefined, scope: Scope, sink: Sink): void {
  for (const pair of entries(inputs)) {
    const unit = pairUnit('input', pair);
    const read = scalar(pair.value);
    if (!read || isUnknownText(read.text)) {
      if (read) readImageInput(wordOf(read), pair.key, unit, scope, sink);
      continue;
    }
    const word = wordOf(read);
    if (SCRIPT_INPUT.test(pair.key) && !JAVASCRIPT.test(uses ?? '')) {
      emitText(sink, 'shell', word, { unit });
    } else if (pair.key === 'repository') {
      readRepository(word, unit, sink);
    } else {
      for (const line of splitWord(word, /\r?\n/g)) readInput(line, pair.key, unit, scope, sink);
    }
  }
}

function readImageInput(word: Word, key: string, unit: Unit, scope: Scope, sink: Sink): void {
  if (!/image/i.test(key)) return;
  for (const each of expand(word, scope)) if (each !== word) emitImage(sink, each, { unit });
}

function readInput(word: Word, key: string, unit: Unit, scope: Scope, sink: Sink): void {
  for (const each of expand(word, scope)) {
    emitValue(
      {
        ...sink,
        reference: (reference) => {
          const named = reference.kind === 'config';
          sink.reference(named ? { ...reference, intent: 'mention' } : reference);
        },
      },
      each,
      key,
      { unit },
    );
  }
}

function readRepository(word: Word, unit: Unit, sink: Sink): void {
  if (!/^[\w.-]+\/[\w.-]+$/.test(word.text)) return;
  sink.reference(typedReference('repository', 'github', word.text, placement(word, { unit })));
}

function wordsOf(node: YamlNode | undefined): Word[] {
  return items(node).flatMap(({ value }) => {
    const read = scalar(value);
    return read ? [wordOf(read)] : [];
  });
}
