import type { Span } from '../../core/types.js';
import type { Piece } from './commands/words.js';

/** A part of a word: a text or a variable. */
export type Part = Piece | { readonly variable: string; readonly span: Span };

/** A token; a word is everything up to a blank, with the quotes in it undone. */
export type Token =
  | { readonly kind: 'word'; readonly parts: readonly Part[]; readonly span: Span; readonly quoted: boolean }
  | { readonly kind: 'open'; readonly text: string; readonly span: Span }
  | { readonly kind: 'close'; readonly text: string; readonly span: Span }
  | { readonly kind: 'mark'; readonly text: string; readonly span: Span };

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  '0': '\0',
  a: '\x07',
  e: '\x1b',
};
const VARIABLE = /\$(?:\{([^}\r\n]*)\}|((?:(?:env|global|script|local|private|using):)?\w+|[_?$^]))/iy;
const BLANK = /[ \t\f\v\u00A0]+|`\r?\n|<#[^]*?(?:#>|$)|#[^\r\n]*/y;
const NEWLINE = /\r\n|\n|\r/y;
const HERE = /@(["'])[ \t]*\r?\n/y;
const CAST = /\[[\w.,`[\] ]*\](?=[$"'@[(])/y;
const BARE = /[^\s"'$`;|(){},&=+#<>]+|[#<>+&]/y;
const ASSIGN = /(?:[-+*/%]|\?\?)?=(?!=)/y;

/**
 * The tokens of a PowerShell text (https://learn.microsoft.com/powershell/scripting/lang-spec/chapter-02).
 * Every text has some; what is not closed ends with the text.
 */
export function tokenise(text: string): Token[] {
  const tokens: Token[] = [];
  const opens: string[] = [];
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    return pattern.exec(text);
  };
  const mark = (length: number): void => {
    tokens.push({ kind: 'mark', text: text.slice(at, at + length), span: [at, at + length] });
    at += length;
  };
  while (at < text.length) {
    const blank = match(BLANK);
    if (blank) {
      at += blank[0].length;
      continue;
    }
    const unit = text[at] ?? '';
    const line = match(NEWLINE);
    const here = match(HERE);
    if (line) {
      tokens.push({ kind: 'mark', text: '\n', span: [at, at + line[0].length] });
      at += line[0].length;
    } else if (here) {
      const end = endOfHere(text, at + here[0].length, here[1] ?? '"');
      const parts: Part[] = [];
      if (here[1] === '"') readParts(text, at + here[0].length, end, parts);
      else parts.push(verbatim(text, at + here[0].length, end));
      const close = Math.min(text.length, end + (text.startsWith('\r\n', end) ? 4 : 3));
      tokens.push({ kind: 'word', parts, span: [at, close], quoted: true });
      at = close;
    } else if (/^[@$][({]/.test(text.slice(at, at + 2)) && !(unit === '$' && text[at + 1] === '{')) {
      opens.push(text.slice(at, at + 2));
      tokens.push({ kind: 'open', text: text.slice(at, at + 2), span: [at, at + 2] });
      at += 2;
    } else if (unit === '(' || unit === '{') {
      opens.push(unit);
      tokens.push({ kind: 'open', text: unit, span: [at, at + 1] });
      at += 1;
    } else if (unit === ')' || unit === '}') {
      const opener = opens.length > 0 ? (opens[opens.length - 1] ?? '') : '';
      if (opener.endsWith(unit === ')' ? '(' : '{')) opens.pop();
      tokens.push({ kind: 'close', text: unit, span: [at, at + 1] });
      at += 1;
    } else if (text.startsWith('&&', at) || text.startsWith('||', at)) mark(2);
    else if (/[;|,&]/.test(unit)) mark(1);
    else {
      const assign = match(ASSIGN);
      if (assign) mark(assign[0].length);
      else at = readWord(text, at, tokens, opens[opens.length - 1] === '@{');
    }
  }
  return tokens;
}

function verbatim(text: string, start: number, end: number): Piece {
  return { text: text.slice(start, end), span: [start, end], verbatim: true };
}

function endOfHere(text: string, from: number, quote: string): number {
  const end = text.indexOf(`\n${quote}@`, Math.max(0, from - 1));
  if (end < 0) return text.length;
  return Math.max(from, text[end - 1] === '\r' ? end - 1 : end);
}

function readWord(text: string, start: number, tokens: Token[], inTable: boolean): number {
  const parts: Part[] = [];
  let at = start;
  CAST.lastIndex = at;
  const cast = CAST.exec(text);
  if (cast) at += cast[0].length;
  if (/^(?:[({]|@[({])/.test(text.slice(at, at + 2))) {
    return at > start && at < text.length ? at : start + 1;
  }
  const first = at;
  let quoted = false;
  while (at < text.length) {
    const unit = text[at] ?? '';
    if (unit === "'" || unit === '‘' || unit === '’') {
      at = readSingle(text, at, parts);
      quoted ||= first === at || parts.length === 1;
    } else if (unit === '"' || unit === '“' || unit === '”') {
      quoted ||= at === first;
      const end = endOfDouble(text, at + 1);
      readParts(text, at + 1, end, parts);
      at = Math.min(text.length, end + 1);
    } else if (unit === '$') {
      VARIABLE.lastIndex = at;
      const variable = VARIABLE.exec(text);
      const end = variable ? at + variable[0].length : at + 1;
      const member = /^(?:\.\w|\[|::)/.test(text.slice(end, end + 2));
      if (!variable || member) parts.push(verbatim(text, at, end));
      else parts.push({ variable: (variable[1] ?? variable[2] ?? '').toLowerCase(), span: [at, end] });
      at = end;
      if (text[at] === '(') break;
    } else if (unit === '`' && at + 1 < text.length && !/[\r\n]/.test(text[at + 1] ?? '')) {
      parts.push({ text: text[at + 1] ?? '', span: [at, at + 2], verbatim: false });
      at += 2;
    } else if (unit === '=' || unit === '+') {
      const stops = inTable || (parts.length > 0 && parts.every((part) => 'variable' in part));
      ASSIGN.lastIndex = at;
      if (stops && ASSIGN.test(text)) break;
      parts.push(verbatim(text, at, at + 1));
      at += 1;
    } else {
      BARE.lastIndex = at;
      const bare = BARE.exec(text);
      if (!bare || (unit === '&' && at === first)) break;
      parts.push(verbatim(text, at, at + bare[0].length));
      at += bare[0].length;
    }
  }
  if (at === start) return at + 1;
  tokens.push({ kind: 'word', parts: joined(parts), span: [first, at], quoted });
  return at;
}

/** Neighbouring verbatim parts as one, so that a bare word is one piece. */
function joined(parts: readonly Part[]): Part[] {
  const result: Part[] = [];
  for (const part of parts) {
    const last = result[result.length - 1];
    if (
      last &&
      'text' in last &&
      'text' in part &&
      last.verbatim &&
      part.verbatim &&
      last.span[1] === part.span[0]
    ) {
      result[result.length - 1] = {
        text: last.text + part.text,
        span: [last.span[0], part.span[1]],
        verbatim: true,
      };
    } else result.push(part);
  }
  return result;
}

function readSingle(text: string, start: number, parts: Part[]): number {
  let at = start + 1;
  let from = at;
  while (at < text.length) {
    if (/['\u2018\u2019]/.test(text[at] ?? '')) {
      if (!/['\u2018\u2019]/.test(text[at + 1] ?? '')) break;
      parts.push(verbatim(text, from, at + 1));
      at += 2;
      from = at;
    } else at++;
  }
  if (at > from || from === start + 1) parts.push(verbatim(text, from, at));
  return Math.min(text.length, at + 1);
}

/** The closing quote; one that is doubled, escaped or inside of `$(…)` does not close. */
function endOfDouble(text: string, from: number): number {
  let at = from;
  let depth = 0;
  while (at < text.length) {
    const unit = text[at] ?? '';
    if (unit === '`') at++;
    else if (text.startsWith('$(', at)) {
      depth++;
      at++;
    } else if (depth > 0 && unit === '(') depth++;
    else if (depth > 0 && unit === ')') depth--;
    else if (depth === 0 && /["\u201C\u201D]/.test(unit)) {
      if (text[at + 1] !== '"') return at;
      at++;
    } else if (depth > 0 && /[\r\n]/.test(unit)) depth = 0;
    at++;
  }
  return text.length;
}

/** The inside of a double-quoted text. */
function readParts(text: string, start: number, end: number, parts: Part[]): void {
  let from = start;
  let at = start;
  const cut = (): void => {
    if (at > from) parts.push(verbatim(text, from, at));
  };
  while (at < end) {
    const unit = text[at] ?? '';
    if (unit === '`' && at + 1 < end) {
      cut();
      const next = text[at + 1] ?? '';
      parts.push({ text: ESCAPES[next] ?? next, span: [at, at + 2], verbatim: false });
      at += 2;
      from = at;
    } else if (unit === '"' && text[at + 1] === '"') {
      at++;
      cut();
      at++;
      from = at;
    } else if (unit === '$') {
      VARIABLE.lastIndex = at;
      const variable = VARIABLE.exec(text);
      if (!variable || at + variable[0].length > end) {
        at++;
        continue;
      }
      cut();
      const span: Span = [at, at + variable[0].length];
      parts.push({ variable: (variable[1] ?? variable[2] ?? '').toLowerCase(), span });
      at = span[1];
      from = at;
    } else at++;
  }
  cut();
  if (start === end) parts.push({ text: '', span: [start, end], verbatim: true });
}
