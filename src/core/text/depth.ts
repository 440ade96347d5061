import type { Span } from '../types.js';

/** Deeper than people nest, and far from the end of a parser's stack. What nests deeper is skipped as `too-deep`. */
const MAX_NESTING = 500;

/** Brackets that a parser recurses into: the opening ones in the pattern's first group, the closing ones outside of it. */
export interface Brackets {
  /** Global. */
  readonly pattern: RegExp;
  /** True where a bracket that is open at the end of a line stays so, which in free text between them it must not. */
  readonly acrossLines: boolean;
}

/** Those of data (JSON, YAML, TOML). */
const DATA: Brackets = { pattern: /([[{])|[\]}]/g, acrossLines: false };

const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [91, 93, 123, 125];

/** True if a text nests deeper than a parser that recurses can follow, with brackets in strings counted as well. */
export function isTooDeep(text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === OPEN_LIST || code === OPEN_OBJECT) {
      if (++depth > MAX_NESTING) return true;
    } else if (code === CLOSE_LIST || code === CLOSE_OBJECT) depth--;
  }
  return false;
}

/**
 * Blanks out, at equal length, the lines that nest deeper than a parser that recurses can follow. Linear.
 * @returns The text without them, and where they are, with what only white space parts as one; undefined where there
 * is none.
 */
export function withoutDeepLines(
  text: string,
  { pattern, acrossLines }: Brackets = DATA,
): { text: string; lines: Span[] } | undefined {
  const lines: [start: number, end: number][] = [];
  let depth = 0;
  const kept = text.replace(/[^\r\n]+/g, (line, at: number) => {
    if (!acrossLines) {
      if (line.length <= MAX_NESTING) return line;
      depth = leadingItems(line);
    }
    let deepest = depth;
    for (const [, open] of line.matchAll(pattern)) {
      depth = Math.max(0, depth + (open === undefined ? -1 : 1));
      deepest = Math.max(deepest, depth);
    }
    if (deepest <= MAX_NESTING) return line;
    const last = lines.at(-1);
    if (last && text.slice(last[1], at).trim() === '') last[1] = at + line.length;
    else lines.push([at, at + line.length]);
    return ' '.repeat(line.length);
  });
  return lines.length > 0 ? { text: kept, lines } : undefined;
}

/** Lists of YAML that begin on the line of the list around them. */
function leadingItems(line: string): number {
  return (/^\s*(?:[-?] )+/.exec(line)?.[0].length ?? 0) / 2;
}
