import { decodeText, isWide } from '../../src/cli/encoding.js';
import { readFile } from '../../src/cli/read.js';
import type { Prefilter } from '../../src/core/prefilter/prefilter.js';

/** Those of some files that pass a prefilter. */
export function passing(files: readonly string[], prefilter: Prefilter): string[] {
  return files.filter((file) => {
    const read = readFile(file, prefilter);
    if (!(read instanceof Uint8Array)) return false;
    return !isWide(read) || prefilter.test(decodeText(read) ?? '');
  });
}
