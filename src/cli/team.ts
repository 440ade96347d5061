import { availableParallelism } from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { PlannedWord } from '../core/prefilter/plan.js';
import type { Answer, Task } from './helper.js';

/** Threads that help to read files. */
export interface Team {
  /** A helper that has little to do, or undefined; the first is called in when it is first asked for. */
  free(): Helper | undefined;
  /** Ends all helpers. */
  dismiss(): void;
}

/** Reads files, and gives those that one of the planned keywords stands in. */
export type Helper = (files: readonly string[], plan: readonly PlannedWord[]) => Promise<Answer>;

/** Batches that wait for a helper at most, so that it need not wait for them. */
const AHEAD = 2;

interface Member {
  readonly worker: Worker;
  readonly waiting: { resolve: (answer: Answer) => void; reject: (error: Error) => void }[];
  plan?: readonly PlannedWord[];
}

/** Makes a team of as many helpers as there are threads to be had beside this one. */
export function createTeam(jobs: number): Team {
  const size = Math.min(jobs, availableParallelism()) - 1;
  const members: Member[] = [];
  const call = (): Member => {
    const worker = new Worker(path.join(__dirname, 'helper.js'));
    const member: Member = { worker, waiting: [] };
    worker.on('message', (answer: Answer) => member.waiting.shift()?.resolve(answer));
    worker.on('error', (error: Error) => {
      for (const { reject } of member.waiting.splice(0)) reject(error);
    });
    members.push(member);
    return member;
  };
  return {
    free: () => {
      const member =
        members.find(({ waiting }) => waiting.length < AHEAD) ?? (members.length < size ? call() : undefined);
      return member && ((files, plan) => ask(member, files, plan));
    },
    dismiss: () => {
      for (const { worker } of members) void worker.terminate();
    },
  };
}

function ask(member: Member, files: readonly string[], plan: readonly PlannedWord[]): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const task: Task = member.plan === plan ? { files } : { files, plan };
    member.plan = plan;
    member.waiting.push({ resolve, reject });
    member.worker.postMessage(task);
  });
}
