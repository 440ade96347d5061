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
}

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
  const programs = all.filter(works);
  const samples = programs.map((): Sample[] => []);
  for (let round = 0; round < rounds; round++) {
    const order = [...programs.entries()];
    for (const [index, program] of round % 2 === 0 ? order : order.reverse())
      samples[index]?.push(measure(program));
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
    };
  });
}

/** A first run, which warms up what is read. */
function works(program: Program): boolean {
  try {
    measure(program);
    return true;
  } catch (error) {
    process.stdout.write(
      `${program.name} is left out: ${error instanceof Error ? error.message : 'it fails'}\n`,
    );
    return false;
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
function measure({ command, args, folder, also = [] }: Program): Sample {
  const report = path.join(os.tmpdir(), `bench-${process.pid}`);
  const timed = fs.existsSync('/usr/bin/time');
  const [program, ...rest] = timed
    ? ['/usr/bin/time', '-q', '-f', '%U %S %M', '-o', report, command, ...args]
    : [command, ...args];
  const begun = process.hrtime.bigint();
  const { error, status } = spawnSync(program, rest, { cwd: folder, stdio: 'ignore' });
  const wall = Number(process.hrtime.bigint() - begun) / 1e6;
  if (error) throw error;
  if (status !== 0 && !also.includes(status ?? -1)) throw new Error(`it ends with ${String(status)}`);
  if (!timed) return { wall, cpu: NaN, peak: undefined };
  const [user = NaN, system = NaN, kib = NaN] = fs
    .readFileSync(report, 'utf8')
    .trim()
    .split(/\s+/)
    .map(Number);
  fs.rmSync(report);
  return { wall, cpu: (user + system) * 1000, peak: kib / 1024 };
}
