import { parseEarlier } from '../report/earlier.js';
import type { Point } from '../report/earlier.js';
import { UsageError } from './args.js';
import { readText } from './files.js';

/**
 * Reads what earlier reports came to.
 * @throws UsageError for a file that cannot be read or is no report.
 */
export function readEarlier(files: readonly string[]): Point[] {
  return files.map((file) => {
    const point = parseEarlier(readText(file));
    if (typeof point === 'string') throw new UsageError(`${file}: ${point}`);
    return point;
  });
}
