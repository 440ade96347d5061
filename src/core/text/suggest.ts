import { worded as say } from '../say.js';
import type { Words } from '../say.js';

const MAX_LISTED = 8;

/** Says of a word that is none of those known: `; did you mean "…"?` where one is near, else which there are. */
export function knownWords(word: string, known: readonly string[]): Words {
  const near = nearest(word, known);
  if (near !== undefined) return [say('; did you mean "{0}"?', near)];
  const listed = known.slice(0, MAX_LISTED).join(', ');
  const more = known.length - MAX_LISTED;
  if (more > 0) return [say('; known are: {0} and {1} more', listed, String(more))];
  return [say('; known are: {0}', listed)];
}

/** The known word that takes the fewest changes, if those are few for its length. */
function nearest(word: string, known: readonly string[]): string | undefined {
  let best: string | undefined;
  let least = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const each of known) {
    const changes = distance(word.slice(0, 2 * each.length), each);
    if (changes < least) [best, least] = [each, changes];
  }
  return best;
}

/** Levenshtein distance (https://en.wikipedia.org/wiki/Levenshtein_distance). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 0; i < a.length; i++) {
    const next = [i + 1];
    for (let j = 0; j < b.length; j++) {
      const change = (row[j] ?? 0) + (a[i] === b[j] ? 0 : 1);
      next.push(Math.min(change, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
