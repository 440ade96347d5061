import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import type { Figure } from './micro.js';
import { median } from './run.js';

/** Requires a module in a process of its own, with nothing behind `vscode`, and prints the milliseconds. */
const REQUIRE = `
const Module = require('node:module');
const load = Module._load;
Module._load = (name, ...rest) => (name === 'vscode' ? {} : load(name, ...rest));
const begun = process.hrtime.bigint();
try { require(process.argv[1]); } catch (error) { if (!(error instanceof TypeError)) throw error; }
process.stdout.write(String(Number(process.hrtime.bigint() - begun) / 1e6));
`;

/** What requiring the extension costs, as a multiple of an empty module. */
export function activation(scratch: string, rounds: number): Figure[] {
  const empty = path.join(scratch, 'empty.js');
  fs.writeFileSync(empty, '');
  const files = [empty, path.resolve('dist', 'extension.js')];
  const times = files.map((): number[] => []);
  for (let round = 0; round < rounds; round++) {
    for (const [index, file] of files.entries()) {
      const { stdout } = spawnSync(process.execPath, ['-e', REQUIRE, file], { encoding: 'utf8' });
      times[index]?.push(Number(stdout));
    }
  }
  const [base = NaN, own = NaN] = times.map(median);
  return [
    { name: 'an empty module (the base)', milliseconds: base, ratio: 1 },
    { name: 'the extension', milliseconds: own, ratio: own / base },
  ];
}
