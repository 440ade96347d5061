import { identifierOf, literalsOf } from './identity.js';
import { canPlan } from './prefilter/plan.js';
import { countsIn, isPlain } from './prefilter/words.js';
import { encodedForms } from './text/base64.js';
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

/** A keyword of so many identifiers is looked for in Base64 as well; shorter ones only behind a blank or a slash. */
const MANY = 25;
const LONG = 8;
const SHORTEST = 4;

/** The forms in Base64 of the few keywords that most identifiers hold. */
export function encodedKeywordsOf(entries: Iterable<CatalogEntry>): string[] {
  const list = [...entries];
  const texts = literals(list).map((pieces) => pieces.join(' '));
  const telling = keywordsOf(list).filter(
    (word) => word.length >= SHORTEST && texts.filter((text) => text.includes(word)).length >= MANY,
  );
  const words = telling.flatMap((word) => (word.length >= LONG ? [word] : [` ${word}`, `/${word}`]));
  return [...new Set(words.flatMap(encodedForms))].sort();
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
