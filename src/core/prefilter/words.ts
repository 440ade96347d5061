import type { PlannedWord } from './plan.js';
import { hashOf, literalOf, windowHashes } from './layout.js';

/** Keywords of up to so many characters stand in longer words by chance, and count as words of their own only. */
const SHORT = 5;

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
  const byHash = new Map<number, { sought: Sought; at: number }[]>();
  for (const { word, at } of plan) {
    const sought = soughtOf(word);
    for (const hash of windowHashes(literalOf(word), at)) {
      const known = byHash.get(hash);
      if (known) known.push({ sought, at });
      else byHash.set(hash, [{ sought, at }]);
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
    return words?.some(({ sought, at }) => stands(bytes, sought, window - at, end)) === true;
  };
}

interface Sought {
  readonly codes: readonly number[];
  /** Counts only in front of a version. */
  readonly versioned: boolean;
}

function soughtOf(word: string): Sought {
  const codes = Array.from(literalOf(word), (character) => character.charCodeAt(0));
  return { codes, versioned: codes.length < word.length };
}

/** True if a keyword counts wherever its literal stands. */
export function isPlain(word: string): boolean {
  const { codes, versioned } = soughtOf(word);
  return codes.length > SHORT && !versioned;
}

/** True if a keyword counts where it stands in a text of ASCII characters. */
export function countsIn(text: string, word: string): boolean {
  const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
  const sought = soughtOf(word);
  return bytes.some((_, start) => stands(bytes, sought, start, bytes.length));
}

function stands(bytes: Uint8Array, { codes, versioned }: Sought, start: number, end: number): boolean {
  const behind = start + codes.length;
  if (start < 0 || behind > end) return false;
  for (let index = 0; index < codes.length; index++) {
    const byte = bytes[start + index] ?? 0;
    if ((isUpper(byte) ? byte + 32 : byte) !== codes[index]) return false;
  }
  if (versioned && !isVersionAt(bytes, behind, end)) return false;
  if (codes.length > SHORT) return true;
  if (behind < end && isLetter(bytes[behind] ?? 0)) return false;
  return startsWord(bytes, start) && !isEncoded(bytes, start, behind, end);
}

/** True before a version, set off or not, or what may stand in its place: a variable, a wildcard, an escape. */
function isVersionAt(bytes: Uint8Array, behind: number, end: number): boolean {
  let at = behind;
  while (at < end && isApart(bytes[at] ?? 0)) at++;
  const byte = bytes[at] ?? 0;
  return at < end && (isDigit(byte) || VERSION.includes(byte) || (byte | 32) === V);
}

/** `#$%*<?[\`{` */
const VERSION = [0x23, 0x24, 0x25, 0x2a, 0x3c, 0x3f, 0x5b, 0x5c, 0x60, 0x7b];
const V = 0x76;

/** Space, `-`, `.` or `_`. */
function isApart(byte: number): boolean {
  return byte === 0x20 || byte === 0x2d || byte === 0x2e || byte === 0x5f;
}

/** True behind what is no letter or digit, and behind an escape: `\n`, `\x0a`, `\012`, `\u000a`, `%0A`. */
function startsWord(bytes: Uint8Array, start: number): boolean {
  const before = bytes[start - 1] ?? 0;
  if (!isLetter(before) && !isDigit(before)) return true;
  const second = bytes[start - 2];
  if (second === BACKSLASH || second === BACKTICK) return ESCAPES.includes(before | 32);
  if (bytes[start - 3] === PERCENT) return true;
  const third = bytes[start - 3] ?? 0;
  if (bytes[start - 4] === BACKSLASH && ((third | 32) === X || isDigit(third))) return true;
  return bytes[start - 6] === BACKSLASH && ((bytes[start - 5] ?? 0) | 32) === U;
}

/** `0abdefnrstvwz`: what stands behind a backslash or a backtick for a character, or for some. */
const ESCAPES = [0x30, 0x61, 0x62, 0x64, 0x65, 0x66, 0x6e, 0x72, 0x73, 0x74, 0x76, 0x77, 0x7a];
const PERCENT = 0x25;
const BACKSLASH = 0x5c;
const BACKTICK = 0x60;
const U = 0x75;
const X = 0x78;

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
