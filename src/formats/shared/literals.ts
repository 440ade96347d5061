import type { Siblings, Span } from '../../core/types.js';

/** A string literal of a brace language, with where it stands. */
export interface Literal {
  readonly text: string;
  /** Inside of its quotes. */
  readonly span: Span;
  /** With its quotes. */
  readonly raw: Span;
  /** Names of the nearest blocks and calls around it, the outermost first. */
  readonly within: readonly string[];
  /** The word before it in its statement: a call, a property or a named argument. */
  readonly word: string;
  /** The statement that it is part of. */
  readonly statement: Span;
  /** The statements of the block that it is in. */
  readonly among: Siblings;
}

const NO_SIBLINGS: Siblings = { count: 0 };

/** So many blocks and calls around a literal say what it is for. */
const NEAREST = 64;

/**
 * Lists the string literals of Groovy and Kotlin code with the blocks around them. Comments are passed over,
 * interpolation stays as written, unbalanced braces cost nothing but the names of blocks. Linear.
 */
export function readLiterals(text: string): Literal[] {
  const found: Omit<Literal, 'statement'>[] = [];
  const starts: number[] = [];
  const ends = new Map<number, number>();
  const blocks: string[] = [];
  const pattern =
    /\/\/[^\r\n]*|\/\*[\s\S]*?(?:\*\/|$)|("""|''')([\s\S]*?)(?:\1|$)|"((?:[^"\\\r\n]|\\.)*)"?|'((?:[^'\\\r\n]|\\.)*)'?|[A-Za-z_$][\w$.]*|[{}()[\];\n,=:]/g;
  const counts: { count: number }[] = [{ count: 0 }];
  let statement = 0;
  let isEmpty = true;
  let word = '';
  let call = '';
  let depth = 0;
  const endStatement = (at: number): void => {
    const block = counts.at(-1);
    if (block && !isEmpty) block.count++;
    isEmpty = true;
    ends.set(statement, at);
    statement = at + 1;
    word = '';
    call = '';
  };
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const [token, triple, long, double, single] = match;
    const content = long ?? double ?? single;
    if (!/^(?:\/\/|\/\*|[{}\n;])/.test(token)) isEmpty = false;
    if (content !== undefined) {
      const open = triple === undefined ? 1 : triple.length;
      const from = match.index + open;
      found.push({
        text: content,
        span: [from, from + content.length],
        raw: [match.index, match.index + token.length],
        within: blocks.slice(-NEAREST),
        word: word === '' ? call : word,
        among: counts.at(-1) ?? NO_SIBLINGS,
      });
      starts.push(statement);
      word = '';
    } else if (/^[A-Za-z_$]/.test(token)) {
      word = token;
      if (call === '') call = token;
    } else if (token === '{' || token === '(') {
      blocks.push(word === '' ? call : word);
      if (token === '{') {
        endStatement(match.index);
        counts.push({ count: 0 });
      } else depth++;
      word = '';
    } else if (token === '}' || token === ')') {
      blocks.pop();
      if (token === '}') {
        endStatement(match.index);
        if (counts.length > 1) counts.pop();
      } else depth = Math.max(0, depth - 1);
    } else if (token === ';' || (token === '\n' && depth === 0)) {
      endStatement(match.index);
      depth = 0;
    }
  }
  endStatement(text.length);
  let last: { readonly start: number; readonly end: number; readonly span: Span } | undefined;
  return found.map((literal, index) => {
    const start = starts[index] ?? 0;
    const end = Math.max(literal.raw[1], ends.get(start) ?? literal.raw[1]);
    // A statement may hold many literals.
    if (last?.start !== start || last.end !== end) last = { start, end, span: trimmed(text, start, end) };
    return { ...literal, statement: last.span };
  });
}

function trimmed(text: string, start: number, end: number): Span {
  let from = start;
  let to = end;
  while (from < to && /\s/.test(text[from] ?? '')) from++;
  while (to > from && /\s/.test(text[to - 1] ?? '')) to--;
  const comment = text.slice(from, to).search(/\/\/(?!.*["'])/);
  if (comment > 0) to = from + text.slice(from, from + comment).trimEnd().length;
  return [from, to];
}
