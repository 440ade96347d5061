import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { createTwoFilesPatch } from 'diff';
import { maskSecrets } from '../core/secrets.js';
import type { Notice } from '../report/report.js';
import { UsageError } from './args.js';
import type { CliOptions } from './args.js';
import { listFiles, openDocument } from './documents.js';
import { encodeLike } from './encoding.js';
import type { Ruled } from './policies.js';
import { reasonOf } from './walk.js';

/** What fixing comes to. */
export interface Fixed {
  /** Unified diff of all changes, secrets masked (https://www.gnu.org/software/diffutils/manual/html_node/Detailed-Unified.html). */
  readonly diff: string;
  /** Files that were, or would be, changed. */
  readonly files: number;
  readonly applied: number;
  readonly notices: readonly Notice[];
}

interface Change {
  readonly file: string;
  readonly bytes: Uint8Array;
}

/**
 * Applies the preferred fixes of all files below the roots, or only shows what it would do. Nothing is written
 * before everything is known, each file at once and with its mode.
 * @throws UsageError for changes in a Git work tree that could not be told from the fixes afterwards.
 */
export function fixFiles(
  options: Pick<CliOptions, 'paths' | 'gitignore' | 'dryRun' | 'allowDirty'>,
  ruledBy: (folder: string) => Ruled,
): Fixed {
  const notices: Notice[] = [];
  const changes: Change[] = [];
  const diffs: string[] = [];
  let applied = 0;
  const notice = (each: Notice): void => {
    notices.push(each);
  };
  for (const listed of listFiles(options, ruledBy, notice)) {
    const opened = openDocument(listed, notice);
    if (!opened) continue;
    const { file, bytes, document, ruled } = opened;
    const fixed = ruled.engine.fixAll(document);
    if (fixed.text === document.text) continue;
    const after = encodeLike(bytes, fixed.text);
    if (!after) {
      notice({ kind: 'skipped', path: document.path, message: 'not changed: it is not all UTF-8 or UTF-16' });
      continue;
    }
    if (fs.lstatSync(file).isSymbolicLink()) {
      notice({ kind: 'skipped', path: document.path, message: 'not changed: it is a symbolic link' });
      continue;
    }
    applied += fixed.applied.length;
    changes.push({ file, bytes: after });
    diffs.push(maskSecrets(diffOf(document.path, document.text, fixed.text)));
  }
  if (!options.dryRun) {
    if (!options.allowDirty) refuseDirty(changes);
    for (const change of changes) write(change);
  }
  return { diff: diffs.join(''), files: changes.length, applied, notices };
}

function diffOf(name: string, before: string, after: string): string {
  // A tab ends a name that has spaces in it, as Git writes it; its headers have no line of equals signs.
  const header = name.includes(' ') ? '' : undefined;
  const patch = createTwoFilesPatch(`a/${name}`, `b/${name}`, before, after, header, header, { context: 3 });
  return patch.replace(/^=+\n/, '');
}

/** In the file's place in one step, so that an interruption leaves the old file or the new one. */
function write({ file, bytes }: Change): void {
  const { mode } = fs.statSync(file);
  const beside = path.join(path.dirname(file), `.${path.basename(file)}.${process.pid}.tmp`);
  try {
    fs.writeFileSync(beside, bytes, { mode });
    fs.chmodSync(beside, mode);
    fs.renameSync(beside, file);
  } catch (error) {
    fs.rmSync(beside, { force: true });
    throw new UsageError(`${file}: ${reasonOf(error)}`);
  }
}

/** Refuses where Git could not give back what a fix changes: uncommitted changes, or a file that it does not track. */
function refuseDirty(changes: readonly Change[]): void {
  const clean = new Set<string>();
  for (const folder of new Set(changes.map(({ file }) => path.dirname(file)))) {
    const top = git(folder, 'rev-parse', '--show-toplevel')?.trim();
    if (top === undefined) continue;
    if (!clean.has(top) && git(top, 'status', '--porcelain', '--untracked-files=no') !== '')
      throw new UsageError(`${top} has uncommitted changes; commit them, or give --allow-dirty`);
    clean.add(top);
    const inside = changes.filter(({ file }) => path.dirname(file) === folder).map(({ file }) => file);
    const untracked = git(folder, 'ls-files', '--others', '-z', '--', ...inside)?.split('\0')[0] ?? '';
    if (untracked !== '')
      throw new UsageError(`${path.join(folder, untracked)} is not in Git; add it, or give --allow-dirty`);
  }
}

function git(folder: string, ...args: readonly string[]): string | undefined {
  const { status, stdout } = spawnSync('git', args, { cwd: folder, encoding: 'utf8' });
  return status === 0 ? stdout : undefined;
}
