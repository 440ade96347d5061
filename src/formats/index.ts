import type { Format } from '../core/types.js';
import { shell } from './shell.js';

/** Every format, the more specific before the more general. */
export const formats: readonly Format[] = [shell];
