const SNIFFED = 8192;

/**
 * The text of a file: UTF-8, or UTF-16 where a byte order mark says so. The mark itself is left out, as editors
 * do, so that columns agree. Undefined for binary files, told by a zero byte near their start.
 */
export function decodeText(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  if (bytes.subarray(0, SNIFFED).includes(0)) return undefined;
  return new TextDecoder('utf-8').decode(bytes);
}
