import type { KubernetesContext } from './kubernetes-context.js';
import { splitWord, subWord } from './commands/words.js';
import type { Word } from './commands/words.js';
import { emitAssignment, emitKey, emitShaped, emitText, emitValue, wordOf } from './yaml-emit.js';
import { entries, get, pairUnit, scalar } from './yaml.js';
import type { YamlNode, YamlPair } from './yaml.js';

const LANGUAGES: readonly (readonly [RegExp, string])[] = [
  [/\.(?:sh|bash)$/i, 'shell'],
  [/\.ps1$/i, 'powershell'],
  [/\.(?:bat|cmd)$/i, 'batch'],
  [/^(?:Dockerfile|Containerfile)(?:\.|$)/, 'dockerfile'],
];

/** Reads what a ConfigMap or a Secret holds: files by their names, settings by theirs. */
export function readData(root: YamlNode | undefined, kind: string, context: KubernetesContext): void {
  for (const pair of entries(get(root, 'data'))) {
    // https://kubernetes.io/docs/reference/kubernetes-api/config-and-storage-resources/secret-v1/
    const read = kind === 'Secret' ? scalar(pair.value) : undefined;
    if (read) context.sink.skip(read.span, 'encoded-value');
    else if (kind !== 'Secret') readEntry(pair, context);
  }
  for (const pair of entries(get(root, 'stringData'))) {
    if (pair.key.startsWith('.docker')) readRegistries(pair, context);
    else readEntry(pair, context);
  }
}

/** The registries that a pull secret opens, in the JSON of `docker login`. */
function readRegistries({ value }: YamlPair, { sink, unit, intent }: KubernetesContext): void {
  const read = scalar(value);
  if (!read) return;
  const word = wordOf(read);
  for (const match of read.text.matchAll(/"([^"\s]{4,253})"\s*:\s*\{/g)) {
    const from = match.index + 1;
    emitShaped(sink, subWord(word, from, from + (match[1]?.length ?? 0)), 'registry', { unit, intent });
  }
}

function readEntry(pair: YamlPair, { sink, intent }: KubernetesContext): void {
  const read = scalar(pair.value);
  if (!read) return;
  const unit = pairUnit('entry', pair);
  const word = wordOf(read);
  if (!/[\r\n]/.test(read.text.trimEnd())) {
    if (/^[A-Za-z_]\w*$/.test(pair.key)) emitKey(sink, pair.keySpan, pair.key, { unit, intent });
    emitValue(sink, trimmed(word), pair.key, { unit, intent });
    return;
  }
  const language =
    LANGUAGES.find(([name]) => name.test(pair.key))?.[1] ??
    (/^#!.*\b(?:ba|da|z|k|a)?sh\b/.test(read.text) ? 'shell' : undefined);
  if (language !== undefined) emitText(sink, language, word, { unit, intent });
  else readSettings(word, { sink, intent, unit });
}

/** Lines of `KEY=value`, as properties and environment files have them. */
function readSettings(word: Word, { sink, intent }: KubernetesContext): void {
  for (const part of splitWord(word, /\r?\n/g)) {
    const line = trimmed(part);
    const setting = line.text.startsWith('export ') ? subWord(line, 'export '.length) : line;
    emitAssignment(sink, setting, { intent, unit: { what: 'line', span: line.span } });
  }
}

function trimmed(word: Word): Word {
  const start = word.text.length - word.text.trimStart().length;
  return subWord(word, start, Math.max(start, word.text.trimEnd().length));
}
