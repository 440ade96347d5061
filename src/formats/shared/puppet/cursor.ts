import type { Span } from '../../../core/types.js';
import type { PuppetToken } from './lexer.js';

/** A place in a list of tokens that is moved on by those who read. */
export interface PuppetCursor {
  at: number;
  peek(ahead?: number): PuppetToken | undefined;
  isOp(op: string, ahead?: number): boolean;
  isName(pattern: RegExp, ahead?: number): boolean;
  /** Passes an operator over if it stands there. */
  take(op: string): boolean;
  /** Where the next token begins; the end of the text behind the last. */
  start(): number;
  /** Where the tokens before this place end, with the lines of their heredocs. */
  end(): number;
  /** From where something began to this place. */
  since(start: number): Span;
}

/** A cursor at the beginning of the tokens of a text of the given length. */
export function createCursor(tokens: readonly PuppetToken[], size: number): PuppetCursor {
  const ends: number[] = [];
  let furthest = 0;
  for (const { end } of tokens) ends.push((furthest = Math.max(furthest, end)));
  const cursor: PuppetCursor = {
    at: 0,
    peek: (ahead = 0) => tokens[cursor.at + ahead],
    isOp: (op, ahead = 0) => {
      const token = tokens[cursor.at + ahead];
      return token?.kind === 'op' && token.text === op;
    },
    isName: (pattern, ahead = 0) => {
      const token = tokens[cursor.at + ahead];
      return token?.kind === 'name' && pattern.test(token.text);
    },
    take: (op) => {
      if (!cursor.isOp(op)) return false;
      cursor.at++;
      return true;
    },
    start: () => tokens[cursor.at]?.span[0] ?? size,
    end: () => ends[cursor.at - 1] ?? 0,
    since: (start) => [start, Math.max(start, cursor.end())],
  };
  return cursor;
}
