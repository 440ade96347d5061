import type { PuppetCursor } from './cursor.js';
import type { PuppetToken } from './lexer.js';
import type { PuppetPair, PuppetParameter, PuppetStatement, PuppetValue } from './model.js';

/** What the reader of expressions needs of the reader of statements. */
export interface StatementReader {
  /** The statements of a block, from its opening brace to the closing one. */
  readonly block: () => PuppetStatement[];
  /** Takes a call that has a block, wherever in an expression it stands. */
  readonly emit: (statement: PuppetStatement) => void;
}

const BINARY = /^(?:[-+*/%<>]|==|!=|<=|>=|=~|!~|<<|>>)$/;
const UNARY = /^[-!*]$/;
const SUMS = /^(?:\+|<<)$/;
const MAX_DEPTH = 60;

/** Readers of the expressions of Puppet's language. What is not understood is passed over. */
export function createExpressions(
  cursor: PuppetCursor,
  statements: StatementReader,
): {
  /** An expression; undefined where none stands. */
  readonly expression: () => PuppetValue | undefined;
  /** Parameters between brackets or bars with their defaults. */
  readonly parameters: (close: string) => PuppetParameter[];
} {
  let depth = 0;

  const textOf = (token: PuppetToken): PuppetValue => {
    const { span, inner } = token;
    const quoted = token.kind === 'string';
    const parts = quoted ? token.parts : [{ text: token.text, span, verbatim: true }];
    return { kind: 'text', parts, raw: span, inner, quoted };
  };

  const list = (close: string): PuppetValue[] => {
    const items: PuppetValue[] = [];
    while (cursor.peek() && !cursor.take(close)) {
      const before = cursor.at;
      const value = expression();
      if (value) items.push(value);
      if (cursor.isOp('}') && close !== '}') break;
      if (!cursor.take(',') && cursor.at === before) cursor.at++;
    }
    return items;
  };

  const hash = (): PuppetValue => {
    const start = cursor.start();
    const pairs: PuppetPair[] = [];
    cursor.at++;
    while (cursor.peek() && !cursor.take('}')) {
      const before = cursor.at;
      const key = expression();
      const value = cursor.take('=>') ? expression() : undefined;
      if (key && value) pairs.push({ key, value });
      if (!cursor.take(',') && cursor.at === before) cursor.at++;
    }
    return { kind: 'hash', pairs, raw: cursor.since(start) };
  };

  const arms = (start: number): PuppetValue => {
    const table = hash();
    const items = table.kind === 'hash' ? table.pairs.map(({ value }) => value) : [];
    return { kind: 'choice', items, raw: cursor.since(start) };
  };

  const parameters = (close: string): PuppetParameter[] => {
    const found: PuppetParameter[] = [];
    let nested = 0;
    while (cursor.peek()) {
      const token = cursor.peek();
      // A brace outside of a type and a default opens the block behind parameters that were not closed.
      if (nested === 0 && (cursor.take(close) || cursor.isOp('{'))) break;
      if (token?.kind === 'op' && /^[[({]$/.test(token.text)) nested++;
      else if (token?.kind === 'op' && /^[\])}]$/.test(token.text)) {
        if (nested-- === 0) break;
      }
      cursor.at++;
      if (nested > 0 || token?.kind !== 'variable') continue;
      const value = cursor.take('=') ? expression() : undefined;
      found.push({ name: token.text, raw: cursor.since(token.span[0]), ...(value ? { value } : {}) });
    }
    return found;
  };

  /** A call's arguments and block; `receiver` is what a method is called on. */
  const call = (name: string, start: number, receiver?: PuppetValue): PuppetValue => {
    const args = cursor.take('(') ? list(')') : [];
    const lambda = cursor.isOp('|') || cursor.isOp('||');
    if (lambda) {
      const own = cursor.take('||') || !cursor.take('|') ? [] : parameters('|');
      const body = cursor.isOp('{') ? statements.block() : [];
      const on = receiver ?? args[0];
      statements.emit({
        kind: 'call',
        name,
        args,
        ...(on ? { receiver: on } : {}),
        parameters: own,
        body,
        span: cursor.since(start),
      });
    }
    const all = receiver ? [receiver, ...args] : args;
    return { kind: 'call', name, args: all, raw: cursor.since(start) };
  };

  const operand = (): PuppetValue | undefined => {
    const token = cursor.peek();
    const start = cursor.start();
    if (!token) return undefined;
    if (token.kind === 'op') {
      if (token.text === '[') {
        cursor.at++;
        return { kind: 'list', items: list(']'), raw: cursor.since(start) };
      }
      if (token.text === '{') return hash();
      if (token.text === '(') {
        cursor.at++;
        const [only, ...rest] = list(')');
        if (only && rest.length === 0) return { ...only, raw: cursor.since(start) };
        return { kind: 'other', items: only ? [only, ...rest] : [], raw: cursor.since(start) };
      }
      if (!UNARY.test(token.text)) return undefined;
      while (cursor.peek()?.kind === 'op' && UNARY.test(cursor.peek()?.text ?? '')) cursor.at++;
      if (cursor.peek()?.kind === 'op' && !/^[[{(]$/.test(cursor.peek()?.text ?? '')) return undefined;
      const inner = operand();
      if (token.text === '*' && inner) return inner;
      return { kind: 'other', items: inner ? [inner] : [], raw: cursor.since(start) };
    }
    cursor.at++;
    if (token.kind === 'variable') return { kind: 'variable', name: token.text, raw: token.span };
    if (token.kind === 'name' && cursor.isOp('(')) return call(token.text, start);
    if (token.kind === 'type' && cursor.isOp('[') && cursor.start() === token.span[1]) {
      cursor.at++;
      return { kind: 'reference', type: token.text, items: list(']'), raw: cursor.since(start) };
    }
    return textOf(token);
  };

  const postfix = (): PuppetValue | undefined => {
    const start = cursor.start();
    let value = operand();
    while (value) {
      const next = cursor.peek(1);
      if (cursor.isOp('[') && cursor.start() === cursor.end() && value.kind !== 'text') {
        cursor.at++;
        const [key] = list(']');
        if (!key) break;
        value = { kind: 'access', base: value, key, raw: cursor.since(start) };
      } else if (cursor.isOp('.') && next?.kind === 'name') {
        cursor.at += 2;
        value = call(next.text, start, value);
      } else if (cursor.isOp('?') && next?.text === '{') {
        cursor.at++;
        value = arms(start);
      } else if ((cursor.isOp('|') || cursor.isOp('||')) && value.kind === 'call') {
        value = call(value.name, start, value.args[0]);
      } else break;
    }
    return value;
  };

  const isBinary = (): boolean => {
    const token = cursor.peek();
    if (token?.kind === 'name') return /^(?:and|or|in)$/.test(token.text);
    return token?.kind === 'op' && BINARY.test(token.text);
  };

  const expression = (): PuppetValue | undefined => {
    if (depth >= MAX_DEPTH) return undefined;
    depth++;
    const start = cursor.start();
    const first = postfix();
    const items = first ? [first] : [];
    let sums = true;
    while (first && isBinary()) {
      sums &&= SUMS.test(cursor.peek()?.text ?? '');
      cursor.at++;
      const value = postfix();
      if (!value) break;
      items.push(value);
    }
    depth--;
    if (items.length < 2) return first;
    return { kind: sums ? 'choice' : 'other', items, raw: cursor.since(start) };
  };

  return { expression, parameters };
}
