import type { Span } from '../../core/types.js';

export type RubyTokenKind = 'word' | 'label' | 'string' | 'words' | 'symbol' | 'other' | 'op' | 'newline';

/** A token of Ruby code. */
export interface RubyToken {
  readonly kind: RubyTokenKind;
  /** Word, label, symbol or operator as it stands; empty for strings. */
  readonly text: string;
  readonly span: Span;
  /** Inside of the quotes; the lines of a heredoc. */
  readonly inner: Span;
  /** True where escapes and interpolation are undone. */
  readonly escapes: boolean;
  /** Columns that a squiggly heredoc takes off each line. */
  readonly indent: number;
  /** Where the construct ends: behind a heredoc's terminator. */
  readonly end: number;
}

const BLANK = /(?:[ \t\r\f\uFEFF]|\\\r?\n|#[^\n]*)+/y;
const WORD = /[@$]{0,2}[\p{L}_][\p{L}\p{N}_]*(?:[?!](?![=~]))?/uy;
const NUMBER = /\d[\w.]*/y;
const OPERATOR =
  /===|<=>|\|\|=|&&=|\*\*|\.\.\.|=>|==|=~|!=|!~|<=|>=|\+=|-=|\*=|<<|>>|&\.|::|->|&&|\|\||\.\.|[\s\S]/y;
const HEREDOC = /<<([~-]?)(["'`]?)([\p{Lu}_][\p{L}\p{N}_]*)\2/uy;
const PERCENT = /%([qQwWiIrx]?)([^\w\s])/y;
const REGEX = /\/(?:[^/\\\r\n]|\\.)*\/[a-z]*/y;
const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}', '<': '>' };
const MAX_INTERPOLATION = 400;
const KEYWORDS = /^(?:if|unless|while|until|and|or|not|return|when|in|then|do|else|elsif|case|puts)$/;

/**
 * Splits Ruby code (https://docs.ruby-lang.org/en/master/syntax/literals_rdoc.html) into tokens. Comments and
 * what follows `__END__` are passed over; a string that is never closed ends with its line. Linear.
 */
export function lexRuby(text: string): RubyToken[] {
  const tokens: RubyToken[] = [];
  const unclosed = new Set<string>();
  const heredocs: { token: number; dash: string; word: string }[] = [];
  const terminators = createTerminators(text);
  let at = 0;

  const push = (kind: RubyTokenKind, end: number, more: Partial<RubyToken> = {}): void => {
    const span: Span = [at, end];
    const own = kind === 'string' || kind === 'words' ? '' : text.slice(at, end);
    tokens.push({ kind, text: own, span, inner: span, escapes: false, indent: 0, end, ...more });
    at = end;
  };
  const sticky = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    return pattern.exec(text);
  };
  const quoted = (open: number, close: string, escapes: boolean, nest?: string): number =>
    closeOf(text, open, close, escapes, nest, unclosed);
  const pushQuoted = (
    kind: 'string' | 'words' | 'other',
    open: number,
    end: number,
    escapes: boolean,
  ): void => {
    const closed = end < text.length && !/[\r\n]/.test(text[end] ?? '');
    push(kind, closed ? end + 1 : end, { inner: [open, end], escapes });
  };
  const takesOperand = (): boolean => {
    const last = tokens.at(-1);
    if (!last || last.kind === 'newline' || last.kind === 'label') return true;
    if (last.kind === 'op') return !/^[)\]}]$/.test(last.text);
    if (last.kind !== 'word') return false;
    if (KEYWORDS.test(last.text)) return true;
    // `name /x/`, `name %w[]` and `name <<X` pass an argument; `name / x` divides.
    return last.end < at && !/[\s=]/.test(text[at + 1] ?? ' ');
  };
  const skipHeredocs = (): void => {
    for (const { token, dash, word } of heredocs.splice(0)) {
      const { start, end } = terminators(word, dash !== '', at) ?? { start: text.length, end: text.length };
      const opener = tokens[token];
      if (opener) {
        const inner: Span = [at, start];
        const indent = dash === '~' ? commonIndent(text.slice(...inner)) : 0;
        tokens[token] = { ...opener, inner, indent, end };
      }
      at = Math.min(text.length, end + (text[end] === '\r' ? 2 : 1));
    }
  };

  while (at < text.length) {
    const blank = sticky(BLANK);
    if (blank) at += blank[0].length;
    if (at >= text.length) break;
    const unit = text[at] ?? '';
    const lineStart = at === 0 || text[at - 1] === '\n';
    if (unit === '\n') {
      push('newline', at + 1);
      skipHeredocs();
    } else if (lineStart && /^=begin\s/.test(text.slice(at, at + 7))) {
      const end = text.indexOf('\n=end', at);
      at = end < 0 ? text.length : end + 5;
    } else if (lineStart && /^__END__\s/.test(`${text.slice(at, at + 8)}\n`)) {
      break;
    } else if (unit === '"' || unit === "'" || unit === '`') {
      const end = quoted(at + 1, unit, unit !== "'");
      if (text[end] === unit && text[end + 1] === ':' && text[end + 2] !== ':' && !isTernary(tokens)) {
        push('label', end + 2, { text: text.slice(at + 1, end), inner: [at + 1, end] });
      } else pushQuoted(unit === '`' ? 'other' : 'string', at + 1, end, unit !== "'");
    } else if (unit === '<' && takesOperand() && sticky(HEREDOC)) {
      const [whole, dash = '', quote, word = ''] = sticky(HEREDOC) ?? [''];
      const known = terminators(word, dash !== '', at) !== undefined;
      if (known) heredocs.push({ token: tokens.length, dash, word });
      push(known ? 'string' : 'op', at + whole.length, { escapes: quote !== "'" });
    } else if (unit === '%' && takesOperand() && sticky(PERCENT)) {
      const [whole, kind = '', open = ''] = sticky(PERCENT) ?? [''];
      const from = at + whole.length;
      const end = quoted(from, CLOSING[open] ?? open, kind !== 'q', CLOSING[open] && open);
      const as = /[wi]/i.test(kind) ? 'words' : /[rx]/.test(kind) ? 'other' : 'string';
      pushQuoted(as, from, end, /^[QWI]?$/.test(kind));
    } else if (unit === '/' && takesOperand() && sticky(REGEX)) {
      push('other', at + (sticky(REGEX)?.[0].length ?? 1));
    } else if (unit === ':' && /["'\p{L}_]/u.test(text[at + 1] ?? '')) {
      const quote = /["']/.exec(text[at + 1] ?? '')?.[0];
      const from = at + (quote ? 2 : 1);
      WORD.lastIndex = from;
      const end = quote ? quoted(from, quote, quote === '"') : from + (WORD.exec(text)?.[0].length ?? 0);
      push('symbol', end + (quote && text[end] === quote ? 1 : 0), {
        text: text.slice(from, end),
        inner: [from, end],
      });
    } else if (sticky(WORD)) {
      const end = at + (sticky(WORD)?.[0].length ?? 1);
      const label = text[end] === ':' && text[end + 1] !== ':' && !isTernary(tokens);
      push(label ? 'label' : 'word', label ? end + 1 : end, { text: text.slice(at, end), inner: [at, end] });
    } else {
      const number = sticky(NUMBER);
      push(number ? 'other' : 'op', at + ((number ?? sticky(OPERATOR))?.[0].length ?? 1));
    }
  }
  return tokens;
}

function isTernary(tokens: readonly RubyToken[]): boolean {
  return tokens.at(-1)?.text === '?';
}

/** Offset of the closing quote; of the end of the line where there is none. */
function closeOf(
  text: string,
  open: number,
  close: string,
  escapes: boolean,
  nest: string | undefined,
  unclosed: Set<string>,
): number {
  const line = (): number => {
    const end = text.slice(open).search(/\r?\n|$/);
    return end < 0 ? text.length : open + end;
  };
  const limit = unclosed.has(close) ? line() : text.length;
  let depth = 0;
  for (let at = open; at < limit; at++) {
    const unit = text[at];
    if (unit === '\\') at++;
    else if (escapes && unit === '#' && text[at + 1] === '{') at = interpolationEnd(text, at);
    else if (nest !== undefined && unit === nest) depth++;
    else if (unit === close && depth-- === 0) {
      // A quote that opens a word on a later line is most likely the next string's.
      return nest === undefined && /\w/.test(text[at + 1] ?? '') ? Math.min(at, line()) : at;
    }
  }
  // One search to the end of the text is enough to know that there is no more of this quote.
  unclosed.add(close);
  return Math.min(limit, line());
}

/** Offset of the brace that closes an interpolation; of its `#` where none does. */
export function interpolationEnd(text: string, at: number): number {
  let depth = 0;
  const limit = Math.min(text.length, at + MAX_INTERPOLATION);
  for (let next = at + 1; next < limit; next++) {
    if (text[next] === '{') depth++;
    else if (text[next] === '}' && --depth === 0) return next;
  }
  return at;
}

/** Finds the line that ends a heredoc, after one pass over the text. */
function createTerminators(
  text: string,
): (word: string, indented: boolean, from: number) => { start: number; end: number } | undefined {
  let lines: Map<string, { start: number; end: number; column: number }[]> | undefined;
  const index = (): NonNullable<typeof lines> => {
    const map: NonNullable<typeof lines> = new Map();
    for (const match of text.matchAll(/^([ \t]*)([\p{Lu}_][\p{L}\p{N}_]*)[ \t]*(?=\r?$)/gmu)) {
      const [whole, column = '', word = ''] = match;
      const list = map.get(word) ?? [];
      list.push({ start: match.index, end: match.index + whole.length, column: column.length });
      map.set(word, list);
    }
    return map;
  };
  return (word, indented, from) => {
    lines ??= index();
    const list = lines.get(word) ?? [];
    // Heredocs come in the order of the text, so what lies behind is never asked for again.
    while (list[0] && list[0].start < from) list.shift();
    return list.find(({ column }) => indented || column === 0);
  };
}

function commonIndent(body: string): number {
  const columns = body.split('\n').map((line) => line.search(/[^ \t\r]/));
  const least = columns.reduce((a, b) => (b < 0 ? a : Math.min(a, b)), Infinity);
  return Number.isFinite(least) ? least : 0;
}
