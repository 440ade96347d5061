import { BUCKETS, HASHES, WINDOW, hashOf, literalOf, windowHashes } from './layout.js';

/** A keyword, with the offset of the window by which it is found and the bucket that the window lies in. */
export interface PlannedWord {
  /** In lower case, of ASCII characters, three or more; then `#` where only a version may follow. */
  readonly word: string;
  readonly at: number;
  readonly bucket: number;
}

const SHORTEST = 3;

/** True if a keyword can be looked for in bytes: long enough, and of letters that have two forms at most. */
export function canPlan(word: string): boolean {
  return literalOf(word).length >= SHORTEST && /^[\0-\x7f]*$/.test(word);
}

/** What a hit in the set of windows costs, in hits of the tables. */
const SET_HIT = 20;

/**
 * How often each keyword is put anew, now that the others have their places, and by how much a place may seem
 * better than it is, so that the first ones do not decide for all: less with every round, and not at all in the last.
 */
const ROUNDS = 14;
const NOISE = 1e-3;
const COOLING = 0.6;

/** Low and high halves of the bytes that are meant, a bit for each: one pair for each place of a window. */
type Halves = readonly number[];

const NONE: Halves = new Array<number>(WINDOW * 2).fill(0);

interface Choice {
  readonly at: number;
  readonly halves: Halves;
  /** What it costs whatever bucket it lies in. */
  readonly cost: number;
}

/**
 * Chooses for each keyword the window and the bucket that make the fewest false alarms: windows that are rare,
 * together with those that are like them. The same for the same words and sample.
 * @param words In lower case, each of which can be planned.
 * @param sample Text of the kind that is searched, by which is told what is rare.
 */
export function planWords(words: readonly string[], sample = ''): PlannedWord[] {
  const { share, windows } = statistics(sample);
  const random = randomNumbers();
  const costOf = (a: Halves, b: Halves): number => {
    let product = 1;
    for (let index = 0; index < a.length; index += 2)
      product *= share((a[index] ?? 0) | (b[index] ?? 0), (a[index + 1] ?? 0) | (b[index + 1] ?? 0));
    return product;
  };
  const choices = new Map(words.map((word) => [word, choicesOf(word, windows)]));
  const buckets = Array.from({ length: BUCKETS }, () => new Map<string, Choice>());
  const put = (word: string, noise: number): void => {
    let least = Infinity;
    let best: readonly [Map<string, Choice>, Choice] | undefined;
    for (const bucket of buckets) {
      const halves = [...bucket.values()].reduce((all, each) => join(all, each.halves), NONE);
      const before = bucket.size === 0 ? 0 : costOf(halves, NONE);
      for (const choice of choices.get(word) ?? []) {
        const more = costOf(halves, choice.halves) - before + choice.cost + random() * noise;
        if (more >= least) continue;
        least = more;
        best = [bucket, choice];
      }
    }
    best?.[0].set(word, best[1]);
  };
  const sorted = [...words].sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
  for (let round = 1; round <= ROUNDS; round++) {
    for (const word of sorted) {
      for (const bucket of buckets) bucket.delete(word);
      put(word, round === ROUNDS ? 0 : NOISE * COOLING ** round);
    }
  }
  return buckets.flatMap((bucket, index) =>
    [...bucket].map(([word, { at }]) => ({ word, at, bucket: index })),
  );
}

function choicesOf(keyword: string, windows: Float64Array): Choice[] {
  const word = literalOf(keyword);
  return Array.from({ length: Math.max(1, word.length - WINDOW + 1) }, (_, at) => ({
    at,
    halves: halvesOf(word, at),
    cost: windowHashes(word, at).reduce((sum, hash) => sum + (windows[hash] ?? 0) * SET_HIT, 0),
  }));
}

function halvesOf(word: string, at: number): Halves {
  return Array.from({ length: WINDOW }, (_, place) => codesOf(word.charCodeAt(at + place))).flatMap(
    (codes) => [
      codes.reduce((low, byte) => low | (1 << (byte & 15)), 0),
      codes.reduce((high, byte) => high | (1 << (byte >> 4)), 0),
    ],
  );
}

function join(a: Halves, b: Halves): Halves {
  return a.map((bits, index) => bits | (b[index] ?? 0));
}

/** Numbers between 0 and 1, always the same (https://en.wikipedia.org/wiki/Linear_congruential_generator). */
function randomNumbers(): () => number {
  let state = 1;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** The codes of the bytes that stand for a character of a keyword: a letter in both cases, all for what is open. */
export function codesOf(code: number): number[] {
  if (Number.isNaN(code)) return Array.from({ length: 256 }, (_, byte) => byte);
  return code >= 97 && code <= 122 ? [code, code - 32] : [code];
}

/** How often bytes of given halves, and each hash of a window, stand in a text. */
function statistics(sample: string): {
  share: (low: number, high: number) => number;
  windows: Float64Array;
} {
  const counts = new Float64Array(256).fill(1);
  const windows = new Float64Array(HASHES);
  const bytes = Uint8Array.from(sample, (character) => character.charCodeAt(0));
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    counts[byte] = (counts[byte] ?? 0) + 1;
    const hash = hashOf(byte, bytes[at + 1] ?? 0, bytes[at + 2] ?? 0, bytes[at + 3] ?? 0);
    windows[hash] = (windows[hash] ?? 0) + 1 / bytes.length;
  }
  const total = bytes.length + counts.length;
  const known = new Map<number, number>();
  const share = (low: number, high: number): number => {
    const key = low * 65_536 + high;
    const before = known.get(key);
    if (before !== undefined) return before;
    let sum = 0;
    for (const [byte, count] of counts.entries()) {
      if ((low >> (byte & 15)) & (high >> (byte >> 4)) & 1) sum += count / total;
    }
    known.set(key, sum);
    return sum;
  };
  return { share, windows };
}
