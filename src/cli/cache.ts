import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { Prefilter } from '../core/prefilter/prefilter.js';
import { version } from '../../package.json';
import type { Notice } from '../report/report.js';
import { nameOf } from './documents.js';
import { readText, writeText } from './files.js';

/** A file that was changed later than this before an audit may change again within its time stamp. In milliseconds. */
const SETTLED = 2000;

const FOREIGN = 'this is no cache of this program; it is neither used nor written over';
const OWNER = 'kaspersky-ban-audit';

/** The files of one folder that hold none of some keywords. */
interface Folder {
  /** A digest of the keywords. */
  readonly keywords: string;
  /** In turn the name of a file and what it was like: of many objects with keys of their own a heap grows large. */
  readonly files: string[];
}

/** By their absolute paths. */
type Folders = ReadonlyMap<string, Folder>;

/**
 * What an earlier audit learned of files in which nothing can be found: those that have not changed since need not be
 * opened again. All others are read anew, so that no finding and no verdict is ever taken from it.
 */
export interface Cache {
  /** Where it lies, absolute. */
  readonly file: string;
  /** True for a file, absolute, that has not changed and holds no keyword. */
  isKnown(file: string, prefilter: Prefilter): boolean;
  /** Remembers of files that were asked for that they hold no keyword. */
  remember(files: readonly string[]): void;
  /**
   * Writes what is known, if that has changed; what is known of folders that this audit does not cover stays.
   * @throws UsageError if it cannot be written.
   */
  save(covers: (folder: string) => boolean): void;
}

/**
 * Opens a cache, which is empty if there is none yet, or only one of another version.
 * @param notice Told that the file is something else, which is not written over.
 * @throws UsageError if there is one that cannot be read.
 */
export function openCache(file: string, notice: (notice: Notice) => void): Cache {
  const started = Date.now();
  const before = fs.existsSync(file) ? parse(readText(file)) : new Map<string, Folder>();
  if (!before) notice({ kind: 'unreadable', path: nameOf(file), message: FOREIGN });
  const after = new Map<string, Folder>();
  const asked = new Map<string, { readonly keywords: string; readonly stamp: string }>();
  const digests = new Map<Prefilter, string | undefined>();
  let last: { folder: string; stamps: ReadonlyMap<string, string> } = { folder: '', stamps: new Map() };
  let learned = 0;
  let kept = 0;

  const keywordsOf = (prefilter: Prefilter): string | undefined => {
    if (!digests.has(prefilter)) digests.set(prefilter, digestOf(prefilter));
    return digests.get(prefilter);
  };
  const keep = (file: string, keywords: string, stamp: string): void => {
    const folder = path.dirname(file);
    const own = after.get(folder) ?? { keywords, files: [] };
    after.set(folder, own);
    own.files.push(path.basename(file), stamp);
  };

  /** The stamp that was stored; files of one folder are asked for one after the other. */
  const storedStamp = (file: string, keywords: string): string | undefined => {
    const folder = path.dirname(file);
    if (last.folder !== folder) last = { folder, stamps: stampsIn(before?.get(folder), keywords) };
    return last.stamps.get(path.basename(file));
  };

  return {
    file,
    isKnown: (file, prefilter) => {
      const keywords = keywordsOf(prefilter);
      const stats = keywords === undefined ? undefined : fs.statSync(file, { throwIfNoEntry: false });
      if (keywords === undefined || !stats) return false;
      const stamp = stampOf(stats);
      if (storedStamp(file, keywords) === stamp) {
        keep(file, keywords, stamp);
        kept++;
        return true;
      }
      if (stats.mtimeMs < started - SETTLED) asked.set(file, { keywords, stamp });
      return false;
    },
    remember: (files) => {
      for (const file of files) {
        const known = asked.get(file);
        if (!known) continue;
        asked.delete(file);
        keep(file, known.keywords, known.stamp);
        learned++;
      }
    },
    save: (covers) => {
      if (!before) return;
      let earlier = 0;
      for (const [folder, own] of before) {
        if (covers(folder)) earlier += own.files.length / 2;
        else if (!after.has(folder)) after.set(folder, own);
      }
      if (learned > 0 || kept < earlier) write(file, after);
    },
  };
}

function stampsIn(folder: Folder | undefined, keywords: string): Map<string, string> {
  const stamps = new Map<string, string>();
  if (folder?.keywords !== keywords) return stamps;
  for (let at = 0; at + 1 < folder.files.length; at += 2)
    stamps.set(folder.files[at] ?? '', folder.files[at + 1] ?? '');
  return stamps;
}

/** What a file is like as long as it is not changed: its size and when its content and its entry were changed. */
function stampOf({ size, mtimeMs, ctimeMs }: fs.Stats): string {
  return [size, mtimeMs, ctimeMs].map((each) => Math.round(each * 1000).toString(36)).join(' ');
}

/** Tells keywords apart; undefined for those that are looked for in decoded text. */
function digestOf({ plan }: Prefilter): string | undefined {
  return (
    plan &&
    createHash('sha256')
      .update(plan.map(({ word }) => word).join('\n'))
      .digest('base64url')
      .slice(0, 16)
  );
}

/** The folders of a cache; none of another version's, and undefined for a text that is no cache. */
function parse(text: string): Folders | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isRecord(value) || value.cacheOf !== OWNER) return undefined;
  if (value.version !== version) return new Map();
  if (!isRecord(value.folders)) return undefined;
  const folders = Object.entries(value.folders);
  return folders.every((each): each is [string, Folder] => isFolder(each[1])) ? new Map(folders) : undefined;
}

function isFolder(value: unknown): value is Folder {
  return isRecord(value) && typeof value.keywords === 'string' && Array.isArray(value.files);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** Writes a cache at once, so that no one reads half of it. */
function write(file: string, folders: Folders): void {
  const draft = `${file}.${process.pid}`;
  writeText(draft, JSON.stringify({ cacheOf: OWNER, version, folders: Object.fromEntries(folders) }));
  fs.renameSync(draft, file);
}
