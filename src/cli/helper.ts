import { parentPort } from 'node:worker_threads';
import type { PlannedWord } from '../core/prefilter/plan.js';
import { createPrefilter } from '../core/prefilter/prefilter.js';
import { readFile } from './read.js';
import type { Unread } from './read.js';

/** What a helper is asked: files to read, absolute. */
export interface Task {
  readonly files: readonly string[];
  /** The keywords that are looked for; those of the task before if absent. */
  readonly plan?: readonly PlannedWord[];
}

/** What it answers: by its index, each file that something may be found in, or that could not be read. */
export type Answer = ReadonlyMap<number, Uint8Array | Unread>;

// A thread of its own, which knows no format and no product: it reads files, and hands back those that pass.
let prefilter = createPrefilter([]);
parentPort?.on('message', ({ files, plan }: Task) => {
  if (plan) prefilter = createPrefilter(plan);
  const answer = new Map<number, Uint8Array | Unread>();
  const moved: ArrayBuffer[] = [];
  for (const [index, file] of files.entries()) {
    const read = readFile(file, prefilter);
    if (!read) continue;
    answer.set(index, read);
    if (read instanceof Uint8Array) moved.push(read.buffer as ArrayBuffer);
  }
  parentPort?.postMessage(answer satisfies Answer, moved);
});
