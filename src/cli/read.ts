import fs from 'node:fs';
import type { Prefilter } from '../core/prefilter/prefilter.js';
import { isWide } from './encoding.js';

const MAX_BYTES = 4 * 1024 * 1024;

/** Why a file was not read. */
export interface Unread {
  readonly kind: 'skipped' | 'unreadable';
  readonly message: string;
}

/**
 * Reads a file whole, once, and gives its bytes if something may be found in it. Nothing is kept of a file that does
 * not pass the prefilter, and nothing is decoded.
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
  return isWide(room) || prefilter.search(length) ? room.slice(0, length) : undefined;
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
