import { HASHES, SET, SPARE, TEXT, WINDOW, hashOf, literalOf, tableOf, windowHashes } from './layout.js';
import { codesOf } from './plan.js';
import type { PlannedWord } from './plan.js';
import scan from './scan.wat';

/** Looks for windows of keywords in memory of its own. */
export interface Scanner {
  /** Makes room for so many bytes of text; what was there before is lost. */
  room(bytes: number): Uint8Array;
  /**
   * The first offset in the text, from `at` on and before `end`, at which a window may begin; `end` or more where
   * there is none.
   */
  next(at: number, end: number): number;
}

/** What the scanner needs of WebAssembly, of which the language's own library has no types. */
interface Wasm {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => {
    readonly exports: {
      readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
      readonly next: (at: number, end: number) => number;
    };
  };
}

const PAGE = 65_536;

/** A scanner by `scan.wat`; undefined where the host has no WebAssembly with vectors. */
export function createVectorScanner(plan: readonly PlannedWord[]): Scanner | undefined {
  const { WebAssembly: wasm } = globalThis as unknown as { WebAssembly?: Wasm };
  if (!wasm) return undefined;
  try {
    const { memory, next } = new wasm.Instance(new wasm.Module(scan)).exports;
    fillTables(new Uint8Array(memory.buffer), plan);
    return {
      room: (bytes) => {
        const lacking = TEXT + bytes + SPARE - memory.buffer.byteLength;
        if (lacking > 0) memory.grow(Math.ceil(lacking / PAGE));
        return new Uint8Array(memory.buffer, TEXT, bytes);
      },
      next: (at, end) => next(at + TEXT, end + TEXT) - TEXT,
    };
  } catch {
    return undefined;
  }
}

/** A scanner in plain JavaScript, which looks at pairs of bytes. */
export function createPlainScanner(plan: readonly PlannedWord[]): Scanner {
  const begins = new Uint8Array(HASHES);
  const pairs = new Uint8Array(1 << 16);
  for (const { word: keyword, at } of plan) {
    const word = literalOf(keyword);
    const [first = [], second = [], third = []] = [0, 1, 2].map((index) =>
      codesOf(word.charCodeAt(at + index)),
    );
    for (const middle of second) {
      // Every other pair is looked at, so a window shows by its first pair or by its second one.
      for (const left of first) pairs[left | (middle << 8)] = 1;
      for (const right of third) pairs[middle | (right << 8)] = 1;
    }
    for (const hash of windowHashes(word, at)) begins[hash] = 1;
  }
  let bytes = new Uint8Array(PAGE);
  let words = new Uint16Array(bytes.buffer);
  const isBegin = (at: number): boolean =>
    begins[hashOf(bytes[at] ?? 0, bytes[at + 1] ?? 0, bytes[at + 2] ?? 0, bytes[at + 3] ?? 0)] === 1;
  return {
    room: (size) => {
      if (size + SPARE > bytes.length) {
        bytes = new Uint8Array(Math.ceil((size + SPARE) / PAGE) * PAGE);
        words = new Uint16Array(bytes.buffer);
      }
      return bytes.subarray(0, size);
    },
    next: (at, end) => {
      const last = (end + 1) >> 1;
      for (let index = at >> 1; index < last; index++) {
        if (pairs[words[index] ?? 0] === 0) continue;
        const even = index * 2;
        if (even - 1 >= at && isBegin(even - 1)) return even - 1;
        if (even >= at && isBegin(even)) return even;
      }
      return end;
    },
  };
}

function fillTables(memory: Uint8Array, plan: readonly PlannedWord[]): void {
  const set = (index: number, bits: number): void => {
    memory[index] = (memory[index] ?? 0) | bits;
  };
  for (const { word: keyword, at, bucket } of plan) {
    const word = literalOf(keyword);
    for (let place = 0; place < WINDOW; place++) {
      for (const code of codesOf(word.charCodeAt(at + place))) {
        set(tableOf(place, 0, bucket) + (code & 15), 1 << (bucket & 7));
        set(tableOf(place, 1, bucket) + (code >> 4), 1 << (bucket & 7));
      }
    }
    for (const hash of windowHashes(word, at)) set(SET + (hash >> 3), 1 << (hash & 7));
  }
}
