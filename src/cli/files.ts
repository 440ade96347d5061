import fs from 'node:fs';
import { UsageError } from './args.js';
import { reasonOf } from './read.js';

/**
 * The text of a file that the command line names.
 * @throws UsageError for one that cannot be read.
 */
export function readText(file: string): string {
  return trying(file, () => fs.readFileSync(file, 'utf8'));
}

/**
 * Writes a file that the command line names.
 * @throws UsageError where it cannot be written.
 */
export function writeText(file: string, text: string): void {
  trying(file, () => {
    fs.writeFileSync(file, text);
  });
}

function trying<T>(file: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw new UsageError(`${file}: ${reasonOf(error)}`);
  }
}
