import entries from 'catalog:entries';
import type { Knowledge } from '../core/engine.js';
import type { CatalogEntry } from '../core/types.js';
import { keywords } from './keywords.js';
import { law } from './law.js';
import replacements from './replacements.json';

/** The shipped catalog, regimes, profiles and replacements. */
export const knowledge = {
  entries: entries as readonly CatalogEntry[],
  keywords,
  ...law,
  replacements,
} as Knowledge;
