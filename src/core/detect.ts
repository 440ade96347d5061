import picomatch from 'picomatch/posix.js';
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
  return globs.length === 0 ? () => false : picomatch([...globs], { dot: true, nocase: true });
}
