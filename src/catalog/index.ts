import entries from 'catalog:entries';
import type { Knowledge } from '../core/engine.js';
import type { CatalogEntry } from '../core/types.js';
import profiles from './profiles.json';
import regimes from './regimes.json';
import replacements from './replacements.json';

/** The shipped catalog, regimes, profiles and replacements. */
export const knowledge = {
  entries: entries as readonly CatalogEntry[],
  regimes,
  profiles,
  replacements,
} as Knowledge;
