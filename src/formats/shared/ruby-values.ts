import { createViewBuilder, sliceView } from '../../core/text/view.js';
import type { Span, View } from '../../core/types.js';
import { interpolationEnd } from './ruby-lexer.js';
import type { RubyToken } from './ruby-lexer.js';
import type { RubyPair, RubyString, RubyValue } from './ruby-model.js';

/** A place in a list of tokens, moved on by those who read. */
export interface RubyCursor {
  readonly text: string;
  readonly tokens: readonly RubyToken[];
  at: number;
}

/** What stands behind a method's name. */
export interface RubyArguments {
  readonly args: readonly RubyValue[];
  readonly options: readonly RubyPair[];
}

const STOPS =
  /^(?:do|if|unless|while|until|then|end|and|or|rescue|def|class|module|case|begin|else|elsif|when|ensure)$/;
const OUTER_STOPS = /^(?:&&|\|\||[;}\])|])$/;
/** Methods that leave a string what it is. */
const NEUTRAL = /^(?:freeze|strip|chomp|to_s|dup|strip_heredoc|undent|squish)$/;
const MAX_DEPTH = 50;

/** Readers of the values of Ruby calls. */
export function createRubyValues(cursor: RubyCursor): {
  /** A list of arguments, up to the closing bracket or the end of the statement. */
  readonly readList: (close?: string) => RubyArguments;
  /** One literal, name or bracket, without what is done with it. */
  readonly readOperand: () => RubyValue;
} {
  const { text, tokens } = cursor;
  let depth = 0;

  const peek = (ahead = 0): RubyToken | undefined => tokens[cursor.at + ahead];
  const isOp = (token: RubyToken | undefined, op: string): boolean =>
    token?.kind === 'op' && token.text === op;
  const skipLines = (): void => {
    while (peek()?.kind === 'newline') cursor.at++;
  };
  const other = (from: number, items: readonly RubyValue[]): RubyValue => {
    const raw = rawSpan(tokens, from, cursor.at, text.length);
    return { kind: 'other', text: text.slice(...raw), items, raw };
  };

  /** True at a token that ends a value: in brackets their end, else also that of the statement. */
  const isStop = (close: string | undefined): boolean => {
    const token = peek();
    if (!token || isOp(token, ',') || isOp(token, '=>')) return true;
    if (close !== undefined) return isOp(token, close);
    if (token.kind === 'newline') return !isOp(peek(1), '.');
    if (token.kind === 'word') return STOPS.test(token.text);
    return token.kind === 'op' && OUTER_STOPS.test(token.text);
  };

  const readValue = (close: string | undefined): RubyValue | undefined => {
    const from = cursor.at;
    const items: RubyValue[] = [];
    let plain = true;
    if (close !== undefined) skipLines();
    while (!isStop(close)) {
      const before = cursor.at;
      const token = peek();
      if (token?.kind === 'newline') cursor.at++;
      else if (isOp(token, '.') && NEUTRAL.test(peek(1)?.text ?? '')) cursor.at += 2;
      else if (token?.kind === 'op' && !/^[[{(]$/.test(token.text)) {
        plain = false;
        cursor.at++;
        if (/^(?:[+|?:-]|<<|&&|\|\|)$/.test(token.text)) skipLines();
      } else items.push(readOperand());
      if (cursor.at === before) cursor.at++;
    }
    const [only] = items;
    if (plain && only && items.length === 1) return only;
    if (cursor.at === from) return undefined;
    return other(from, items);
  };

  const readList = (close?: string): RubyArguments => {
    const args: RubyValue[] = [];
    const options: RubyPair[] = [];
    while (cursor.at < tokens.length) {
      if (close !== undefined) skipLines();
      const from = cursor.at;
      const label = peek()?.kind === 'label' ? peek() : undefined;
      if (label) {
        cursor.at++;
        if (!isOp(peek(), ',')) skipLines();
        options.push(pair(label.text, label.inner, readValue(close), from));
      } else {
        const value = readValue(close);
        if (isOp(peek(), '=>')) {
          cursor.at++;
          skipLines();
          const right = readValue(close);
          const literal = value?.kind === 'string' || value?.kind === 'symbol' ? value : undefined;
          if (literal) options.push(pair(literal.text, literal.span, right, from));
        } else if (value) args.push(value);
      }
      if (!isOp(peek(), ',')) break;
      cursor.at++;
      skipLines();
    }
    return { args, options };
  };

  const pair = (key: string, keySpan: Span, value: RubyValue | undefined, from: number): RubyPair => {
    return { key, keySpan, value, raw: rawSpan(tokens, from, cursor.at, text.length) };
  };

  const readBracket = (open: string): RubyValue => {
    const from = cursor.at++;
    const close = open === '[' ? ']' : open === '{' ? '}' : ')';
    if (depth >= MAX_DEPTH) return other(from, []);
    depth++;
    const items: RubyValue[] = [];
    const pairs: RubyPair[] = [];
    // More than one list stands in a bracket that holds statements, such as a block.
    while (cursor.at < tokens.length && !isOp(peek(), close)) {
      const before = cursor.at;
      const list = readList(close);
      for (const item of list.args) items.push(item);
      for (const pair of list.options) pairs.push(pair);
      if (cursor.at === before || (!isOp(peek(), close) && peek()?.kind === 'newline')) cursor.at++;
    }
    depth--;
    if (isOp(peek(), close)) cursor.at++;
    const raw = rawSpan(tokens, from, cursor.at, text.length);
    if (open === '{' && items.length === 0) return { kind: 'hash', pairs, raw };
    if (open === '[' && pairs.length === 0) return { kind: 'array', items, raw };
    if (open === '[') return { kind: 'array', items: [...items, { kind: 'hash', pairs, raw }], raw };
    return other(from, items);
  };

  const readOperand = (): RubyValue => {
    const from = cursor.at;
    const token = peek();
    if (token?.kind === 'op' && /^[[{(]$/.test(token.text)) return readBracket(token.text);
    cursor.at++;
    if (token?.kind === 'string') return stringOf(text, token);
    if (token?.kind === 'symbol')
      return { kind: 'symbol', text: token.text, span: token.inner, raw: token.span };
    if (token?.kind === 'words') return { kind: 'array', items: wordsOf(text, token), raw: token.span };
    return other(from, []);
  };

  return { readList, readOperand };
}

function rawSpan(tokens: readonly RubyToken[], from: number, to: number, size: number): Span {
  const start = tokens[from]?.span[0] ?? size;
  return [start, Math.max(start, tokens[to - 1]?.span[1] ?? start)];
}

/** The string that a token stands for. */
function stringOf(source: string, token: RubyToken): RubyString {
  const { inner, span: raw, escapes, indent } = token;
  const view = viewOf(source, inner, escapes, indent);
  const interpolated = escapes && source.slice(...inner).includes('#{');
  return { kind: 'string', text: view.text, span: inner, raw, view, interpolated };
}

function wordsOf(source: string, token: RubyToken): RubyString[] {
  const [start] = token.inner;
  return [...source.slice(...token.inner).matchAll(/\S+/g)].map((match): RubyString => {
    const span: Span = [start + match.index, start + match.index + match[0].length];
    const view = sliceView(source, span);
    return { kind: 'string', text: view.text, span, raw: span, view, interpolated: view.text.includes('#{') };
  });
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', s: ' ', e: '\u001B', 0: '\0' };

function viewOf(source: string, [start, end]: Span, escapes: boolean, indent: number): View {
  const inner = source.slice(start, end);
  if (indent === 0 && !/\\|#\{/.test(inner)) return sliceView(source, [start, end]);
  const builder = createViewBuilder(source);
  let from = start;
  let column = 0;
  const flush = (to: number): void => {
    builder.copy(from, to);
    from = to;
  };
  for (let at = start; at < end; at++) {
    const unit = source[at] ?? '';
    if (column < indent && (unit === ' ' || unit === '\t')) {
      flush(at);
      from = at + 1;
      column++;
      continue;
    }
    column = unit === '\n' ? 0 : Infinity;
    if (unit === '\\' && at + 1 < end) {
      const next = source[at + 1] ?? '';
      const known = escapes || next === '\\' || next === "'";
      if (!known) continue;
      flush(at);
      if (next !== '\n' && next !== '\r') builder.put((escapes ? ESCAPES[next] : undefined) ?? next, at);
      from = at + 2;
      at++;
    } else if (escapes && unit === '#' && source[at + 1] === '{') {
      const close = interpolationEnd(source, at);
      if (close === at) continue;
      flush(at);
      builder.put('$', at);
      builder.copy(at + 1, at + 2);
      builder.put(source.slice(at + 2, close).replace(/[^\w]/g, '_'), at + 2);
      from = close;
      at = close;
    }
  }
  flush(end);
  return builder.view();
}
