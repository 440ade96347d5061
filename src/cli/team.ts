import { availableParallelism } from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';

/** Threads that share a work. */
export interface Team<Task, Answer> {
  /** A helper that has little to do, or undefined; the first is called in when it is first asked for. */
  free(): ((task: Task) => Promise<Answer>) | undefined;
  /** Ends all helpers. */
  dismiss(): void;
}

/** Tasks that wait for a helper at most, so that it need not wait for them. */
const AHEAD = 2;

/** MiB for what is short-lived; room beyond that makes nothing faster. */
const YOUNG = 12;

interface Member<Answer> {
  readonly worker: Worker;
  readonly waiting: { resolve: (answer: Answer) => void; reject: (error: Error) => void }[];
}

/**
 * Makes a team of as many helpers as there are threads to be had beside this one.
 * @param setup What the program of a helper, `helper.js` beside this one, is told once.
 */
export function createTeam<Task, Answer>(jobs: number, setup?: unknown): Team<Task, Answer> {
  const size = Math.min(jobs, availableParallelism()) - 1;
  const members: Member<Answer>[] = [];
  const call = (): Member<Answer> => {
    const worker = new Worker(path.join(__dirname, 'helper.js'), {
      workerData: setup,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG },
    });
    const member: Member<Answer> = { worker, waiting: [] };
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
      if (!member) return undefined;
      return (task) =>
        new Promise((resolve, reject) => {
          member.waiting.push({ resolve, reject });
          member.worker.postMessage(task);
        });
    },
    dismiss: () => {
      for (const { worker } of members) void worker.terminate();
    },
  };
}
