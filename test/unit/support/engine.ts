import { knowledge } from '../../../src/catalog/index.js';
import { createEngine } from '../../../src/core/engine.js';
import type { Engine, EngineOptions } from '../../../src/core/engine.js';
import { formats } from '../../../src/formats/index.js';

/** The day on which the tests judge. */
export const TODAY = '2026-11-24';

/** The product's engine with its shipped knowledge. */
export function shippedEngine(options: Partial<EngineOptions> = {}): Engine {
  return createEngine({ formats, knowledge, today: TODAY, ...options });
}
