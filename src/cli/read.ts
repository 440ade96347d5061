import fs from 'node:fs';
import type { Prefilter } from '../core/prefilter/prefilter.js';
import { isText, isWide } from './encoding.js';

const MAX_BYTES = 4 * 1024 * 1024;

/** What is read at first: all of most files, and of a large one enough to tell whether it is text. */
const FIRST = 64 * 1024;

/** Why a file was not read. */
export interface Unread {
  readonly kind: 'skipped' | 'unreadable';
  readonly message: string;
}

/**
 * Reads a file whole, once, and gives its bytes if something may be found in it. Nothing is kept of a file that does
 * not pass the prefilter or is no text, and nothing is decoded.
 */
export function readFile(file: string, prefilter: Prefilter): Uint8Array | Unread | undefined {
  const room = prefilter.room(MAX_BYTES + 1);
  let length: number;
  try {
    length = readInto(room, file);
  } catch (error) {
    return { kind: 'unreadable', message: reasonOf(error) };
  }
  if (length > MAX_BYTES) return { kind: 'skipped', message: `larger than ${MAX_BYTES / 1024 / 1024} MiB` };
  const mayMatter = (length > 1 && isWide(room)) || prefilter.search(length);
  return mayMatter && isText(room.subarray(0, length)) ? room.slice(0, length) : undefined;
}

/** Reads as much of a file as there is room for; nothing of a large one that is no text. */
function readInto(room: Uint8Array, file: string): number {
  const handle = fs.openSync(file, 'r');
  try {
    let length = 0;
    for (let wanted = FIRST; ; wanted = room.length - length) {
      const read = fs.readSync(handle, room, length, wanted, null);
      length += read;
      // A regular file gives less than it is asked for only at its end.
      if (read < wanted || length === room.length) return length;
      if (!isText(room)) return 0;
    }
  } finally {
    fs.closeSync(handle);
  }
}

/** Words for why a file system call failed. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const words: Record<string, string> = {
    EACCES: 'permission denied',
    EPERM: 'permission denied',
    ENOENT: 'no such file or folder',
    ELOOP: 'too many symbolic links',
    EISDIR: 'is a folder',
  };
  return words[code] ?? (error instanceof Error ? error.message : 'unreadable');
}
