import { subWord } from './words.js';
import type { Word } from './words.js';

/** Which options of a program take the next word as their value; single letters may be clustered. */
export interface OptionSyntax {
  /** With their dashes: `-o`, `--output`. Compared without case if `anyCase`. */
  readonly values?: readonly string[];
  /** Options begin with `/` too, as Windows programs have it. */
  readonly slash?: boolean;
  readonly anyCase?: boolean;
  /** The first operand ends the options, so that an inner command keeps its own. */
  readonly stopAtOperand?: boolean;
}

/** The words of a command apart. */
export interface Arguments {
  readonly operands: readonly Word[];
  /** Option with its dashes, and its value where it has one. */
  readonly options: readonly { readonly name: string; readonly value?: Word }[];
}

/**
 * Takes options and operands apart: `--name=value`, `--name value`, `-ovalue`, `-o value`, clusters, `--`.
 */
export function readArguments(words: readonly Word[], syntax: OptionSyntax = {}): Arguments {
  const { values = [], slash = false, anyCase = false, stopAtOperand = false } = syntax;
  const operands: Word[] = [];
  const options: { name: string; value?: Word }[] = [];
  const fold = (name: string): string => (anyCase ? name.toLowerCase() : name);
  for (let index = 0; index < words.length; index++) {
    const word = words[index];
    if (!word) break;
    const { text } = word;
    if (text === '--') {
      return { operands: [...operands, ...words.slice(index + 1)], options };
    }
    const option = /^-[^\s]|^--\w/.test(text) || (slash && /^\/\w[\w:.-]*(?:=.*)?$/.test(text));
    if (!option) {
      if (stopAtOperand) return { operands: words.slice(index), options };
      operands.push(word);
      continue;
    }
    const equals = text.search(slash ? /[=:]/ : /=/);
    const name = fold(equals > 0 ? text.slice(0, equals) : text);
    if (equals > 0 && (text.startsWith('--') || slash || values.includes(name) || name.length > 2)) {
      options.push({ name, value: subWord(word, equals + 1) });
      continue;
    }
    if (values.includes(name)) {
      const value = words[index + 1];
      options.push(value ? { name, value } : { name });
      index++;
      continue;
    }
    const short = shortOption(text, values);
    if (!short) {
      options.push({ name });
      continue;
    }
    const inline = short.at + 1 < text.length;
    const value = inline ? subWord(word, short.at + 1) : words[index + 1];
    if (short.at > 1) options.push({ name: text.slice(0, short.at) });
    options.push(value ? { name: short.name, value } : { name: short.name });
    if (!inline) index++;
  }
  return { operands, options };
}

/** The first letter of a cluster that takes a value. */
function shortOption(text: string, values: readonly string[]): { name: string; at: number } | undefined {
  if (text.startsWith('--') || !/^-[a-zA-Z]{2}/.test(text)) return undefined;
  for (let at = 1; at < text.length; at++) {
    const letter = text[at] ?? '';
    if (!/[a-zA-Z]/.test(letter)) return undefined;
    if (values.includes(`-${letter}`)) return { name: `-${letter}`, at };
  }
  return undefined;
}

/** The values of the options of the given names, in order. */
export function valuesOf({ options }: Arguments, ...names: readonly string[]): Word[] {
  return options.flatMap(({ name, value }) => (value && names.includes(name) ? [value] : []));
}

/** True if one of the options is there. */
export function has({ options }: Arguments, ...names: readonly string[]): boolean {
  return options.some(({ name }) => names.includes(name));
}
