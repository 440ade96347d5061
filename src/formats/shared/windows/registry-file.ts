import { createViewBuilder } from '../../../core/text/view.js';
import type { Span } from '../../../core/types.js';
import type { Word } from '../commands/words.js';
import { wordOf } from '../yaml-emit.js';

/** A key of a registry file with the values that are set below it. */
export interface RegistryKey {
  /** As written between the brackets, without the `-` of a removal. */
  readonly name: Word;
  readonly removed: boolean;
  /** The line of the key. */
  readonly line: Span;
  /** From the key's bracket to the end of its last value. */
  readonly block: Span;
  readonly values: readonly RegistryValue[];
}

/** A value that is set or removed. */
export interface RegistryValue {
  /** Empty for the default value. */
  readonly name: Word;
  /** A string; undefined of every other type. */
  readonly text: Word | undefined;
  /** What follows the `=`, as written. */
  readonly data: string;
  readonly removed: boolean;
  readonly line: Span;
}

const STRING = /^"((?:[^"\\]|\\.)*)"/;

/**
 * Reads a registry file (https://learn.microsoft.com/windows/win32/sysinfo/registry-files) line by line; what is
 * neither key nor value is passed over. Linear.
 */
export function readRegistryFile(text: string): RegistryKey[] {
  const keys: { name: Word; removed: boolean; line: Span; block: Span; values: RegistryValue[] }[] = [];
  for (const { 0: whole, index } of text.matchAll(/[^\r\n]+/g)) {
    const lead = /^[\s\uFEFF]*/.exec(whole)?.[0].length ?? 0;
    const content = whole.slice(lead).trimEnd();
    const start = index + lead;
    const line: Span = [start, start + content.length];
    const last = keys.at(-1);
    const head = /^\[(-?)([^\]]+)/.exec(content);
    if (head?.[2] !== undefined) {
      const from = start + 1 + (head[1]?.length ?? 0);
      const name = { text: head[2], span: [from, from + head[2].length] as const };
      keys.push({ name, removed: head[1] === '-', line, block: line, values: [] });
    } else if (last && content !== '' && !content.startsWith(';')) {
      const value = valueOf(text, content, start, line);
      if (value) last.values.push(value);
      // Bytes go on in the next line.
      last.block = [last.block[0], line[1]];
    }
  }
  return keys;
}

function valueOf(text: string, content: string, start: number, line: Span): RegistryValue | undefined {
  const named = STRING.exec(content)?.[0] ?? (content.startsWith('@') ? '@' : '');
  const rest = content.slice(named.length);
  const equals = /^\s*=\s*/.exec(rest)?.[0].length;
  if (named === '' || equals === undefined) return undefined;
  const data = rest.slice(equals);
  const from = start + named.length + equals;
  const string = STRING.exec(data)?.[0];
  return {
    name: named === '@' ? { text: '', span: [start, start + 1] } : unescaped(text, start, named.length),
    text: string === undefined ? undefined : unescaped(text, from, string.length),
    data,
    removed: data === '-',
    line,
  };
}

/** The inside of a quoted string, with its escapes undone. */
function unescaped(text: string, start: number, length: number): Word {
  const span: Span = [start + 1, start + length - 1];
  const builder = createViewBuilder(text);
  let from = span[0];
  for (const { index } of text.slice(...span).matchAll(/\\["\\]/g)) {
    builder.copy(from, span[0] + index);
    from = span[0] + index + 1;
  }
  builder.copy(from, span[1]);
  const view = builder.view();
  return wordOf({ text: view.text, view, span });
}
