import { literalOf } from './layout.js';
import type { PlannedWord } from './plan.js';
import { createPlainScanner, createVectorScanner } from './scan.js';
import type { Scanner } from './scan.js';
import { createVerifier } from './words.js';

/**
 * Tells whether one of some keywords stands in a text, in any case: one pass, and nothing is parsed that has none.
 * A short keyword counts as a word of its own only, see `words.ts`.
 */
export interface Prefilter {
  /** What makes another one of the same kind; undefined for one that reads all files as text. */
  readonly plan: readonly PlannedWord[] | undefined;
  /** True if a keyword stands in the text. */
  readonly test: (text: string) => boolean;
  /** Memory for so many bytes, which `search` looks through; good until the next call of `room` or `test`. */
  readonly room: (bytes: number) => Uint8Array;
  /** True if a keyword stands in the first bytes of that memory, which are text in UTF-8. */
  readonly search: (length: number) => boolean;
}

/** Characters that are looked through at once, and how many of them are looked at again with the next ones. */
const CHUNK = 32_768;
const OVERLAP = 256;
/** Bytes of a UTF-16 unit in UTF-8 at most. */
const WIDEST = 3;

interface Encoder {
  encodeInto(text: string, into: Uint8Array): { readonly written: number };
}

/**
 * Makes a prefilter of planned keywords. Nothing is set up before its first use.
 * @param makeScanner The way of searching; by default the fastest that the host has.
 */
export function createPrefilter(
  plan: readonly PlannedWord[],
  makeScanner: (plan: readonly PlannedWord[]) => Scanner = (words) =>
    createVectorScanner(words) ?? createPlainScanner(words),
): Prefilter {
  let made: { scanner: Scanner; standsAt: ReturnType<typeof createVerifier>; encoder: Encoder } | undefined;
  let memory: Uint8Array = new Uint8Array();
  const parts = (): NonNullable<typeof made> => {
    const { TextEncoder } = globalThis as unknown as { TextEncoder: new () => Encoder };
    return (made ??= {
      scanner: makeScanner(plan),
      standsAt: createVerifier(plan),
      encoder: new TextEncoder(),
    });
  };
  const room = (bytes: number): Uint8Array => {
    // Memory that grows takes the views of it away.
    if (memory.length < bytes) memory = parts().scanner.room(bytes);
    return memory.length === bytes ? memory : memory.subarray(0, bytes);
  };
  const search = (length: number): boolean => {
    const { scanner, standsAt } = parts();
    for (let at = scanner.next(0, length); at < length; at = scanner.next(at + 1, length)) {
      if (standsAt(memory, at, length)) return true;
    }
    return false;
  };
  const test = (text: string): boolean => {
    const { encoder } = parts();
    for (let from = 0; ; from += CHUNK - OVERLAP) {
      const piece = text.length <= CHUNK ? text : text.slice(from, from + CHUNK);
      if (search(encoder.encodeInto(piece, room(piece.length * WIDEST)).written)) return true;
      if (from + CHUNK >= text.length) return false;
    }
  };
  return { plan, test, room, search };
}

/** A slower prefilter of any keywords, which reads all files as text. */
export function createTextPrefilter(words: readonly string[]): Prefilter {
  const pattern = new RegExp(words.map((word) => escape(literalOf(word))).join('|'), 'i');
  let memory: Uint8Array = new Uint8Array();
  return {
    plan: undefined,
    test: (text) => pattern.test(text),
    room: (bytes) => {
      if (memory.length < bytes) memory = new Uint8Array(bytes);
      return memory.subarray(0, bytes);
    },
    search: () => words.length > 0,
  };
}

function escape(literal: string): string {
  return literal.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
