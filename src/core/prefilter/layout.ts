/**
 * Where things lie in the memory that `scan.wat` works on, for those that fill it.
 */

/** Bytes of a window that are looked at. A shorter keyword leaves the last one open. */
export const WINDOW = 4;

/** Buckets, a bit for each in two tables. */
export const BUCKETS = 16;

/** Offset of the table for low or high halves (0 or 1) of the bytes at a place of the window, for a bucket. */
export function tableOf(place: number, half: number, bucket: number): number {
  return 16 * (place * 4 + (bucket >> 3) * 2 + half);
}

/** The set of windows, a bit for each hash. */
export const SET = 256;

/** Where the searched text begins. */
export const TEXT = 8192;

/** Bytes behind the text that may be read. */
export const SPARE = 32;

/** Number of hashes of windows. */
export const HASHES = 1 << 15;

/** The part of a keyword that stands in a text as it is: all but the `#` that stands for a version. */
export function literalOf(word: string): string {
  return word.endsWith('#') ? word.slice(0, -1) : word;
}

/**
 * A hash of four bytes, given as they lie in memory, that is the same for upper and lower case. Of the last one only
 * five bits count, so that there are few hashes of a window in which it is open.
 */
export function hashOf(first: number, second: number, third: number, fourth: number): number {
  const bytes = first | (second << 8) | (third << 16) | (fourth << 24);
  return Math.imul(bytes & 0x1fdfdfdf, 0x9e3779b1) >>> 17;
}

/** The hashes of a keyword's window; all that are possible where its last byte is open. */
export function windowHashes(word: string, at: number): number[] {
  const [first = 0, second = 0, third = 0, fourth] = Array.from(word.slice(at, at + WINDOW), (character) =>
    character.charCodeAt(0),
  );
  if (fourth !== undefined) return [hashOf(first, second, third, fourth)];
  return Array.from({ length: 32 }, (_, bits) => hashOf(first, second, third, bits));
}
