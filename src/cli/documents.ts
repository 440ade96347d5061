import fs from 'node:fs';
import path from 'node:path';
import { POLICY_FILE } from '../core/policy-file.js';
import type { Document } from '../core/types.js';
import { BASELINE_FILE } from '../report/baseline.js';
import { OWN_REPORT, isOwnReport } from '../report/own.js';
import type { Notice } from '../report/report.js';
import { UsageError } from './args.js';
import type { CliOptions } from './args.js';
import { decodeText } from './encoding.js';
import type { Ruled, RuledBy } from './policies.js';
import type { readFile } from './read.js';
import { walk } from './walk.js';

/** Files of the audit itself, which name what they are about. */
const OWN: readonly string[] = [BASELINE_FILE, POLICY_FILE];

/** A text file below a root. */
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
  ruledBy: RuledBy,
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
      excludedIn: (folder, entries) =>
        ruledBy(
          folder,
          entries.some(({ name }) => name === POLICY_FILE),
        ).excluded,
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
 * Opens a file if it is a text.
 * @param read What reading it gave.
 * @param notice Told why it was not read, if it was not.
 */
export function openDocument(
  listed: Listed,
  read: ReturnType<typeof readFile>,
  notice: (notice: Notice) => void,
): Opened | undefined {
  if (!read) return undefined;
  const { file } = listed;
  if (!(read instanceof Uint8Array)) {
    notice({ ...read, path: nameOf(file) });
    return undefined;
  }
  const text = decodeText(read);
  if (text === undefined) return undefined;
  const name = nameOf(file);
  if (isOwnReport(name, text)) {
    notice({ kind: 'skipped', path: name, message: OWN_REPORT });
    return undefined;
  }
  return { ...listed, bytes: read, document: { path: name, text, read: createReader() } };
}

/** Reads the files that a document is linked with, each once however often the document is scanned. */
function createReader(): (name: string) => string | undefined {
  const known = new Map<string, string | undefined>();
  return (name) => {
    if (!known.has(name)) known.set(name, readNear(name));
    return known.get(name);
  };
}

function readNear(name: string): string | undefined {
  const file = path.resolve(name);
  // Most of what may lie beside a file does not, and an error takes long to make.
  if (!fs.existsSync(file)) return undefined;
  try {
    return decodeText(fs.readFileSync(file));
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
