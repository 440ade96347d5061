import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { isText } from '../../src/cli/encoding.js';
import type { PlannedWord } from '../../src/core/prefilter/plan.js';
import { isPlain } from '../../src/core/prefilter/words.js';
import type { Program } from './run.js';

/** Files that two programs list, and why one of them lists more. */
export interface Sameness {
  readonly both: number;
  /** Listed by the search only, since a short keyword stands in a longer word or in front of no version. */
  readonly within: number;
  /** Listed by the search only, since they are larger than an audit reads. */
  readonly large: number;
  /** Listed by the search only, since they are no text. */
  readonly binary: number;
}

const MAX_BYTES = 4 * 1024 * 1024;

/**
 * Compares what the prefilter lists with what a search for the same keywords does.
 * @throws Error if one lists a file without reason that the other does not.
 */
export function compareLists(ours: Program, search: Program, keywords: readonly PlannedWord[]): Sameness {
  const mine = new Set(listOf(ours));
  const theirs = new Set(listOf(search));
  const surplus = [...mine].filter((file) => !theirs.has(file));
  if (surplus.length > 0) throw new Error(`only the prefilter lists ${surplus.slice(0, 5).join(', ')}`);
  const plain = keywords.map(({ word }) => word).filter(isPlain);
  let within = 0;
  let large = 0;
  let binary = 0;
  for (const file of theirs) {
    if (mine.has(file)) continue;
    const bytes = fs.readFileSync(file);
    const text = bytes.toString('latin1').toLowerCase();
    if (!isText(bytes)) binary++;
    else if (bytes.length > MAX_BYTES) large++;
    else if (plain.some((word) => text.includes(word)))
      throw new Error(`the prefilter does not list ${file}`);
    else within++;
  }
  return { both: mine.size, within, large, binary };
}

function listOf({ command, args, folder }: Program): string[] {
  const output = execFileSync(command, args, { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28 });
  return output
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => path.resolve(folder, line));
}
