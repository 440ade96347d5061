import type { Span } from '../../core/types.js';

/** A word of an instruction. `text` is without quotes and escapes; `raw` spans it with them. */
export interface Argument {
  readonly text: string;
  /** Inside of its quotes. */
  readonly span: Span;
  readonly raw: Span;
}

/** An instruction with its body made plain: as long as the source, comments and escapes blanked out. */
export interface Instruction {
  /** Upper case. */
  readonly name: string;
  /** From its first to its last character, without the last line break. */
  readonly span: Span;
  /** What follows the name on its lines; `source` offsets are `bodyStart` plus the offset in `body`. */
  readonly body: string;
  readonly bodyStart: number;
  readonly heredocs: readonly Heredoc[];
}

/** A here-document of an instruction. */
export interface Heredoc {
  /** Offset of `<<` in the body. */
  readonly at: number;
  /** The redirection in the body, with its word. */
  readonly redirection: Span;
  readonly content: Span;
}

const HEREDOC = /<<-?\s*(["']?)([A-Za-z_][\w.-]*)\1/g;
const TAKES_HEREDOC = new Set(['RUN', 'COPY', 'ADD']);

/**
 * Splits a Dockerfile into instructions (https://docs.docker.com/reference/dockerfile/): the escape directive,
 * continued lines, comments between them, here-documents. Linear in the length of the text.
 */
export function readInstructions(text: string): Instruction[] {
  const escape = /^(?:\uFEFF)?(?:#[^\n]*\n)*?#[ \t]*escape[ \t]*=[ \t]*`/i.test(text.slice(0, 512))
    ? '`'
    : '\\';
  const lines = splitLines(text);
  const found: Instruction[] = [];
  for (let index = 0; index < lines.length; index++) {
    const [start, end] = lines[index] ?? [0, 0];
    const head = /^[\uFEFF\s]*([A-Za-z]+)(?=\s|$)/.exec(text.slice(start, end));
    if (!head?.[1]) continue;
    const bodyStart = start + head[0].length;
    const name = head[1].toUpperCase();
    let body = '';
    let from = bodyStart;
    let last = index;
    for (;;) {
      const [, lineEnd] = lines[last] ?? [0, text.length];
      const next = lines[last + 1]?.[0] ?? text.length;
      const line = text.slice(from, lineEnd);
      const continued = continuation(line, escape);
      if (continued < 0 || last + 1 >= lines.length) {
        body += line;
        break;
      }
      body +=
        line.slice(0, continued) +
        (escape === '\\' ? text.slice(from + continued, next) : blank(next - from - continued));
      last++;
      while (last + 1 < lines.length && isComment(text, lines[last])) {
        const [comment] = lines[last] ?? [0, 0];
        const after = lines[last + 1]?.[0] ?? text.length;
        body += blank(after - comment);
        last++;
      }
      from = lines[last]?.[0] ?? text.length;
    }
    const heredocs: Heredoc[] = [];
    if (TAKES_HEREDOC.has(name)) {
      for (const match of body.matchAll(HEREDOC)) {
        const first = last + 1;
        let stop = first;
        while (stop < lines.length && text.slice(...(lines[stop] ?? [0, 0])).trim() !== match[2]) stop++;
        if (stop >= lines.length) break;
        const redirection: Span = [match.index, match.index + match[0].length];
        heredocs.push({
          at: match.index,
          redirection,
          content: [lines[first]?.[0] ?? 0, lines[stop]?.[0] ?? 0],
        });
        last = stop;
      }
    }
    const nameAt = start + head[0].length - head[1].length;
    found.push({ name, span: [nameAt, lines[last]?.[1] ?? text.length], body, bodyStart, heredocs });
    index = last;
  }
  return found;
}

function splitLines(text: string): Span[] {
  const lines: Span[] = [];
  let start = 0;
  for (const match of text.matchAll(/\r\n|\n|\r/g)) {
    lines.push([start, match.index]);
    start = match.index + match[0].length;
  }
  lines.push([start, text.length]);
  return lines;
}

/** Where the escape character stands that continues a line, or -1. */
function continuation(line: string, escape: string): number {
  const trimmed = line.trimEnd();
  return trimmed.endsWith(escape) ? trimmed.length - 1 : -1;
}

function isComment(text: string, line: Span | undefined): boolean {
  return line !== undefined && /^\s*(?:#|$)/.test(text.slice(...line));
}

function blank(length: number): string {
  return ' '.repeat(length);
}

/**
 * The words of an instruction's body from an offset on, leaving out its flags. Quotes are undone; a backslash
 * before a line break counts as white space.
 */
export function readArguments({ body, bodyStart }: Instruction, from = 0): Argument[] {
  const words: Argument[] = [];
  const pattern = /(?:\\\r?\n|\s)+|"((?:[^"\\]|\\[\s\S])*)"|'([^']*)'|((?:[^\s"'\\]|\\(?!\r?\n)[\s\S]?)+)/g;
  let open: { text: string; start: number; end: number; first: number; last: number } | undefined;
  const close = (): void => {
    if (open) {
      words.push({
        text: open.text,
        span: [bodyStart + open.first, bodyStart + open.last],
        raw: [bodyStart + open.start, bodyStart + open.end],
      });
    }
    open = undefined;
  };
  pattern.lastIndex = from;
  for (let match = pattern.exec(body); match; match = pattern.exec(body)) {
    const [whole, double, single, bare] = match;
    const inner = double ?? single ?? bare;
    if (inner === undefined) {
      close();
      continue;
    }
    const quoted = bare === undefined ? 1 : 0;
    const first = match.index + quoted;
    const end = match.index + whole.length;
    if (open) open = { ...open, text: open.text + inner, end, last: end - quoted };
    else open = { text: inner, start: match.index, end, first, last: end - quoted };
  }
  close();
  return words;
}

/** A JSON list of words with its punctuation blanked; other bodies stay. */
export function listToWords(instruction: Instruction): Instruction {
  const list = /^(\s*(?:--\S+\s+)*)(\[[\s\S]*\]\s*)$/.exec(instruction.body);
  if (!list?.[2]) return instruction;
  const words = list[2].replace(/"(?:[^"\\]|\\.)*"|[[\],]/g, (token) => (token.length > 1 ? token : ' '));
  return { ...instruction, body: `${list[1] ?? ''}${words}` };
}

/** The flags of an instruction, such as `--from=stage`, and the words behind them. */
export function splitFlags(instruction: Instruction): { flags: Argument[]; words: Argument[] } {
  const all = readArguments(instruction);
  const first = all.findIndex(({ text }) => !text.startsWith('--'));
  const at = first < 0 ? all.length : first;
  return { flags: all.slice(0, at), words: all.slice(at) };
}
