import path from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { createPolicies } from './policies.js';
import type { Rules } from './policies.js';
import { scanFiles } from './scan.js';
import type { Batch } from './scan.js';

/** What a helper is told once. */
export interface Setup {
  readonly rules: Rules;
  readonly withFixes: boolean;
}

/** What it is asked: files to scan, absolute, for all of which the same policy holds. It answers with a `Batch`. */
export type Task = readonly string[];

// A thread of its own, which does with some files of an audit what the audit does with the others.
const { rules, withFixes } = workerData as Setup;
const ruledBy = createPolicies(rules);
parentPort?.on('message', (files: Task) => {
  const ruled = ruledBy(path.dirname(files[0] ?? '.'));
  const batch: Batch = scanFiles(
    files.map((file) => ({ file, ruled })),
    withFixes,
  );
  parentPort?.postMessage(batch);
});
