import { identifierOf, literalsOf } from './identity.js';
import { canPlan } from './prefilter/plan.js';
import { countsIn, isPlain } from './prefilter/words.js';
import type { CatalogEntry } from './types.js';

/** Words of paths that stand in files of every kind. */
const COMMON = new Set(['check', 'drivers', 'library', 'local', 'services', 'setup.exe', 'software', 'usr']);

/**
 * A small set of lower-case words, one of which stands in every text that names a product of the entries. What
 * has one literal only must be there; the others need a new word only if none of theirs holds one already. A `#` at
 * the end of a word stands for a version.
 */
export function keywordsOf(entries: Iterable<CatalogEntry>): string[] {
  const words: string[] = [];
  const holds = (literal: string, word: string): boolean =>
    canPlan(literal) && canPlan(word) ? countsIn(literal, word) : isPlain(word) && literal.includes(word);
  for (const pieces of literals(entries).sort((a, b) => a.length - b.length || total(a) - total(b))) {
    if (pieces.some((piece) => words.some((word) => holds(piece, word)))) continue;
    words.push(pieces.reduce((best, piece) => (worth(piece) > worth(best) ? piece : best)));
  }
  return words.filter((word) => !words.some((other) => other !== word && holds(word, other))).sort();
}

function literals(entries: Iterable<CatalogEntry>): string[][] {
  const lists: string[][] = [];
  for (const { lookalike, match } of entries) {
    for (const matcher of lookalike ? [] : match) {
      const text = identifierOf(matcher);
      lists.push(literalsOf(matcher.type, text));
      if (/[^\0-\x7f]/.test(text)) lists.push([text.toLowerCase()]);
    }
  }
  return lists.filter((pieces) => pieces.length > 0);
}

/** How much a word tells: the longer the more, and common ones nothing. */
function worth(word: string): number {
  return COMMON.has(word) ? 0 : word.length;
}

function total(pieces: readonly string[]): number {
  return pieces.reduce((sum, piece) => sum + piece.length, 0);
}
