// A thread of the benchmark's prefilter, as an audit has them.
import { parentPort } from 'node:worker_threads';
import { keywords } from '../../src/catalog/keywords.js';
import { createPrefilter } from '../../src/core/prefilter/prefilter.js';
import { passing } from './passing.js';

const prefilter = createPrefilter(keywords);
parentPort?.on('message', (files: readonly string[]) => {
  parentPort?.postMessage(passing(files, prefilter));
});
