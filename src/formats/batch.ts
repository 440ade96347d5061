import type { Format } from '../core/types.js';
import { readBatch } from './shared/batch.js';
import { BATCH_VARIABLES, variableNames } from './shared/variable-names.js';

/** Batch scripts of Windows. */
export const batch: Format = {
  id: 'batch',
  title: 'Batch script',
  reads: 'packages, services, processes, installers, downloads, registry keys, paths',
  files: ['**/*.{bat,cmd,nt}'],
  languageIds: ['bat'],
  comment: { line: 'rem' },
  names: ({ text }) => variableNames(text, BATCH_VARIABLES),
  extract: ({ text }, sink) => {
    readBatch(text, sink);
  },
};
