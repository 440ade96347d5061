// Lists the files of a folder that pass the prefilter: what the audit does before it reads anything as text.
// Arguments: the folder, the number of threads, and `plain` for the scanner in plain JavaScript.
import fs from 'node:fs';
import keywords from 'catalog:keywords';
import { decodeText, isWide } from '../../src/cli/encoding.js';
import { readFile } from '../../src/cli/read.js';
import type { Unread } from '../../src/cli/read.js';
import { createTeam } from '../../src/cli/team.js';
import { walk } from '../../src/cli/walk.js';
import type { PlannedWord } from '../../src/core/prefilter/plan.js';
import { createPrefilter } from '../../src/core/prefilter/prefilter.js';
import { createPlainScanner } from '../../src/core/prefilter/scan.js';

const [folder = '.', threads = '1', way] = process.argv.slice(2);
const BATCH = 512;

const plan = keywords as readonly PlannedWord[];
const prefilter = way === 'plain' ? createPrefilter(plan, createPlainScanner) : createPrefilter(plan);
const team = createTeam(Number(threads));
const lists: Promise<string[]>[] = [];

function passes(read: Uint8Array | Unread | undefined): boolean {
  if (!(read instanceof Uint8Array)) return false;
  return !isWide(read) || prefilter.test(decodeText(read) ?? '');
}

async function search(files: readonly string[]): Promise<string[]> {
  const helper = team.free();
  if (!helper) return files.filter((file) => passes(readFile(file, prefilter)));
  const answer = await helper(files, plan);
  return files.filter((_, index) => passes(answer.get(index)));
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
