import type { Sink, Span } from '../../core/types.js';
import type { Piece } from './commands/words.js';

/** A part of a word: text, or a variable by its name in lower case. */
export type BatchPart = Piece | { readonly variable: string; readonly span: Span };

export interface BatchWord {
  readonly kind: 'word';
  readonly parts: readonly BatchPart[];
  readonly span: Span;
  readonly quoted: boolean;
}

type Sign = '&' | '|' | '(' | ')' | '\n' | '>' | '<';
type Token = BatchWord | { readonly kind: Sign; readonly span: Span };

/** A command with its words, or a construct with the statements in it. */
export type BatchStatement =
  | {
      readonly kind: 'command';
      readonly words: readonly BatchWord[];
      readonly span: Span;
      readonly stored: boolean;
    }
  | {
      readonly kind: 'if' | 'for';
      readonly head: readonly BatchWord[];
      readonly span: Span;
      readonly bodies: readonly BatchBody[];
    };

/** What a construct does: one statement behind it, or a block of lines in parentheses. */
export interface BatchBody {
  readonly chains: readonly BatchChain[];
  readonly block: boolean;
}

/** Statements of one line, with the sign before each. */
export type BatchChain = readonly { readonly statement: BatchStatement; readonly sign: '' | '&' | '|' }[];

const MAX_DEPTH = 100;

/** Reads a batch script into lines of statements; nothing is an error, and what nests too deeply is skipped. Linear. */
export function readBatchStatements(text: string, sink: Pick<Sink, 'skip'>): BatchChain[] {
  const tokens = readTokens(text);
  let at = 0;
  let depth = 0;

  const peek = (): Token | undefined => tokens[at];
  const isWord = (token: Token | undefined, word: string): boolean =>
    token?.kind === 'word' && wordText(token).toLowerCase() === word;

  const chains = (closes: boolean): BatchChain[] => {
    const list: BatchChain[] = [];
    for (let token = peek(); token; token = peek()) {
      if (token.kind === ')') {
        if (closes) break;
        at++;
      } else if (token.kind === '\n' || token.kind === '&' || token.kind === '|') at++;
      else list.push(chain());
    }
    return list;
  };

  const chain = (): BatchChain => {
    const list: { statement: BatchStatement; sign: '' | '&' | '|' }[] = [];
    let sign: '' | '&' | '|' = '';
    for (let token = peek(); token && token.kind !== '\n' && token.kind !== ')'; token = peek()) {
      if (token.kind === '&' || token.kind === '|') {
        sign = token.kind;
        at++;
        continue;
      }
      list.push({ statement: statement(), sign });
      sign = '&';
    }
    return list;
  };

  const body = (): BatchBody => {
    if (peek()?.kind === '(' && depth < MAX_DEPTH) {
      at++;
      depth++;
      const list = chains(true);
      depth--;
      if (peek()?.kind === ')') at++;
      return { chains: list, block: true };
    }
    const only = peek();
    if (!only || only.kind === '\n' || only.kind === ')') return { chains: [], block: false };
    if (depth >= MAX_DEPTH) {
      const deep = command();
      sink.skip(deep.span, 'too-deep');
      return { chains: [[{ statement: deep, sign: '' }]], block: false };
    }
    depth++;
    const inner = statement();
    depth--;
    return { chains: [[{ statement: inner, sign: '' }]], block: false };
  };

  const statement = (): BatchStatement => {
    const first = peek();
    const start = first?.span[0] ?? text.length;
    if (first?.kind === '(' && depth < MAX_DEPTH) {
      const bodies = [body()];
      return { kind: 'if', head: [], span: [start, endBefore()], bodies };
    }
    if (isWord(first, 'if')) return conditional(start);
    if (isWord(first, 'for')) return loop(start);
    return command();
  };

  const endBefore = (): number => tokens[at - 1]?.span[1] ?? text.length;

  const conditional = (start: number): BatchStatement => {
    at++;
    const head: BatchWord[] = [];
    const take = (): string => {
      const token = peek();
      if (token?.kind !== 'word') return '';
      head.push(token);
      at++;
      return wordText(token).toLowerCase();
    };
    let word = take();
    while (/^(?:\/i|not)$/.test(word)) word = take();
    if (/^(?:exist|defined|errorlevel|cmdextversion)$/.test(word)) take();
    else if (!word.includes('==') || word.endsWith('==')) {
      const operator = take();
      if (/^(?:==|equ|neq|lss|leq|gtr|geq)$/.test(operator)) take();
    }
    const bodies = [body()];
    const resume = at;
    while (peek()?.kind === '\n') at++;
    if (isWord(peek(), 'else')) {
      at++;
      bodies.push(body());
    } else at = resume;
    return { kind: 'if', head, span: [start, endBefore()], bodies };
  };

  const loop = (start: number): BatchStatement => {
    const head: BatchWord[] = [];
    at++;
    for (let token = peek(); token && token.kind !== '\n'; token = peek()) {
      at++;
      if (isWord(token, 'do')) break;
      if (token.kind === 'word') head.push(token);
    }
    const bodies = [body()];
    return { kind: 'for', head, span: [start, endBefore()], bodies };
  };

  const command = (): BatchStatement => {
    const words: BatchWord[] = [];
    const start = peek()?.span[0] ?? text.length;
    let stored = false;
    for (let token = peek(); token && !/^[&|)\n]$/.test(token.kind); token = peek()) {
      at++;
      if (token.kind === 'word') words.push(token);
      else if (token.kind === '>' || token.kind === '<') {
        const target = peek();
        if (target?.kind !== 'word') continue;
        at++;
        stored ||= token.kind === '>' && !/^(?:nul|&\d)$/i.test(wordText(target));
      }
    }
    return { kind: 'command', words, span: [start, endBefore()], stored };
  };

  return chains(false);
}

/** A word as far as it is text. */
export function wordText({ parts }: BatchWord): string {
  return parts.map((part) => ('text' in part ? part.text : '%')).join('');
}

/** Splits a text into words and signs; remarks and labels are left out. */
function readTokens(text: string): Token[] {
  const tokens: Token[] = [];
  let first = '';
  let depth = 0;
  let at = 0;
  const sign = (kind: Sign, length = 1): void => {
    tokens.push({ kind, span: [at, at + length] });
    at += length;
    if (kind !== '>' && kind !== '<') first = '';
  };
  while (at < text.length) {
    const unit = text[at] ?? '';
    if (unit === '\n' || unit === '\r') sign('\n');
    else if (/[\s\uFEFF@]/.test(unit) && (unit !== '@' || first === '')) at++;
    else if (unit === '^' && /[\r\n]/.test(text[at + 1] ?? '')) at += text.startsWith('\r\n', at + 1) ? 3 : 2;
    else if (first === '' && /^(?:::|:[\w~.-]|rem(?![\w.\\-]))/i.test(text.slice(at, at + 5)))
      at = lineEnd(text, at);
    else if (unit === '&' || unit === '|') sign(unit, text[at + 1] === unit ? 2 : 1);
    else if (unit === '>' || unit === '<') sign(unit, text[at + 1] === '>' ? 2 : 1);
    else if (unit === '(' && /^(?:|if|for|else)$/.test(first)) {
      const opened = first;
      sign('(');
      depth++;
      // The list of a loop is part of its head.
      if (opened === 'for') first = 'for';
    } else if (unit === ')' && depth > 0) {
      const inLoop = first === 'for';
      sign(')');
      depth--;
      if (inLoop) first = 'for';
    } else {
      const word = readBatchWord(text, at, depth > 0);
      at = word.span[1];
      const handle = /^\d$/.test(text.slice(...word.span)) && /[<>]/.test(text[at] ?? '');
      if (handle) continue;
      tokens.push(word);
      if (first === '' || (first === 'for' && /^do$/i.test(wordText(word)))) {
        first = first === 'for' ? '' : wordText(word).toLowerCase();
      }
    }
  }
  return tokens;
}

function lineEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && !/[\r\n]/.test(text[at] ?? '')) at++;
  return at;
}

/** Reads a word that begins at an offset, up to white space or a sign outside of quotes. */
function readBatchWord(text: string, start: number, inBlock: boolean): BatchWord {
  const doubled = /^""([\w\\%!.][^"\r\n]{0,1024})""/.exec(text.slice(start, start + 1030))?.[0].length;
  if (doubled !== undefined) {
    const span: Span = [start, start + doubled];
    return { kind: 'word', parts: readBatchParts(text, start + 2, span[1] - 2), span, quoted: true };
  }
  let at = start;
  let quoted = false;
  while (at < text.length) {
    const unit = text[at] ?? '';
    if (/[\r\n]/.test(unit)) break;
    if (unit === '"') quoted = !quoted;
    else if (!quoted) {
      if (unit === '^' && !/[\r\n]/.test(text[at + 1] ?? '\n')) at++;
      else if (/[\s&|<>^]/.test(unit) || (unit === ')' && inBlock)) {
        if (!(unit === '&' && at > start && /[<>]/.test(text[at - 1] ?? ''))) break;
      }
    }
    at++;
  }
  if (at === start) at++;
  const end = Math.min(at, text.length);
  return {
    kind: 'word',
    parts: readBatchParts(text, start, end),
    span: [start, end],
    quoted: text[start] === '"',
  };
}

const PART =
  /"|\^(?=\S)|%~[a-z]*[0-9]\\?|%%(?:~[a-z0-9]+|[a-z](?![a-z0-9]))|%%|%\*|%[0-9]|%([\w.()#$ -]{1,64})(?::[^%\r\n]{0,128})?%|!([\w.]{1,64})(?::[^!\r\n]{0,128})?!/gi;

/** The parts of a stretch of text: quotes and carets left out, variables told apart. */
export function readBatchParts(text: string, start: number, end: number): BatchPart[] {
  const parts: BatchPart[] = [];
  const raw = text.slice(start, end);
  let from = 0;
  const copy = (to: number): void => {
    if (to > from)
      parts.push({ text: raw.slice(from, to), span: [start + from, start + to], verbatim: true });
  };
  for (const match of raw.matchAll(PART)) {
    const [whole, name, delayed] = match;
    copy(match.index);
    from = match.index + whole.length;
    const span: Span = [start + match.index, start + from];
    const variable =
      name ?? delayed ?? (/^%(?:%.|\d|\*)/.test(whole) ? whole.replace(/~[a-z]*(?=\w)/i, '') : '');
    if (variable !== '') parts.push({ variable: variable.toLowerCase(), span });
    // The folder of the script.
    else if (whole === '%%') parts.push({ text: '%', span, verbatim: false });
    else if (whole.startsWith('%~')) parts.push({ text: '.\\', span, verbatim: false });
  }
  copy(raw.length);
  return parts;
}
