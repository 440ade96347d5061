import { isAt, MAX_DEPTH, peek, skipBrackets, skipSpace, take, takeIdentifier } from './hcl-cursor.js';
import type { Cursor } from './hcl-cursor.js';
import { readHeredoc, readQuoted } from './hcl-template.js';
import type { HclExpression } from './hcl-model.js';
import { readLoop, readObject } from './hcl-object.js';

const TESTS = ['==', '!=', '<=', '>=', '&&', '||', '<', '>'];
const ARITHMETIC = ['??', '+', '-', '*', '/', '%'];

/**
 * Reads an expression (https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md#expressions), reduced to
 * what its value may be made of; undefined if none is at the cursor. Ends at the line break unless `newlines`.
 */
export function readExpression(cursor: Cursor, newlines: boolean): HclExpression | undefined {
  skipSpace(cursor, newlines);
  const start = cursor.at;
  const kept: HclExpression[] = [];
  let current: HclExpression[] = [];
  let isTest = false;
  let choices = 0;
  for (;;) {
    const term = readTerm(cursor, newlines);
    if (term) current.push(term);
    const { at } = cursor;
    skipSpace(cursor, newlines);
    const operator = takeOperator(cursor, choices > 0);
    if (operator === undefined) {
      cursor.at = newlines ? cursor.at : at;
      break;
    }
    if (operator === '?') {
      // What stood before is the condition.
      current = [];
      isTest = false;
      choices++;
    } else if (operator === ':') {
      if (!isTest) kept.push(...current);
      current = [];
      isTest = false;
      choices--;
    } else if (TESTS.includes(operator)) {
      isTest = true;
    }
  }
  const operands = isTest ? kept : [...kept, ...current];
  if (operands.length === 1 && kept.length === 0) return operands[0];
  if (cursor.at === start) return undefined;
  return { kind: 'compound', span: [start, cursor.at], operands };
}

function takeOperator(cursor: Cursor, choosing: boolean): string | undefined {
  if (isAt(cursor, '=>') || isAt(cursor, '<<')) return undefined;
  const operator = [...ARITHMETIC, ...TESTS, '?', ...(choosing ? [':'] : [])].find((each) =>
    isAt(cursor, each),
  );
  if (operator !== undefined) cursor.at += operator.length;
  return operator;
}

/** A value without operators, with the members behind it. */
export function readTerm(cursor: Cursor, newlines: boolean): HclExpression | undefined {
  for (;;) {
    skipSpace(cursor, newlines);
    if (!take(cursor, '-') && (isAt(cursor, '!=') || !take(cursor, '!'))) break;
  }
  const start = cursor.at;
  const char = peek(cursor);
  if ('([{'.includes(char) && char !== '' && cursor.depth >= MAX_DEPTH) {
    skipBrackets(cursor);
    return { kind: 'compound', span: [start, cursor.at], operands: [] };
  }
  cursor.depth++;
  const term = readPrimary(cursor, char);
  const found = term && readPostfix(cursor, term, newlines);
  cursor.depth--;
  return found;
}

function readPrimary(cursor: Cursor, char: string): HclExpression | undefined {
  const start = cursor.at;
  if (char === '"' || (char === "'" && cursor.bicep)) {
    if (cursor.depth <= MAX_DEPTH) return readQuoted(cursor, readExpression);
    return readQuoted(cursor, () => undefined);
  }
  if (char === '<') return readHeredoc(cursor, cursor.depth <= MAX_DEPTH ? readExpression : () => undefined);
  if (char === '[') return readList(cursor);
  if (char === '{') return readObject(cursor);
  if (char === '(') {
    cursor.at++;
    const inner = readExpression(cursor, true);
    skipSpace(cursor, true);
    if (!take(cursor, ')')) cursor.problem([start, start + 1], 'bracket is not closed');
    return inner ?? { kind: 'compound', span: [start, cursor.at], operands: [] };
  }
  if (/\d/.test(char)) return readNumber(cursor);
  const name = takeIdentifier(cursor);
  return name === undefined ? undefined : readNamed(cursor, start, name);
}

function readNumber(cursor: Cursor): HclExpression {
  const start = cursor.at;
  const pattern = /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
  pattern.lastIndex = start;
  const text = pattern.exec(cursor.text)?.[0] ?? '';
  cursor.at = Math.min(start + text.length, cursor.end);
  return { kind: 'literal', span: [start, cursor.at], text };
}

function readNamed(cursor: Cursor, start: number, first: string): HclExpression {
  let name = first;
  while (take(cursor, '::')) name = takeIdentifier(cursor) ?? name;
  if (isAt(cursor, '(')) {
    const args = readArguments(cursor);
    return { kind: 'call', span: [start, cursor.at], name, args };
  }
  const span = [start, cursor.at] as const;
  if (/^(?:true|false|null)$/.test(name)) return { kind: 'literal', span, text: name };
  return { kind: 'reference', span, path: [name] };
}

function readArguments(cursor: Cursor): HclExpression[] {
  if (cursor.depth > MAX_DEPTH) {
    skipBrackets(cursor);
    return [];
  }
  cursor.at++;
  return readItems(cursor, ')');
}

/** Attributes, indexes and splats behind a term; of anything but a variable they choose a part of it. */
function readPostfix(cursor: Cursor, term: HclExpression, newlines: boolean): HclExpression {
  const [start] = term.span;
  const path: string[] = term.kind === 'reference' ? [...term.path] : [];
  let chosen = false;
  for (;;) {
    const { at } = cursor;
    skipSpace(cursor, newlines);
    if (!isAt(cursor, '...') && take(cursor, '.')) {
      path.push(takeIdentifier(cursor) ?? takeIndex(cursor) ?? '');
    } else if (isAt(cursor, '[')) {
      if (cursor.depth >= MAX_DEPTH) {
        skipBrackets(cursor);
        path.push('');
      } else {
        cursor.at++;
        path.push(readIndex(cursor));
      }
    } else {
      cursor.at = at;
      break;
    }
    chosen = true;
  }
  if (term.kind === 'reference') return { kind: 'reference', span: [start, cursor.at], path };
  return chosen ? { kind: 'compound', span: [start, cursor.at], operands: [term], path } : term;
}

function takeIndex(cursor: Cursor): string | undefined {
  if (take(cursor, '*')) return '*';
  const start = cursor.at;
  while (/\d/.test(peek(cursor))) cursor.at++;
  return cursor.at > start ? cursor.text.slice(start, cursor.at) : undefined;
}

function readIndex(cursor: Cursor): string {
  skipSpace(cursor, true);
  const splat = take(cursor, '*');
  const index = splat ? undefined : readExpression(cursor, true);
  skipSpace(cursor, true);
  take(cursor, ']');
  if (splat) return '*';
  if (index?.kind === 'string' && index.templates.length === 0) return index.word.text;
  return index?.kind === 'literal' ? index.text : '';
}

function readList(cursor: Cursor): HclExpression {
  const start = cursor.at++;
  const loop = readLoop(cursor, start, ']');
  if (loop) return loop;
  const items = readItems(cursor, ']');
  return { kind: 'list', span: [start, cursor.at], items };
}

/** Expressions between commas up to the closing bracket, or to what cannot be read. */
function readItems(cursor: Cursor, close: string): HclExpression[] {
  const start = cursor.at;
  const items: HclExpression[] = [];
  for (;;) {
    skipSpace(cursor, true);
    if (take(cursor, close)) return items;
    const item = readExpression(cursor, true);
    if (item) items.push(item);
    skipSpace(cursor, true);
    take(cursor, '...');
    skipSpace(cursor, true);
    if (take(cursor, ',')) continue;
    if (take(cursor, close)) return items;
    // An item without a comma before it is still read; anything else ends the list.
    const opens = cursor.bicep ? /["'\w{[(]/ : /["\w]/;
    if (!item || !opens.test(peek(cursor)) || (!cursor.bicep && followsEquals(cursor))) {
      cursor.problem([start - 1, start], 'bracket is not closed');
      return items;
    }
    if (!cursor.bicep) cursor.problem([cursor.at, cursor.at + 1], 'comma expected');
  }
}

/** True at `name =`, which begins the next attribute and no item of a list that was left open. */
function followsEquals({ text, at }: Cursor): boolean {
  return /^[\w-]{1,200}[ \t]*(?:=(?![=>])|\{|")/.test(text.slice(at, at + 220));
}
