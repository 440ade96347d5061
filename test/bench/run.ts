import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** A program that is measured as a whole process. */
export interface Program {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly folder: string;
  /** Exit codes, beside 0, that are none of a failure. */
  readonly also?: readonly number[];
  readonly env?: Readonly<Record<string, string>>;
}

/** What the runs of a program come to, as medians. */
export interface Measured {
  readonly name: string;
  readonly milliseconds: number;
  /** Time of the processor, in all threads and children. */
  readonly cpuMilliseconds: number;
  readonly peakMiB: number | undefined;
  /** Medians of the ratios to the first program of the list, taken round by round. */
  readonly ratio: number;
  readonly cpuRatio: number;
  /** Rounds that it ran in. */
  readonly rounds: number;
}

/** What takes longer runs in the first round alone. */
const SLOW_MS = 20_000;
/** Of what a program says when it fails. */
const MAX_WORDS = 300;

interface Sample {
  readonly wall: number;
  readonly cpu: number;
  readonly peak: number | undefined;
}

/**
 * Runs some programs in turn, every other round in reverse, so that what else the machine does falls on all alike.
 * The first one is what the others are compared with. One that fails is left out, with a word.
 */
export function compare(all: readonly Program[], rounds: number): Measured[] {
  const trials = all.map(trial);
  const programs = all.filter((_, index) => trials[index] !== undefined);
  const slow = new Set(all.filter((_, index) => (trials[index] ?? 0) > SLOW_MS));
  const samples = programs.map((): Sample[] => []);
  for (let round = 0; round < rounds; round++) {
    const order = [...programs.entries()];
    for (const [index, program] of round % 2 === 0 ? order : order.reverse())
      if (round === 0 || !slow.has(program)) samples[index]?.push(measure(program));
  }
  const [base = []] = samples;
  return programs.map(({ name }, index) => {
    const own = samples[index] ?? [];
    const ratio = (of: (sample: Sample) => number): number =>
      median(own.map((each, round) => of(each) / of(base[round] ?? each)));
    const peaks = own.flatMap(({ peak }) => peak ?? []);
    return {
      name,
      milliseconds: median(own.map(({ wall }) => wall)),
      cpuMilliseconds: median(own.map(({ cpu }) => cpu)),
      peakMiB: peaks.length > 0 ? median(peaks) : undefined,
      ratio: ratio(({ wall }) => wall),
      cpuRatio: ratio(({ cpu }) => cpu),
      rounds: own.length,
    };
  });
}

/** A first run, which warms up what is read: its milliseconds, or undefined where the program fails. */
function trial(program: Program): number | undefined {
  try {
    return measure(program, true).wall;
  } catch (error) {
    process.stdout.write(
      `${program.name} is left out: ${error instanceof Error ? error.message : 'it fails'}\n`,
    );
    return undefined;
  }
}

/** The middle one of some numbers. */
export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? NaN)) / 2;
}

/** True if a program can be started. */
export function isThere(command: string): boolean {
  return spawnSync(command, ['--version'], { stdio: 'ignore' }).status === 0;
}

/** One run. Where GNU time is to be had, it tells the processor's time and the memory. */
function measure({ command, args, folder, also = [], env }: Program, withErrors = false): Sample {
  const report = path.join(os.tmpdir(), `bench-${process.pid}`);
  const timed = fs.existsSync('/usr/bin/time');
  const [program, ...rest] = timed
    ? ['/usr/bin/time', '-q', '-f', '%U %S %M', '-o', report, command, ...args]
    : [command, ...args];
  const begun = process.hrtime.bigint();
  const { error, status, stderr } = spawnSync(program, rest, {
    cwd: folder,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', withErrors ? 'pipe' : 'ignore'],
    encoding: 'utf8',
    maxBuffer: Infinity,
  });
  const wall = Number(process.hrtime.bigint() - begun) / 1e6;
  if (error) throw error;
  if (status !== 0 && !also.includes(status ?? -1))
    throw new Error(
      `it ends with ${String(status)}${withErrors ? `, ${stderr.trim().slice(0, MAX_WORDS)}` : ''}`,
    );
  if (!timed) return { wall, cpu: NaN, peak: undefined };
  const [user = NaN, system = NaN, kib = NaN] = fs
    .readFileSync(report, 'utf8')
    .trim()
    .split(/\s+/)
    .map(Number);
  fs.rmSync(report);
  return { wall, cpu: (user + system) * 1000, peak: kib / 1024 };
}
