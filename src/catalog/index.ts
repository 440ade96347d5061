import entries from 'catalog:entries';
import keywords from 'catalog:keywords';
import type { Knowledge } from '../core/engine.js';
import type { PlannedWord } from '../core/prefilter/plan.js';
import type { CatalogEntry } from '../core/types.js';
import profiles from './profiles.json';
import regimes from './regimes.json';
import replacements from './replacements.json';

/** The shipped catalog, regimes, profiles and replacements. */
export const knowledge = {
  entries: entries as readonly CatalogEntry[],
  keywords: keywords as readonly PlannedWord[],
  regimes,
  profiles,
  replacements,
} as Knowledge;
