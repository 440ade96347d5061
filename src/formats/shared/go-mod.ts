import type { Span, Unit } from '../../core/types.js';
import type { Word } from './maven.js';

/** A directive of a module or workspace file; each line of a block is one of its own. */
export interface GoDirective {
  readonly verb: string;
  readonly words: readonly Word[];
  /** The line without its comment's line break. */
  readonly unit: Unit;
}

const LINE = /[^\r\n]+/g;
const WORD = /\/\/.*|"((?:[^"\\]|\\.)*)"|`([^`]*)`|=>|[()]|[^\s()"`]+/g;

/**
 * Reads the lines of go.mod and go.work (https://go.dev/ref/mod#go-mod-file-grammar): blocks in parentheses,
 * quoted and bare words, comments passed over.
 */
export function readGoDirectives(text: string): GoDirective[] {
  const directives: GoDirective[] = [];
  let block: string | undefined;
  for (const line of text.replace(/^\uFEFF/, ' ').matchAll(LINE)) {
    const words: Word[] = [];
    let opens = false;
    for (const match of line[0].matchAll(WORD)) {
      const [token, double, raw] = match;
      const start = line.index + match.index;
      if (token.startsWith('//')) break;
      if (token === '(') opens = true;
      else if (token === ')') block = undefined;
      else if (double !== undefined || raw !== undefined) {
        words.push({ text: double ?? raw ?? '', span: [start + 1, start + token.length - 1] });
      } else words.push({ text: token, span: [start, start + token.length] });
    }
    const verb = block ?? words.shift()?.text;
    if (opens && block === undefined) block = verb;
    if (verb === undefined || words.length === 0) continue;
    const indent = line[0].length - line[0].trimStart().length;
    const span: Span = [line.index + indent, line.index + line[0].trimEnd().length];
    directives.push({ verb, words, unit: { span, what: verb } });
  }
  return directives;
}
