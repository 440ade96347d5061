import fs from 'node:fs';
import path from 'node:path';
import { POLICY_FILE } from '../core/policy.js';
import type { Document } from '../core/types.js';
import { BASELINE_FILE } from '../report/baseline.js';
import type { Notice } from '../report/report.js';
import { UsageError } from './args.js';
import type { CliOptions } from './args.js';
import { decodeText } from './encoding.js';
import type { Ruled } from './policies.js';
import { reasonOf, walk } from './walk.js';

/** Files of the audit itself, which name what they are about. */
const OWN: readonly string[] = [BASELINE_FILE, POLICY_FILE];

const MAX_BYTES = 4 * 1024 * 1024;

/** A text file below a root, with the rules that hold for it. */
export interface Opened {
  /** Absolute. */
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly document: Document;
  readonly ruled: Ruled;
}

/**
 * Opens the text files of some roots, each once, in the order of their names. What is left out or cannot be read
 * becomes a notice.
 * @param progress Called with the number of files opened so far.
 * @throws UsageError for a root that does not exist or cannot be read.
 */
export function* openDocuments(
  { paths, gitignore }: Pick<CliOptions, 'paths' | 'gitignore'>,
  ruledBy: (folder: string) => Ruled,
  notice: (notice: Notice) => void,
  progress: (files: number) => void,
): Generator<Opened> {
  const seen = new Set<string>();
  let files = 0;
  for (const root of paths.map((each) => path.resolve(each))) {
    if (!fs.existsSync(root)) throw new UsageError(`${root}: no such file or folder`);
    const walked = walk(root, {
      gitignore,
      onUnreadable: (file, reason) => {
        if (file === root) throw new UsageError(`${root}: ${reason}`);
        notice({ kind: 'unreadable', path: nameOf(file), message: reason });
      },
      excluded: (file) => ruledBy(path.dirname(file)).excluded(file),
    });
    for (const { file, size } of walked) {
      if (seen.has(file) || OWN.includes(path.basename(file))) continue;
      seen.add(file);
      if (size > MAX_BYTES) {
        const message = `larger than ${MAX_BYTES / 1024 / 1024} MiB`;
        notice({ kind: 'skipped', path: nameOf(file), message });
        continue;
      }
      const bytes = read(file, notice);
      progress(++files);
      const text = bytes && decodeText(bytes);
      if (!bytes || text === undefined) continue;
      const document: Document = { path: nameOf(file), text, read: readNear };
      yield { file, bytes, document, ruled: ruledBy(path.dirname(file)) };
    }
  }
}

function read(file: string, notice: (notice: Notice) => void): Uint8Array | undefined {
  try {
    return fs.readFileSync(file);
  } catch (error) {
    notice({ kind: 'unreadable', path: nameOf(file), message: reasonOf(error) });
    return undefined;
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
