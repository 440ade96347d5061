import type { Span } from '../../../core/types.js';
import { subWord } from '../commands/words.js';
import type { Word } from '../commands/words.js';
import { wordOf } from '../yaml-emit.js';
import { entries, scalar } from '../yaml.js';
import type { YamlNode } from '../yaml.js';
import type { ResourceType } from '../resources/model.js';
import type { Scope } from './scope.js';
import { valuesOf, valuesOfWord } from './values.js';
import type { Value } from './values.js';

/** A parameter of a call: a node of a mapping, or a word of a `key=value` text. */
export interface Argument {
  readonly node?: YamlNode | undefined;
  readonly word?: Word;
}

/** Parameters of a module call by name. */
export type Arguments = ReadonlyMap<string, Argument>;

const INLINE = /(?<![\w=])(\w+)=("[^"]*"|'[^']*'|(?:\{\{[^{}]*\}\}|[^\s"'])*)/g;
const MAX_INLINE = 10_000;

/** The parameters of a call that is written as a mapping. */
export function mapArguments(node: YamlNode | undefined): Map<string, Argument> {
  return new Map(entries(node).map((pair) => [pair.key, { node: pair.value }]));
}

/**
 * The parameters of a one-line call. A module that takes free text has what is left of it as that parameter.
 * @param from Where in the text they begin, behind the module's name.
 */
export function inlineArguments(node: YamlNode, module: ResourceType, from = 0): Map<string, Argument> {
  const args = new Map<string, Argument>();
  const read = scalar(node);
  if (!read) return args;
  const whole = wordOf(read);
  const word = from > 0 ? subWord(whole, from) : whole;
  const own = new Set(['creates', 'removes', 'chdir', 'executable', 'warn', 'stdin']);
  const masked: Span[] = [];
  for (const match of word.text.slice(0, MAX_INLINE).matchAll(INLINE)) {
    const [all, key = '', quoted = ''] = match;
    if (module.free !== undefined && !own.has(key)) continue;
    const quote = /^["']/.test(quoted) ? 1 : 0;
    const end = match.index + all.length;
    args.set(key, { word: subWord(word, end - quoted.length + quote, end - quote) });
    masked.push([match.index, end]);
  }
  if (module.free !== undefined) args.set(module.free, { word: blanked(word, masked) });
  return args;
}

/** A word with some stretches as blanks. */
function blanked(word: Word, spans: readonly Span[]): Word {
  if (spans.length === 0) return word;
  let text = '';
  let at = 0;
  for (const [start, end] of spans) {
    text += word.text.slice(at, start) + ' '.repeat(end - start);
    at = end;
  }
  text += word.text.slice(at);
  let from = 0;
  const pieces = word.pieces?.map((piece) => {
    const start = from;
    from += piece.text.length;
    return { ...piece, text: text.slice(start, from) };
  });
  return { ...word, text, ...(pieces ? { pieces } : {}) };
}

/** The texts that an argument stands for. */
export function argumentValues(argument: Argument | undefined, scope: Scope): Value[] {
  if (argument?.word) return valuesOfWord(argument.word, scope);
  return valuesOf(argument?.node, scope);
}

/** An argument's text as it is written, for another language to read. */
export function argumentWord(argument: Argument): Word | undefined {
  const read = argument.word ? undefined : scalar(argument.node);
  return argument.word ?? (read && wordOf(read));
}
