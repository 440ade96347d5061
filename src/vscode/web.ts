import type * as main from './main.js';

export { activate } from './extension.js';

/**
 * What `main.ts` has, for who loads this file without being activated by it. The browser can load one file only, so
 * this one holds everything; what it holds is run when it is first asked for.
 */
export async function start(...args: Parameters<typeof main.start>): Promise<ReturnType<typeof main.start>> {
  const { start } = await import('./main.js');
  return start(...args);
}
