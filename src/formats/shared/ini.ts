import type { Span } from '../../core/types.js';

/** A line of a value, without the blanks around it. */
export interface IniLine {
  readonly text: string;
  readonly span: Span;
}

/** A key of an INI file with its value's lines. */
export interface IniEntry {
  /** Name of the section that it stands in; empty before the first. */
  readonly section: string;
  readonly key: string;
  readonly keySpan: Span;
  readonly lines: readonly IniLine[];
  /** From the key to the end of the last line. */
  readonly span: Span;
}

/**
 * Reads the INI files of Python's configparser (https://docs.python.org/3/library/configparser.html): `key = value`
 * or `key: value`, values that go on in indented lines, comments with `#` and `;` on lines of their own.
 */
export function readIni(text: string): IniEntry[] {
  const entries: { section: string; key: string; keySpan: Span; lines: IniLine[]; span: Span }[] = [];
  let section = '';
  for (const { 0: line, index } of text.matchAll(/[^\r\n]+/g)) {
    const bare = line.replace(/^\uFEFF/, ' ').trimEnd();
    const start = index + bare.length - bare.trimStart().length;
    const content = bare.trim();
    const head = /^\[([^\]]*)\]/.exec(content)?.[1];
    const pair = /^([^\s=:#;[][^=:]*?)[ \t]*[=:][ \t]*/.exec(content);
    const last = entries.at(-1);
    if (content === '' || /^[#;]/.test(content)) continue;
    if (/^[ \t]/.test(line) && last?.section === section) {
      last.lines.push({ text: content, span: [start, start + content.length] });
      last.span = [last.span[0], start + content.length];
    } else if (head !== undefined) section = head.trim();
    else if (pair?.[1] !== undefined) {
      const value = content.slice(pair[0].length);
      const from = start + pair[0].length;
      entries.push({
        section,
        key: pair[1],
        keySpan: [start, start + pair[1].length],
        lines: value === '' ? [] : [{ text: value, span: [from, from + value.length] }],
        span: [start, start + content.length],
      });
    }
  }
  return entries;
}
