import { knowledge } from '../catalog/index.js';
import { createEngine } from '../core/engine.js';
import type { Engine, EngineOptions } from '../core/engine.js';
import { formats } from '../formats/index.js';

export { parsePolicy } from '../core/policy.js';

/** Makes an engine of everything that is shipped. */
export function shippedEngine(options: Omit<EngineOptions, 'formats' | 'knowledge'>): Engine {
  return createEngine({ ...options, formats, knowledge });
}
