import type { Turn } from './scan.js';

/** Longest stretch of work after which others get their turn: one more file may take as long again and longer. */
const SLICE_MS = 4;

/** Node runs one timer after the other as long as any is due, and hears nothing from outside meanwhile. */
const { setImmediate: afterOthers = (run: () => void) => setTimeout(run, 0) } = globalThis as {
  setImmediate?: (run: () => void) => unknown;
};

/**
 * Lets those who share it work one after the other, and whatever else waits for the thread in between.
 * @returns what is waited for before each stretch of work, which is to be far shorter than a slice.
 */
export function turns(): Turn {
  let slice = Date.now();
  let last = Promise.resolve();
  const rest = async (): Promise<void> => {
    if (Date.now() - slice < SLICE_MS) return;
    await new Promise<void>(afterOthers);
    slice = Date.now();
  };
  // The next one looks at the clock only after this one has worked.
  return () => (last = last.then(rest));
}
