import planned from 'catalog:keywords';
import type { PlannedWord } from '../core/prefilter/plan.js';

/** The keywords of the shipped catalog, for the prefilter. */
export const keywords = planned as readonly PlannedWord[];
