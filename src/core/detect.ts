import picomatch from 'picomatch/posix.js';
import { lazy } from './lazy.js';
import type { Document, Format } from './types.js';

/** Finds the format of a document, or undefined where none reads it. */
export type Detect = (document: Pick<Document, 'path' | 'text' | 'languageId'>) => Format | undefined;

/** What the path of a document alone tells of its format. */
interface OfPath {
  readonly claimed: Format | undefined;
  readonly candidates: () => readonly Format[];
}

/** Paths that are not looked at again: a document is read many times over while its fixes are tried. */
const REMEMBERED = 64;

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
  const byPath = new Map<string, OfPath>();
  const ofPath = (path: string): OfPath => {
    const known = byPath.get(path);
    if (known) return known;
    if (byPath.size >= REMEMBERED) byPath.clear();
    const lower = path.toLowerCase();
    const claimed = rules.find(({ claims }) => claims(path, lower))?.format;
    const candidates = lazy(() =>
      rules.filter(({ mayBe }) => mayBe(path, lower)).map(({ format }) => format),
    );
    const made = { claimed, candidates };
    byPath.set(path, made);
    return made;
  };
  return ({ path, text, languageId }) => {
    const { claimed, candidates } = ofPath(path);
    if (claimed) return claimed;
    const spoken = languageId && formats.find(({ languageIds }) => languageIds?.includes(languageId));
    if (spoken) return spoken;
    return candidates().find((format) => format.looksLike?.(text) === true);
  };
}

function matcher(globs: readonly string[]): (path: string, lower: string) => boolean {
  // Most globs are never compiled, since what stands in every path that one matches does not stand in most.
  const rules = globs.map((glob) => ({
    literal: literalIn(glob.replace(/\{[^{}]*\}/g, '*')),
    literals: lazy(() => alternativesOf(glob).map(literalIn)),
    matches: lazy(() => picomatch(glob, { dot: true, nocase: true })),
  }));
  return (path, lower) => {
    const holds = (literal: string): boolean => lower.includes(literal);
    return rules.some(
      ({ literal, literals, matches }) => holds(literal) && literals().some(holds) && matches()(path),
    );
  };
}

/** What a glob stands for, one for each choice of what stands in its braces. */
function alternativesOf(glob: string): string[] {
  const braces = /\{([^{}]*)\}/.exec(glob);
  if (!braces) return [glob];
  const before = glob.slice(0, braces.index);
  const after = glob.slice(braces.index + braces[0].length);
  return (braces[1] ?? '').split(',').flatMap((each) => alternativesOf(before + each + after));
}

/**
 * The longest text, in lower case, that stands in every path that a glob without braces matches. It has no slash,
 * since stars and the slash behind them match nothing as well.
 */
function literalIn(glob: string): string {
  const pieces = glob.replace(/\[[^\]]*\]/g, '*').split(/[*?/]/);
  return pieces.reduce((best, piece) => (piece.length > best.length ? piece : best)).toLowerCase();
}
