import type { Span } from '../../../core/types.js';
import type { Piece } from '../commands/words.js';

/** A part of a string: a text, or a variable that is put into it. */
export type PuppetPart = Piece | { readonly variable: string; readonly span: Span };

/** A token of Puppet code; strings have their parts. */
export interface PuppetToken {
  readonly kind: 'name' | 'type' | 'variable' | 'string' | 'other' | 'op';
  /** Name, type, variable without its dollar sign or operator; empty for strings. */
  readonly text: string;
  readonly span: Span;
  readonly parts: readonly PuppetPart[];
  /** Inside of the quotes; the lines of a heredoc. */
  readonly inner: Span;
  /** Where the construct ends: behind the end of a heredoc. */
  readonly end: number;
}

const BLANK = /(?:[\s\uFEFF]|#[^\r\n]*|\/\*[^]*?(?:\*\/|$))+/y;
const NAME = /(?:::)?[a-z_]\w*(?:-\w+)*(?:::[a-z_]\w*(?:-\w+)*)*/y;
const TYPE = /(?:::)?[A-Z]\w*(?:::[A-Z]\w*)*/y;
const VARIABLE = /\$(?:::)?\w+(?:::\w+)*/y;
const NUMBER = /\d[\w.]*/y;
const REGEX = /\/(?:[^/\\\r\n]|\\.)*\//y;
const OPERATOR = /<<\||\|>>|<\||\|>|=>|\+>|->|~>|<-|<~|==|!=|=~|!~|<=|>=|<<|>>|\+=|-=|@@|[^]/y;
const HEREDOC = /@\([ \t]{0,20}("?)([^"\s()/:]{1,100})\1[ \t]{0,20}(?::[\w+]+)?(?:\/([\w$]*))?[ \t]{0,20}\)/y;
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', s: ' ' };
const INNER_VARIABLE = /\$\{\s*\$?((?:::)?[a-z_]\w*(?:::\w+)*)\s*\}|\$((?:::)?[a-z_]\w*(?:::[a-z_]\w*)*)/y;
const EXPRESSION = /\$\{[^{}\r\n]*\}/y;

/**
 * Splits Puppet code (https://www.puppet.com/docs/puppet/8/puppet_language) into tokens. Comments are passed over;
 * a string that is never closed ends with its line. Linear.
 */
export function lexPuppet(text: string): PuppetToken[] {
  const tokens: PuppetToken[] = [];
  const heredocs: { token: number; tag: string; interpolates: boolean; escapes: boolean }[] = [];
  const lines = createLines(text);
  const unclosed = new Set<string>();
  let at = 0;

  const sticky = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    return pattern.exec(text);
  };
  const push = (kind: PuppetToken['kind'], end: number, more: Partial<PuppetToken> = {}): void => {
    const span: Span = [at, end];
    tokens.push({ kind, text: text.slice(at, end), span, parts: [], inner: span, end, ...more });
    at = end;
  };
  const endOfLine = (): number => {
    const end = text.slice(at).search(/[\r\n]/);
    return end < 0 ? text.length : at + end;
  };
  const quoted = (quote: string): void => {
    const close = unclosed.has(quote) ? -1 : closeOf(text, at + 1, quote);
    if (close < 0) unclosed.add(quote);
    const end = close < 0 ? endOfLine() : close;
    const inner: Span = [at + 1, Math.max(at + 1, end)];
    const parts = readParts(text, inner, { interpolates: quote === '"', escapes: quote, margin: 0 });
    push('string', close < 0 ? inner[1] : close + 1, { text: '', inner, parts });
  };
  const skipHeredocs = (): void => {
    for (const { token, tag, interpolates, escapes } of heredocs.splice(0)) {
      const found = lines.find(tag, at);
      const opener = tokens[token];
      if (!opener || !found) continue;
      const inner: Span = [at, Math.max(at, found.start)];
      const style = { interpolates, escapes: escapes ? '"' : '', margin: found.margin };
      tokens[token] = { ...opener, inner, end: found.end, parts: readParts(text, inner, style) };
      at = found.end;
    }
  };

  while (at < text.length) {
    const blank = sticky(BLANK);
    if (blank) {
      const stop = heredocs.length > 0 ? blank[0].indexOf('\n') : -1;
      at += stop < 0 ? blank[0].length : stop + 1;
      if (stop >= 0) skipHeredocs();
      continue;
    }
    const unit = text[at] ?? '';
    const heredoc = unit === '@' ? sticky(HEREDOC) : null;
    if (unit === '"' || unit === "'") quoted(unit);
    else if (heredoc && lines.find(heredoc[2] ?? '', at)) {
      heredocs.push({
        token: tokens.length,
        tag: heredoc[2] ?? '',
        interpolates: heredoc[1] === '"',
        escapes: (heredoc[3] ?? '') !== '',
      });
      push('string', at + heredoc[0].length, { text: '' });
    } else if (unit === '$' && sticky(VARIABLE)) {
      const end = at + (sticky(VARIABLE)?.[0].length ?? 1);
      push('variable', end, { text: text.slice(at + 1, end) });
    } else if (sticky(TYPE)) push('type', at + (sticky(TYPE)?.[0].length ?? 1));
    else if (sticky(NAME)) push('name', at + (sticky(NAME)?.[0].length ?? 1));
    else if (unit === '/' && !endsOperand(tokens.at(-1)) && sticky(REGEX)) {
      push('other', at + (sticky(REGEX)?.[0].length ?? 1));
    } else {
      const number = sticky(NUMBER);
      push(number ? 'other' : 'op', at + ((number ?? sticky(OPERATOR))?.[0].length ?? 1));
    }
  }
  return tokens;
}

function endsOperand(token: PuppetToken | undefined): boolean {
  if (!token) return false;
  return token.kind === 'op' ? /^[)\]]$/.test(token.text) : token.kind !== 'name' || token.text !== 'node';
}

function closeOf(text: string, from: number, quote: string): number {
  for (let at = from; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === quote) return at;
  }
  return -1;
}

interface Style {
  readonly interpolates: boolean;
  /** The quote whose escapes count; empty where a backslash stands for itself. */
  readonly escapes: string;
  /** Columns that are taken off each line. */
  readonly margin: number;
}

function readParts(text: string, [start, end]: Span, style: Style): PuppetPart[] {
  const parts: PuppetPart[] = [];
  let from = start;
  let at = start;
  const cut = (to: number): void => {
    if (to > from) parts.push({ text: text.slice(from, to), span: [from, to], verbatim: true });
  };
  const takeMargin = (): void => {
    cut(at);
    for (let column = 0; column < style.margin && at < end && /[ \t]/.test(text[at] ?? ''); column++) at++;
    from = at;
  };
  if (style.margin > 0) takeMargin();
  while (at < end) {
    const unit = text[at];
    if (unit === '\\' && style.escapes !== '' && at + 1 < end) {
      const next = text[at + 1] ?? '';
      const known = style.escapes === '"' ? ESCAPES[next] : undefined;
      if (known === undefined && !/["'$\\]/.test(next)) {
        at++;
        continue;
      }
      cut(at);
      parts.push({ text: known ?? next, span: [at, at + 2], verbatim: false });
      at += 2;
      from = at;
    } else if (unit === '\n' && style.margin > 0) {
      at++;
      takeMargin();
    } else if (unit === '$' && style.interpolates) {
      INNER_VARIABLE.lastIndex = at;
      const variable = INNER_VARIABLE.exec(text);
      EXPRESSION.lastIndex = at;
      const length = variable?.[0].length ?? EXPRESSION.exec(text)?.[0].length ?? 0;
      if (length === 0 || at + length > end) {
        at++;
        continue;
      }
      cut(at);
      const span: Span = [at, at + length];
      const name = variable?.[1] ?? variable?.[2];
      if (name === undefined) parts.push({ text: text.slice(...span), span, verbatim: true });
      else parts.push({ variable: name, span });
      at += length;
      from = at;
    } else at++;
  }
  cut(end);
  return parts.length > 0 ? parts : [{ text: '', span: [start, end], verbatim: true }];
}

interface Terminator {
  readonly start: number;
  readonly end: number;
  readonly margin: number;
}

/** Finds the first line from an offset on that ends a heredoc; offsets must not fall. */
function createLines(text: string): { find(tag: string, from: number): Terminator | undefined } {
  let known: Map<string, Terminator[]> | undefined;
  return {
    find: (tag, from) => {
      known ??= terminators(text);
      const list = known.get(tag);
      while (list && (list.at(-1)?.start ?? Infinity) <= from) list.pop();
      return list?.at(-1);
    },
  };
}

/** The lines that hold one word, with a bar for the margin or a dash before it, by the word, the last first. */
function terminators(text: string): Map<string, Terminator[]> {
  const found = new Map<string, Terminator[]>();
  let start = 0;
  for (const line of text.split('\n')) {
    const bar = line.trimStart().startsWith('|');
    const tag = line.trim().replace(/^\|/, '').trimStart().replace(/^-/, '').trimStart();
    if (/^\w[^\s()]*$/.test(tag)) {
      const list = found.get(tag) ?? [];
      list.push({
        start,
        end: start + line.trimEnd().length,
        margin: bar ? line.indexOf('|') : 0,
      });
      found.set(tag, list);
    }
    start += line.length + 1;
  }
  for (const list of found.values()) list.reverse();
  return found;
}
