import type { Span } from '../../core/types.js';

/** A string literal of Python code. */
export interface PythonLiteral {
  readonly text: string;
  /** Inside of its quotes. */
  readonly span: Span;
  /** With its quotes and prefix. */
  readonly raw: Span;
  /** What the brackets around it belong to, the outermost first: a call, a keyword, a variable, a key. */
  readonly within: readonly string[];
  /** The keyword, variable or key that it is the value of, in its own bracket. */
  readonly name: string;
  /** It is a key itself. */
  readonly key: boolean;
  /** Where the innermost bracket around it opens; -1 outside of all. What shares it is given to the same call. */
  readonly bracket: number;
}

const TOKEN =
  /#[^\n]*|[rbuf]{0,2}("""|''')([\s\S]*?)(?:\1|$)|[rbuf]{0,2}"((?:[^"\\\n]|\\[\s\S])*)"?|[rbuf]{0,2}'((?:[^'\\\n]|\\[\s\S])*)'?|[A-Za-z_][\w.]*|[([{)\]}]|[=!<>]=|[=,:\n]/gi;

/**
 * Lists the string literals of Python code with the calls, keywords and keys around them
 * (https://docs.python.org/3/reference/lexical_analysis.html). Escapes stay as written. Linear.
 */
export function readPythonLiterals(text: string): PythonLiteral[] {
  const found: PythonLiteral[] = [];
  const within: string[] = [];
  const names: string[] = [''];
  const brackets: number[] = [-1];
  let word = '';
  for (const match of text.matchAll(TOKEN)) {
    const [token, triple, long, double, single] = match;
    const content = long ?? double ?? single;
    const level = names.length - 1;
    if (content !== undefined) {
      const open = /^[a-z]*/i.exec(token)?.[0].length ?? 0;
      const from = match.index + open + (triple === undefined ? 1 : 3);
      const end = match.index + token.length;
      found.push({
        text: content,
        span: [from, from + content.length],
        raw: [match.index, end],
        within: [...within.slice(-8)],
        name: names[level] ?? '',
        key: /^\s*:/.test(text.slice(end, end + 20)),
        bracket: brackets[level] ?? -1,
      });
      word = content;
    } else if (/^[A-Za-z_]/.test(token)) word = token;
    else if (token === '=' || token === ':') names[level] = word;
    else if (/^[([{]$/.test(token)) {
      within.push(token === '(' && word !== '' ? word : (names[level] ?? ''));
      names.push('');
      brackets.push(match.index);
      word = '';
    } else if (/^[)\]}]$/.test(token)) {
      within.pop();
      if (level > 0) {
        names.pop();
        brackets.pop();
      }
    } else if (token === ',' ? level > 0 : token === '\n' && level === 0) {
      // A tuple needs no brackets, so that a comma outside of them goes on with the value.
      names[level] = '';
      word = '';
    }
  }
  return found;
}
