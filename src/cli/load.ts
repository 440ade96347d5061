import { createRequire } from 'node:module';
import type * as engine from './engine.js';

/**
 * Loads all formats, the catalog and what judges by it: a file of its own, since an audit needs none of it until a
 * file has a keyword, and most have none.
 */
export function loadEngine(): typeof engine {
  return createRequire(__filename)('./engine.js') as typeof engine;
}
