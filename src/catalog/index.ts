import entries from 'catalog:entries';
import type { Knowledge } from '../core/engine.js';
import profiles from './profiles.json';
import regimes from './regimes.json';
import replacements from './replacements.json';

/** The shipped catalog, regimes, profiles and replacements. */
export const knowledge = { entries, regimes, profiles, replacements } as Knowledge;
