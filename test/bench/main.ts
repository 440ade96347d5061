import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { knowledge } from '../../src/catalog/index.js';
import { literalOf } from '../../src/core/prefilter/layout.js';
import { activation } from './activation.js';
import { growth, keystroke, prefilters } from './micro.js';
import type { Figure } from './micro.js';
import { compare, isThere } from './run.js';
import type { Measured, Program } from './run.js';
import { compareLists } from './same.js';
import { makeTree } from './trees.js';

const USAGE = `Usage: npm run bench [-- [FOLDER…] [options]]

Measures the audit of each folder (by default: of made trees and of the installed packages) beside ripgrep and such
other scanners as are installed, then the parts of the engine. All ratios are medians of rounds taken in turn.

  --files LIST   sizes of the trees to make (default: 1000,10000,50000)
  --share LIST   parts of the made files that hold a reference (default: 0.001,0.01)
  --rounds N     rounds (default: 7)
  --only WHAT    audit, micro or, in a real VS Code, editor
  --peers FOLDER where other scanners are installed, as by
                 npm i --ignore-scripts secretlint @secretlint/secretlint-rule-pattern cspell @cyclonedx/cdxgen renovate
  --output FILE  also write everything as JSON
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    files: { type: 'string', default: '1000,10000,50000' },
    share: { type: 'string', default: '0.001,0.01' },
    rounds: { type: 'string', default: '7' },
    only: { type: 'string' },
    peers: { type: 'string' },
    output: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  },
});

const keywords = [...new Set(knowledge.keywords.map(({ word }) => literalOf(word)))];

/** Files of a tree that every scanner is run on. */
const SMALL = 1000;

const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'kba-bench-'));
try {
  if (values.help) process.stdout.write(USAGE);
  else bench();
} finally {
  fs.rmSync(scratch, { recursive: true, force: true });
}

function bench(): void {
  if (values.peers !== undefined) {
    const programs = path.resolve(process.env.INIT_CWD ?? '', values.peers, 'node_modules', '.bin');
    process.env.PATH = `${programs}${path.delimiter}${process.env.PATH ?? ''}`;
  }
  const rounds = Number(values.rounds);
  const result: Record<string, readonly Measured[] | readonly Figure[]> = {};
  const say = (title: string, rows: readonly Measured[] | readonly Figure[]): void => {
    result[title] = rows;
    process.stdout.write(`\n${title}\n`);
    for (const row of rows) process.stdout.write(`${lineOf(row)}\n`);
  };
  if (values.only !== 'micro') {
    if (!isThere('rg'))
      process.stdout.write('There is no ripgrep here, so that nothing is compared with it.\n');
    for (const { name, folder, small } of trees()) {
      const measured = [...programs(folder), ...(small ? peers(folder) : [])];
      say(`${name}: ${countFiles(folder)} files`, compare(measured, rounds));
      const [search, ours] = ['rg -j1, the keywords', 'prefilter, one thread'].map((wanted) =>
        measured.find((each) => each.name === wanted),
      );
      if (!search || !ours) continue;
      const { both, within, large, binary } = compareLists(ours, search, knowledge.keywords);
      process.stdout.write(
        `Candidates: ${both} in both; in rg only ${within} with no more than a short keyword that does not count, ${large} too large, ${binary} binary\n`,
      );
    }
  }
  if (values.only !== 'audit') {
    say('Prefilter', prefilters(rounds));
    say('Keystroke', keystroke(rounds));
    say('Activation', activation(scratch, rounds));
    say('Growth, against half the size', growth(rounds));
  }
  if (values.output !== undefined) {
    const machine = {
      cpu: os.cpus()[0]?.model,
      cpus: os.cpus().length,
      node: process.version,
      load: os.loadavg(),
    };
    fs.writeFileSync(values.output, `${JSON.stringify({ machine, rounds, result }, undefined, 2)}\n`);
  }
}

interface Tree {
  readonly name: string;
  readonly folder: string;
  /** Small enough for scanners that take minutes where a search takes a second. */
  readonly small: boolean;
}

function trees(): Tree[] {
  if (positionals.length > 0) {
    return positionals.map((name) => ({
      name,
      folder: path.resolve(process.env.INIT_CWD ?? '', name),
      small: true,
    }));
  }
  const made = values.files.split(',').flatMap((count) =>
    values.share.split(',').map((share): Tree => {
      const folder = path.join(scratch, `${count}-${share}`);
      makeTree(folder, Number(count), Number(share));
      return { name: `Made tree, ${share} with references`, folder, small: Number(count) <= SMALL };
    }),
  );
  return [...made, { name: 'Installed packages', folder: path.resolve('node_modules'), small: false }];
}

/** The first one is what the others are compared with. */
function programs(folder: string): Program[] {
  const words = path.join(scratch, 'keywords.txt');
  fs.writeFileSync(words, keywords.map((word) => `${word}\n`).join(''));
  const never = path.join(scratch, 'never.txt');
  fs.writeFileSync(never, 'qqqzzzkkkqqq\n');
  const search = (jobs: number, file: string) => [
    '-uu',
    '-a',
    `-j${jobs}`,
    '-l',
    '-i',
    '-F',
    '-g',
    '!node_modules',
    '-g',
    '!.git',
    '-f',
    file,
    '.',
  ];
  const ours = (jobs: number) => [
    path.resolve('dist', 'cli.js'),
    '.',
    '--format',
    'json',
    '--fail-on',
    'never',
    '--quiet',
    '--no-gitignore',
    '--jobs',
    String(jobs),
  ];
  const filter = (...args: string[]) => [path.resolve('dist', 'test', 'prefilter.js'), '.', ...args];
  const also = [1];
  const ripgrep: Program[] = [
    { name: 'rg -j1, the keywords', command: 'rg', args: search(1, words), folder, also },
    { name: 'rg -j2, the keywords', command: 'rg', args: search(2, words), folder, also },
    { name: 'rg -j1, nothing to find', command: 'rg', args: search(1, never), folder, also },
  ];
  return [
    ...(isThere('rg') ? ripgrep : []),
    { name: 'prefilter, one thread', command: process.execPath, args: filter('1'), folder },
    { name: 'prefilter, two threads', command: process.execPath, args: filter('2'), folder },
    { name: 'prefilter, plain JavaScript', command: process.execPath, args: filter('1', 'plain'), folder },
    { name: 'audit, one thread', command: process.execPath, args: ours(1), folder },
    { name: 'audit, two threads', command: process.execPath, args: ours(2), folder },
    { name: 'node -e 0', command: process.execPath, args: ['-e', '0'], folder },
  ];
}

/** Other scanners, as far as they are installed. Each does its own work; the files are the same. */
function peers(folder: string): Program[] {
  const also = [1];
  const pattern = keywords.map((word) => word.replace(/[.*+?^$/]/g, '\\$&')).join('|');
  const config = path.join(scratch, 'secretlint.json');
  const rule = {
    id: '@secretlint/secretlint-rule-pattern',
    options: { patterns: [{ name: 'keyword', pattern: `/${pattern}/i` }] },
  };
  fs.writeFileSync(config, JSON.stringify({ rules: [rule] }));
  const all: Program[] = [
    {
      name: 'secretlint, the same pattern',
      command: 'secretlint',
      args: ['--secretlintrc', config, '**/*'],
      folder,
      also,
    },
    {
      name: 'cspell',
      command: 'cspell',
      args: ['lint', '--no-progress', '--no-issues', '--dot', '**/*'],
      folder,
      also,
    },
    {
      name: 'cdxgen',
      command: 'cdxgen',
      args: ['-r', '--no-install-deps', '--no-validate', '-o', path.join(scratch, 'bom.json')],
      folder,
    },
    {
      name: 'renovate, extraction',
      command: 'renovate',
      args: ['--platform=local', '--dry-run=extract'],
      folder,
      env: { RENOVATE_ONBOARDING: 'false' },
    },
  ];
  return all.filter(({ command }) => isThere(command));
}

function countFiles(folder: string): number {
  return fs.readdirSync(folder, { withFileTypes: true }).reduce((count, entry) => {
    if (entry.isFile()) return count + 1;
    const enter = entry.isDirectory() && entry.name !== 'node_modules' && entry.name !== '.git';
    return enter ? count + countFiles(path.join(folder, entry.name)) : count;
  }, 0);
}

function lineOf(row: Measured | Figure): string {
  const cells = [
    row.name.padEnd(44),
    `${row.milliseconds.toPrecision(4).padStart(10)} ms`,
    `${row.ratio.toPrecision(3).padStart(10)} x`,
  ];
  if ('cpuRatio' in row) {
    cells.push(`${row.cpuRatio.toPrecision(3).padStart(8)} x processor`);
    if (row.peakMiB !== undefined) cells.push(`${row.peakMiB.toFixed(0).padStart(5)} MiB`);
    cells.push(` of ${row.rounds}`);
  }
  return cells.join('');
}
