import { wholeLines } from '../../core/text/edits.js';
import type { Span, Unit } from '../../core/types.js';
import type { Word } from './commands/words.js';

/** A statement of words, with the statements in braces behind them. */
export interface Statement {
  readonly words: readonly Word[];
  readonly parent: Statement | undefined;
  readonly children: readonly Statement[];
  /** From the first word to the end of the braces or the last word, without a semicolon. */
  readonly span: Span;
  /** True if braces follow the words. */
  readonly block: boolean;
}

/** How a dialect ends its statements. */
export interface BraceSyntax {
  /** A line break ends a statement, as a semicolon does. */
  readonly lines?: boolean;
  /** Signs that stand for themselves between words, such as `=`. */
  readonly signs?: string;
}

type Building = { -readonly [K in keyof Statement]: Statement[K] } & {
  words: Word[];
  children: Statement[];
};

const TOKEN =
  /\/\*[^]*?(?:\*\/|$)|(?:#|\/\/(?=\s))[^\r\n]*|"((?:[^"\\]|\\.)*)"?|'([^'\r\n]*)'|[{};[\],]|\r\n|\n|\r|[^\s{};"'[\],]+/g;

/**
 * Reads configuration of words, semicolons and braces, as Junos, BIND and UCL have it. Unbalanced braces end where
 * the text does. Gives every statement in the order of its first word. Linear, whatever the nesting.
 */
export function readBraces(text: string, { lines = false, signs = '' }: BraceSyntax = {}): Statement[] {
  const found: Building[] = [];
  const open: Building[] = [];
  let current: Building | undefined;
  const end = (): void => {
    current = undefined;
  };
  const begin = (at: number): Building => {
    const parent = open.at(-1);
    const made: Building = { words: [], parent, children: [], span: [at, at], block: false };
    found.push(made);
    parent?.children.push(made);
    return made;
  };
  for (const match of text.matchAll(TOKEN)) {
    const [token, double, single] = match;
    const stop = match.index + token.length;
    const quoted = double ?? single;
    if (quoted === undefined && /^(?:#|\/\*|\/\/)/.test(token)) continue;
    if (quoted !== undefined || !/^(?:[{};[\],]|\s+)$/.test(token)) {
      current ??= begin(match.index);
      const from = match.index + (quoted === undefined ? 0 : 1);
      const words = quoted === undefined ? splitSigns(token, from, signs) : [wordAt(quoted, from, true)];
      current.words.push(...words);
      current.span = [current.span[0], stop];
    } else if (token === '{') {
      current ??= begin(match.index);
      current.block = true;
      open.push(current);
      end();
    } else if (token === '}') {
      const closed = open.pop();
      if (closed) closed.span = [closed.span[0], stop];
      end();
    } else if (token === ';' || (lines && /^[\r\n]/.test(token))) end();
  }
  for (const each of open) each.span = [each.span[0], text.trimEnd().length];
  return found;
}

function wordAt(text: string, start: number, quoted = false): Word {
  return { text, span: [start, start + text.length], ...(quoted ? { quoted } : {}) };
}

/** `a=b` is three words where `=` is a sign. */
function splitSigns(token: string, start: number, signs: string): Word[] {
  if (signs === '' || token.length > 1024) return [wordAt(token, start)];
  const words: Word[] = [];
  let from = 0;
  for (let at = 0; at <= token.length; at++) {
    const unit = token[at];
    if (unit !== undefined && !signs.includes(unit)) continue;
    if (at > from) words.push(wordAt(token.slice(from, at), start + from));
    if (unit !== undefined) words.push(wordAt(unit, start + at));
    from = at + 1;
  }
  return words;
}

/** A statement as a unit that goes with its semicolon and its lines. */
export function statementUnit(text: string, { span }: Statement, what: string): Unit {
  const semicolon = /^[ \t]*;/.exec(text.slice(span[1], span[1] + 64))?.[0].length ?? 0;
  const whole = [span[0], span[1] + semicolon] as const;
  return { span: whole, what, remove: [{ span: wholeLines(text, whole), text: '' }] };
}
