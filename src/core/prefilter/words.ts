import type { PlannedWord } from './plan.js';
import { hashOf, windowHashes } from './layout.js';

/** Keywords of up to so many characters stand in longer words by chance, and count as words of their own only. */
const SHORT = 5;

/** The longest escape in front of a word: `\u000a`. */
const LONGEST_ESCAPE = 6;

/** How far around a short word is looked whether it stands in encoded bytes, and how long those are at least. */
const AROUND = 48;
const ENCODED = 24;

/** The share of places between two letters or digits of different kinds in encoded bytes; 0.58 in the long run. */
const CHANGING = 0.4;

/** Tells of an offset in bytes whether a keyword's window begins there that stands in it. */
export type StandsAt = (bytes: Uint8Array, window: number, end: number) => boolean;

/**
 * Whether one of the keywords stands around a window. Short ones must stand as a word: no letter or digit before,
 * but for an escape (`\n`, `%2F`); no letter behind; and not in base64 text, whose `+` and `/` are no more than
 * letters.
 */
export function createVerifier(plan: readonly PlannedWord[]): StandsAt {
  const byHash = new Map<number, { codes: number[]; at: number }[]>();
  for (const { word, at } of plan) {
    const codes = Array.from(word, (character) => character.charCodeAt(0));
    for (const hash of windowHashes(word, at)) {
      const known = byHash.get(hash);
      if (known) known.push({ codes, at });
      else byHash.set(hash, [{ codes, at }]);
    }
  }
  return (bytes, window, end) => {
    const hash = hashOf(
      bytes[window] ?? 0,
      bytes[window + 1] ?? 0,
      bytes[window + 2] ?? 0,
      bytes[window + 3] ?? 0,
    );
    const words = byHash.get(hash);
    return words?.some(({ codes, at }) => stands(bytes, codes, window - at, end)) === true;
  };
}

/** True if a keyword counts where it stands in a text of ASCII characters. */
export function countsIn(text: string, word: string): boolean {
  const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
  const codes = Array.from(word, (character) => character.charCodeAt(0));
  return bytes.some((_, start) => stands(bytes, codes, start, bytes.length));
}

function stands(bytes: Uint8Array, codes: readonly number[], start: number, end: number): boolean {
  const behind = start + codes.length;
  if (start < 0 || behind > end) return false;
  for (let index = 0; index < codes.length; index++) {
    const byte = bytes[start + index] ?? 0;
    if ((isUpper(byte) ? byte + 32 : byte) !== codes[index]) return false;
  }
  if (codes.length > SHORT) return true;
  if (behind < end && isLetter(bytes[behind] ?? 0)) return false;
  return startsWord(bytes, start) && !isEncoded(bytes, start, behind, end);
}

function startsWord(bytes: Uint8Array, start: number): boolean {
  for (let at = start - 1; at >= start - LONGEST_ESCAPE; at--) {
    const byte = bytes[at] ?? 0;
    if (isLetter(byte) || isDigit(byte)) continue;
    return at === start - 1 || byte === 0x5c || byte === 0x25 || byte === 0x60; // \ % `
  }
  return false;
}

/** In random bytes as base64 most letters and digits are of another kind than the one before; in paths few are. */
function isEncoded(bytes: Uint8Array, start: number, behind: number, end: number): boolean {
  const before = classOf(bytes[start - 1] ?? 0);
  const after = behind < end ? classOf(bytes[behind] ?? 0) : 0;
  if (before < DIGIT && after < DIGIT) return false;
  let from = start;
  while (from > start - AROUND && classOf(bytes[from - 1] ?? 0) > 0) from--;
  let to = behind;
  while (to < end && to < behind + AROUND && classOf(bytes[to] ?? 0) > 0) to++;
  if (to - from < ENCODED) return false;
  let changes = 0;
  for (let at = from + 1; at < to; at++) {
    const [one, other] = [classOf(bytes[at - 1] ?? 0), classOf(bytes[at] ?? 0)];
    if (one !== other && one !== SIGN && other !== SIGN) changes++;
  }
  return changes > (to - from) * CHANGING;
}

const DIGIT = 3;
const SIGN = 4;

/** 0 for what is not of base64, else a number for each kind of its characters. */
function classOf(byte: number): number {
  if (isUpper(byte)) return 1;
  if (isLetter(byte)) return 2;
  if (isDigit(byte)) return DIGIT;
  return byte === 0x2b || byte === 0x2f ? SIGN : 0;
}

function isUpper(byte: number): boolean {
  return byte >= 65 && byte <= 90;
}

function isLetter(byte: number): boolean {
  const lower = byte | 32;
  return lower >= 97 && lower <= 122;
}

function isDigit(byte: number): boolean {
  return byte >= 48 && byte <= 57;
}
