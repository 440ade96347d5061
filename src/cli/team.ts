import { availableParallelism } from 'node:os';
import path from 'node:path';
import { Worker, parentPort, workerData } from 'node:worker_threads';
import type { EngineOptions } from '../core/engine.js';
import type { CliOptions } from './args.js';
import { createPolicies } from './policies.js';
import { scanFiles } from './scan.js';
import type { Batch } from './scan.js';

/** What an audit is told by the command line. */
export interface AuditOptions extends Pick<CliOptions, 'paths' | 'gitignore' | 'format' | 'policy'> {
  /** Most threads that read files at once. */
  readonly jobs: number;
  /** How findings are judged. */
  readonly judging: Omit<EngineOptions, 'formats' | 'knowledge' | 'policy'>;
}

/** Threads that help to read files. */
export interface Team {
  /** A helper that has little to do, or undefined; the first is called in when it is first asked for. */
  free(): ((files: readonly string[]) => Promise<Batch>) | undefined;
  /** Ends all helpers. */
  dismiss(): void;
}

/** Batches that wait for a helper at most, so that it need not wait for them. */
const AHEAD = 2;

interface Helper {
  readonly worker: Worker;
  readonly waiting: { resolve: (batch: Batch) => void; reject: (error: Error) => void }[];
}

/** Makes a team of as many helpers as there are threads to be had beside this one. */
export function createTeam(options: AuditOptions): Team {
  const size = Math.min(options.jobs, availableParallelism()) - 1;
  const helpers: Helper[] = [];
  const call = (): Helper => {
    const worker = new Worker(__filename, { workerData: options });
    const helper: Helper = { worker, waiting: [] };
    worker.on('message', (batch: Batch) => helper.waiting.shift()?.resolve(batch));
    worker.on('error', (error: Error) => {
      for (const { reject } of helper.waiting.splice(0)) reject(error);
    });
    helpers.push(helper);
    return helper;
  };
  return {
    free: () => {
      const helper =
        helpers.find(({ waiting }) => waiting.length < AHEAD) ?? (helpers.length < size ? call() : undefined);
      return helper && ((files) => send(helper, files));
    },
    dismiss: () => {
      for (const { worker } of helpers) void worker.terminate();
    },
  };
}

function send({ waiting, worker }: Helper, files: readonly string[]): Promise<Batch> {
  const answer = new Promise<Batch>((resolve, reject) => {
    waiting.push({ resolve, reject });
    worker.postMessage(files);
  });
  // Whoever waits for it, does so when all files are handed out.
  answer.catch(() => undefined);
  return answer;
}

/** Works as a helper: reads the files that it is sent, and sends back what it has found. */
export function help(tools: Pick<EngineOptions, 'formats' | 'knowledge'>): void {
  const { format, judging, policy } = workerData as AuditOptions;
  const ruledBy = createPolicies({ ...tools, ...judging }, policy);
  parentPort?.on('message', (files: readonly string[]) => {
    const listed = files.map((file) => ({ file, ruled: ruledBy(path.dirname(file)) }));
    parentPort?.postMessage(scanFiles(listed, format));
  });
}
