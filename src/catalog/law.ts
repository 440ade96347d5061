import type { Law } from '../core/law.js';
import profiles from './profiles.json';
import regimes from './regimes.json';

/** The shipped regimes and profiles. */
export const law = { regimes, profiles } as Law;
