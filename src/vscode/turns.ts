import type { Turn } from './scan.js';

/** Longest stretch of work after which others get their turn. */
const SLICE_MS = 8;

/**
 * Lets those who share it work one after the other, and whatever else waits for the thread in between.
 * @returns what is waited for before each stretch of work, which is to be far shorter than a slice.
 */
export function turns(): Turn {
  let slice = Date.now();
  return async () => {
    while (Date.now() - slice >= SLICE_MS) {
      const before = slice;
      await new Promise((resolve) => {
        setTimeout(resolve, 0);
      });
      // The first to come back begins a new slice; the others look whether it has used it up.
      if (slice === before) slice = Date.now();
    }
  };
}
