import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Profile } from '../../../src/core/law.js';
import type { CatalogEntry, Regime, Replacement } from '../../../src/core/types.js';

// Tests run in the project's root, bundled away from their own place.
const folder = join(process.cwd(), 'src', 'catalog');

/** Reads a JSON file of the catalog's folder, as whatever it holds. */
export function readCatalogFile(name: string): unknown {
  return JSON.parse(readFileSync(join(folder, name), 'utf8'));
}

/** Names of the entry files, sorted. */
export const entryFiles: readonly string[] = readdirSync(join(folder, 'entries'))
  .filter((name) => name.endsWith('.json'))
  .sort();

/** The catalog's data as it stands in the source, with the examples that the build leaves out. */
export const catalog = {
  entries: entryFiles.map((name) => readCatalogFile(`entries/${name}`) as CatalogEntry),
  regimes: readCatalogFile('regimes.json') as readonly Regime[],
  profiles: readCatalogFile('profiles.json') as readonly Profile[],
  replacements: readCatalogFile('replacements.json') as readonly Replacement[],
};
