import type { View } from '../../core/types.js';
import { createViewBuilder } from '../../core/text/view.js';

type Builder = ReturnType<typeof createViewBuilder>;

const ESCAPES: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  t: '\t',
  '\t': '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  e: '\x1b',
  N: '\x85',
  _: '\xa0',
  L: '\u2028',
  P: '\u2029',
};
const HEX_DIGITS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/**
 * The text of a plain or quoted scalar that stands between two offsets, quotes not included, with line folding
 * and escapes undone (https://yaml.org/spec/1.2.2/#flow-scalar-styles).
 */
export function flowView(source: string, start: number, end: number, quote: '' | "'" | '"'): View {
  const builder = createViewBuilder(source);
  let copied = start;
  let at = start;
  const replace = (until: number, text: string): void => {
    builder.copy(copied, at);
    builder.put(text, at);
    at = copied = until;
  };
  while (at < end) {
    const char = source[at];
    if (char === '\n' || char === '\r') {
      let from = at;
      while (from > copied && isBlank(source[from - 1])) from--;
      const fold = readFold(source, at, end);
      at = from;
      replace(fold.end, fold.breaks > 1 ? '\n'.repeat(fold.breaks - 1) : ' ');
    } else if (quote === "'" && char === "'" && source[at + 1] === "'") {
      replace(at + 2, "'");
    } else if (quote === '"' && char === '\\' && at + 1 < end) {
      const { until, text } = readEscape(source, at, end);
      replace(until, text);
    } else {
      at++;
    }
  }
  builder.copy(copied, end);
  const view = builder.view();
  return view.text === '' ? { text: '', map: [0, start] } : view;
}

function readEscape(source: string, at: number, end: number): { until: number; text: string } {
  const char = source[at + 1] ?? '';
  if (char === '\n' || char === '\r') {
    const fold = readFold(source, at + 1, end);
    return { until: fold.end, text: '\n'.repeat(fold.breaks - 1) };
  }
  const digits = HEX_DIGITS[char];
  if (digits === undefined) return { until: at + 2, text: ESCAPES[char] ?? char };
  const code = Number.parseInt(source.slice(at + 2, at + 2 + digits), 16);
  const known = code >= 0 && code <= 0x10ffff;
  return { until: Math.min(end, at + 2 + digits), text: known ? String.fromCodePoint(code) : '' };
}

/** Line breaks from `at` on with the blanks between and after them. */
function readFold(source: string, at: number, end: number): { end: number; breaks: number } {
  let breaks = 0;
  let until = at;
  for (let next = at; next < end;) {
    const char = source[next];
    if (char === '\n' || char === '\r') {
      next += source.startsWith('\r\n', next) ? 2 : 1;
      breaks++;
      until = next;
    } else if (isBlank(char)) {
      until = ++next;
    } else {
      break;
    }
  }
  return { end: Math.min(until, end), breaks };
}

interface Line {
  /** After the indentation. */
  readonly start: number;
  readonly end: number;
}

/** What stands in the header of a block scalar and around it. */
export interface BlockShape {
  /** Offset of `|` or `>`. */
  readonly start: number;
  readonly end: number;
  /** Indentation of the node that holds the scalar, for explicit indicators. */
  readonly parentIndent: number;
  /** Text of the same length in which lines without content are blank; it decides the indentation. */
  readonly masked: string;
}

/**
 * The text of a literal or folded block scalar without its indentation
 * (https://yaml.org/spec/1.2.2/#block-scalar-styles).
 */
export function blockView(source: string, shape: BlockShape): View {
  const header = /^[|>][^\r\n]*/.exec(source.slice(shape.start, shape.start + 200))?.[0] ?? '|';
  const folded = header.startsWith('>');
  const indicators = /^.([-+\d]*)/.exec(header)?.[1] ?? '';
  const digit = /\d/.exec(indicators)?.[0];
  const lines = linesOf(source, shape, digit === undefined ? undefined : shape.parentIndent + Number(digit));
  let last = lines.length - 1;
  while (last >= 0 && isEmpty(lines[last])) last--;
  const builder = createViewBuilder(source);
  for (let index = 0; index <= last; index++) {
    const line = lines[index];
    if (!line) break;
    builder.copy(line.start, line.end);
    if (index === last) break;
    if (!folded) builder.put('\n', line.end);
    else index = fold(builder, source, lines, index);
  }
  const end = lines[last];
  if (end && !indicators.includes('-')) builder.put('\n', Math.max(end.start, end.end - 1));
  const view = builder.view();
  return view.text === '' ? { text: '', map: [0, shape.end] } : view;
}

/** Joins a line of a folded scalar with the next one that has content; gives the index before that. */
function fold(builder: Builder, source: string, lines: readonly Line[], index: number): number {
  const line = lines[index];
  if (!line) return index;
  let next = index + 1;
  while (isEmpty(lines[next])) next++;
  const kept = isEmpty(line) || isBlank(source[line.start]) || isBlank(source[lines[next]?.start ?? 0]);
  const breaks = next - index;
  builder.put(kept ? '\n'.repeat(breaks) : breaks > 1 ? '\n'.repeat(breaks - 1) : ' ', line.end);
  return next - 1;
}

function isEmpty(line: Line | undefined): boolean {
  return line !== undefined && line.end <= line.start;
}

function linesOf(source: string, shape: BlockShape, explicit: number | undefined): Line[] {
  const lines: Line[] = [];
  let at = shape.start;
  while (at < shape.end && source[at] !== '\n') at++;
  at++;
  const raw: Line[] = [];
  while (at < shape.end) {
    const stop = source.indexOf('\n', at);
    const end = stop < 0 || stop > shape.end ? shape.end : stop;
    raw.push({ start: at, end: end > at && source[end - 1] === '\r' ? end - 1 : end });
    at = end + 1;
  }
  const indent = explicit ?? indentOf(shape.masked, raw) ?? indentOf(source, raw) ?? 0;
  for (const { start, end } of raw) {
    let from = start;
    while (from < end && from < start + indent && source[from] === ' ') from++;
    lines.push({ start: from, end });
  }
  return lines;
}

function indentOf(text: string, lines: readonly Line[]): number | undefined {
  for (const { start, end } of lines) {
    const width = text.slice(start, end).search(/[^ ]/);
    if (width >= 0) return width;
  }
  return undefined;
}

function isBlank(char: string | undefined): boolean {
  return char === ' ' || char === '\t';
}
