import picomatch from 'picomatch/posix.js';
import { lazy } from './lazy.js';
import type { Document, Format } from './types.js';

/** Finds the format of a document, or undefined where none reads it. */
export type Detect = (document: Pick<Document, 'path' | 'text' | 'languageId'>) => Format | undefined;

/**
 * Compiles the formats' globs. A path that a format claims decides first, then the language id, then the first
 * format among the path's candidates whose `looksLike` holds. The registry's order breaks ties.
 */
export function createDetector(formats: readonly Format[]): Detect {
  const rules = formats.map((format) => ({
    format,
    claims: matcher(format.files),
    mayBe: matcher(format.candidates ?? []),
  }));
  return ({ path, text, languageId }) => {
    const claimed = rules.find(({ claims }) => claims(path));
    if (claimed) return claimed.format;
    const spoken = languageId && formats.find(({ languageIds }) => languageIds?.includes(languageId));
    if (spoken) return spoken;
    return rules.find(({ format, mayBe }) => mayBe(path) && format.looksLike?.(text) === true)?.format;
  };
}

function matcher(globs: readonly string[]): (path: string) => boolean {
  const rules = globs.map((glob) => ({
    literal: literalIn(glob),
    matches: lazy(() => picomatch(glob, { dot: true, nocase: true })),
  }));
  return (path) => {
    const lower = path.toLowerCase();
    return rules.some(({ literal, matches }) => lower.includes(literal) && matches()(path));
  };
}

/**
 * The longest text, in lower case, that stands in every path that a glob matches, so that most globs are never
 * compiled. It has no slash, since stars and the slash behind them match nothing as well.
 */
function literalIn(glob: string): string {
  const pieces = glob.replace(/\{[^{}]*\}|\[[^\]]*\]/g, '*').split(/[*?/]/);
  return pieces.reduce((best, piece) => (piece.length > best.length ? piece : best)).toLowerCase();
}
