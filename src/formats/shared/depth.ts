import type { Span } from '../../core/types.js';

/** Deeper than people nest on a line, and far from the end of a parser's stack. */
const MAX_DEPTH = 500;

/** Words for what is left out for its depth. */
export const TOO_DEEP = 'nested too deeply';

/**
 * Blanks out, at equal length, the lines that nest deeper than a parser that recurses can follow.
 * @returns The text without them, and where they are; undefined where there is none.
 */
export function withoutDeepLines(text: string): { text: string; lines: Span[] } | undefined {
  const lines: Span[] = [];
  const kept = text.replace(/[^\r\n]+/g, (line, at: number) => {
    if (depthOf(line) <= MAX_DEPTH) return line;
    lines.push([at, at + line.length]);
    return ' '.repeat(line.length);
  });
  return lines.length > 0 ? { text: kept, lines } : undefined;
}

function depthOf(line: string): number {
  let depth = 0;
  let deepest = 0;
  for (const unit of line) {
    if (unit === '[' || unit === '{') depth++;
    else if (unit === ']' || unit === '}') depth--;
    deepest = Math.max(deepest, depth);
  }
  // Lists of YAML that begin on the line of the list around them.
  return deepest + (/^\s*(?:[-?] )+/.exec(line)?.[0].length ?? 0) / 2;
}
