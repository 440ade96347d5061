import fs from 'node:fs';
import path from 'node:path';
import { POLICY_FILE } from '../core/policy.js';
import type { Document } from '../core/types.js';
import { BASELINE_FILE } from '../report/baseline.js';
import { OWN_REPORT, isOwnReport } from '../report/own.js';
import type { Notice } from '../report/report.js';
import { UsageError } from './args.js';
import type { CliOptions } from './args.js';
import { decodeText, isWide } from './encoding.js';
import type { Ruled } from './policies.js';
import { reasonOf, walk } from './walk.js';

/** Files of the audit itself, which name what they are about. */
const OWN: readonly string[] = [BASELINE_FILE, POLICY_FILE];

const MAX_BYTES = 4 * 1024 * 1024;

/** A text file below a root that something may be found in. */
export interface Opened extends Listed {
  readonly bytes: Uint8Array;
  readonly document: Document;
}

/** What lies below the roots of an audit. */
export interface Listed {
  /** Absolute. */
  readonly file: string;
  readonly ruled: Ruled;
}

/**
 * Lists the files below some roots, each once, in the order of their names.
 * @param notice Told of folders that cannot be listed.
 * @throws UsageError for a root that does not exist or cannot be read.
 */
export function* listFiles(
  { paths, gitignore }: Pick<CliOptions, 'paths' | 'gitignore'>,
  ruledBy: (folder: string) => Ruled,
  notice: (notice: Notice) => void,
): Generator<Listed> {
  const roots = paths.map((each) => path.resolve(each));
  const seen = roots.length > 1 ? new Set<string>() : undefined;
  for (const root of roots) {
    if (!fs.existsSync(root)) throw new UsageError(`${root}: no such file or folder`);
    let ruled = ruledBy(path.dirname(root));
    const walked = walk(root, {
      gitignore,
      onUnreadable: (file, reason) => {
        if (file === root) throw new UsageError(`${root}: ${reason}`);
        notice({ kind: 'unreadable', path: nameOf(file), message: reason });
      },
      excludedIn: (folder) => ruledBy(folder).excluded,
    });
    let folder = '';
    for (const file of walked) {
      if (seen?.has(file) || OWN.includes(path.basename(file))) continue;
      seen?.add(file);
      if (folder === '' || !isIn(file, folder)) {
        folder = path.dirname(file);
        ruled = ruledBy(folder);
      }
      yield { file, ruled };
    }
  }
}

function isIn(file: string, folder: string): boolean {
  return file.lastIndexOf(path.sep) === folder.length && file.startsWith(folder);
}

/**
 * Opens a file if something may be found in it: a text that passes the prefilter. It is read whole, once, and
 * decoded only if it passes. What is left out or cannot be read becomes a notice.
 */
export function openDocument({ file, ruled }: Listed, notice: (notice: Notice) => void): Opened | undefined {
  const { prefilter } = ruled.engine;
  const room = prefilter.room(MAX_BYTES + 1);
  let length: number;
  try {
    length = readInto(room, file);
  } catch (error) {
    notice({ kind: 'unreadable', path: nameOf(file), message: reasonOf(error) });
    return undefined;
  }
  if (length > MAX_BYTES) {
    notice({ kind: 'skipped', path: nameOf(file), message: `larger than ${MAX_BYTES / 1024 / 1024} MiB` });
    return undefined;
  }
  if (!isWide(room) && !prefilter.search(length)) return undefined;
  const bytes = room.slice(0, length);
  const text = decodeText(bytes);
  if (text === undefined || !prefilter.test(text)) return undefined;
  const name = nameOf(file);
  if (isOwnReport(name, text)) {
    notice({ kind: 'skipped', path: name, message: OWN_REPORT });
    return undefined;
  }
  return { file, bytes, document: { path: name, text, read: readNear }, ruled };
}

/** Reads as much of a file as there is room for. */
function readInto(room: Uint8Array, file: string): number {
  const handle = fs.openSync(file, 'r');
  try {
    let length = 0;
    for (;;) {
      const free = room.length - length;
      const read = fs.readSync(handle, room, length, free, null);
      length += read;
      // A regular file gives less than it is asked for only at its end.
      if (read < free || length === room.length) return length;
    }
  } finally {
    fs.closeSync(handle);
  }
}

function readNear(name: string): string | undefined {
  try {
    return decodeText(fs.readFileSync(path.resolve(name)));
  } catch {
    return undefined;
  }
}

/** True for files, absolute, that are a root of an audit or lie below one. */
export function areBelow(paths: readonly string[]): (file: string) => boolean {
  const roots = paths.map((each) => path.resolve(each));
  return (file) =>
    roots.some((root) => file === root || file.startsWith(root.endsWith(path.sep) ? root : root + path.sep));
}

/** How a report names a file: relative to the working directory where it lies below that, else whole. */
export function nameOf(file: string): string {
  const relative = path.relative(process.cwd(), file);
  const outside = relative.startsWith('..') || path.isAbsolute(relative);
  return (outside ? file : relative).split(path.sep).join('/');
}
