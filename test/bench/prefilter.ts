// Lists the files of a folder that pass the prefilter: what the audit does before it reads anything as text.
// Arguments: the folder, the number of threads, and `plain` for the scanner in plain JavaScript.
import fs from 'node:fs';
import { keywords } from '../../src/catalog/keywords.js';
import { createTeam } from '../../src/cli/team.js';
import { walk } from '../../src/cli/walk.js';
import { createPrefilter } from '../../src/core/prefilter/prefilter.js';
import { createPlainScanner } from '../../src/core/prefilter/scan.js';
import { passing } from './passing.js';

const [folder = '.', threads = '1', way] = process.argv.slice(2);
const BATCH = 512;

const prefilter = way === 'plain' ? createPrefilter(keywords, createPlainScanner) : createPrefilter(keywords);
const team = createTeam<readonly string[], readonly string[]>(Number(threads));
const lists: Promise<readonly string[]>[] = [];

async function search(files: readonly string[]): Promise<readonly string[]> {
  const helper = team.free();
  return helper ? helper(files) : passing(files, prefilter);
}

async function list(): Promise<void> {
  let files: string[] = [];
  const options = { gitignore: false, onUnreadable: () => undefined, excludedIn: () => () => false };
  for (const file of walk(folder, options)) {
    files.push(file);
    if (files.length < BATCH) continue;
    lists.push(search(files));
    files = [];
    if (Number(threads) > 1) await new Promise(setImmediate);
  }
  lists.push(search(files));
  const found = (await Promise.all(lists)).flat();
  fs.writeSync(1, found.map((file) => `${file}\n`).join(''));
  team.dismiss();
}

void list();
