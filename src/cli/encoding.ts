import { isAscii } from 'node:buffer';

const SNIFFED = 8192;

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** How a file's bytes are text. */
interface Coding {
  readonly encoding: Encoding;
  /** Length of its byte order mark. */
  readonly mark: number;
}

/**
 * The text of a file: UTF-8, or UTF-16 where a byte order mark says so. The mark itself is left out, as editors
 * do, so that columns agree. Undefined for binary files, told by a zero byte near their start.
 */
export function decodeText(bytes: Uint8Array): string | undefined {
  const coding = codingOf(bytes);
  if (!coding) return undefined;
  // Nearly all files are of ASCII characters only, which are read far faster as such.
  if (coding.encoding === 'utf-8' && isAscii(bytes))
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  return new TextDecoder(coding.encoding).decode(bytes);
}

/**
 * The bytes of a text in the way in which a file was written before, its byte order mark with it. Undefined
 * where the old bytes were not text in full, so that writing would change more than was meant.
 */
export function encodeLike(before: Uint8Array, text: string): Uint8Array | undefined {
  const coding = codingOf(before);
  if (!coding) return undefined;
  const mark = before.subarray(0, coding.mark);
  const old = new TextDecoder(coding.encoding).decode(before);
  if (!Buffer.concat([mark, encode(old, coding.encoding)]).equals(before)) return undefined;
  return Buffer.concat([mark, encode(text, coding.encoding)]);
}

/** False for binary files, as `decodeText` tells them. */
export function isText(bytes: Uint8Array): boolean {
  return codingOf(bytes) !== undefined;
}

/** True if the bytes are in UTF-16, as a byte order mark says. */
export function isWide(bytes: Uint8Array): boolean {
  return (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
}

function codingOf(bytes: Uint8Array): Coding | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { encoding: 'utf-16le', mark: 2 };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { encoding: 'utf-16be', mark: 2 };
  if (bytes.subarray(0, SNIFFED).includes(0)) return undefined;
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return { encoding: 'utf-8', mark: marked ? 3 : 0 };
}

function encode(text: string, encoding: Encoding): Buffer {
  if (encoding === 'utf-8') return Buffer.from(text, 'utf8');
  const bytes = Buffer.from(text, 'utf16le');
  return encoding === 'utf-16be' ? bytes.swap16() : bytes;
}
