import type { View } from '../types.js';
import { createViewBuilder, sourceOffset } from './view.js';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const ENCODED = /^[A-Za-z0-9+/\s]*={0,2}\s*$/;

/**
 * The text that stands in Base64 (https://www.rfc-editor.org/rfc/rfc4648#section-4) in a view, as UTF-8, or as
 * UTF-16 where every other byte of it is zero. Each of its characters leads back to where its first bits are
 * written. Undefined for what is no Base64 or no text.
 */
export function decodeBase64(encoded: View): View | undefined {
  if (!ENCODED.test(encoded.text)) return undefined;
  const bytes: number[] = [];
  const places: number[] = [];
  let bits = 0;
  let held = 0;
  for (let at = 0; at < encoded.text.length; at++) {
    const value = ALPHABET.indexOf(encoded.text[at] ?? '');
    if (value < 0) continue;
    held = ((held << 6) | value) & 0xffffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push((held >> bits) & 0xff);
    places.push(Math.max(0, at - 1));
  }
  if (bytes.length < 2) return undefined;
  return bytes[1] === 0 || (bytes[0] === 0xff && bytes[1] === 0xfe)
    ? readWide(encoded, bytes, places)
    : readNarrow(encoded, bytes, places);
}

function readWide(encoded: View, bytes: readonly number[], places: readonly number[]): View {
  const builder = createViewBuilder(encoded.text);
  for (let at = bytes[0] === 0xff ? 2 : 0; at + 1 < bytes.length; at += 2) {
    const unit = (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
    builder.put(String.fromCharCode(unit), sourceOffset(encoded, places[at] ?? 0));
  }
  return builder.view();
}

function readNarrow(encoded: View, bytes: readonly number[], places: readonly number[]): View | undefined {
  const builder = createViewBuilder(encoded.text);
  let at = bytes[0] === 0xef && bytes[1] === 0xbb ? 3 : 0;
  while (at < bytes.length) {
    const lead = bytes[at] ?? 0;
    const length = lead < 0x80 ? 1 : lead >> 5 === 6 ? 2 : lead >> 4 === 14 ? 3 : lead >> 3 === 30 ? 4 : 0;
    if (length === 0 || lead === 0) return undefined;
    let code = length === 1 ? lead : lead & (0xff >> (length + 1));
    for (let next = at + 1; next < at + length; next++) code = (code << 6) | ((bytes[next] ?? 0) & 0x3f);
    if (code > 0x10ffff) return undefined;
    builder.put(String.fromCodePoint(code), sourceOffset(encoded, places[at] ?? 0));
    at += length;
  }
  return builder.view();
}

/**
 * What stands in Base64, in lower case, wherever a word does in a text that is written so: at each of the three
 * places between its bytes, as it is and with a capital, in UTF-8 and in UTF-16.
 * @param word In lower case, of ASCII characters.
 */
export function encodedForms(word: string): string[] {
  const spellings = [word, word.charAt(0).toUpperCase() + word.slice(1)];
  const bytes = spellings.flatMap((spelling) => {
    const codes = Array.from(spelling, (character) => character.charCodeAt(0));
    return [codes, codes.flatMap((code) => [code, 0]).slice(0, -1)];
  });
  return bytes.flatMap((codes) => [0, 1, 2].map((shift) => encodeAt(codes, shift).toLowerCase()));
}

/** The letters that hold bits of these bytes only, when so many others stand before them. */
function encodeAt(codes: readonly number[], shift: number): string {
  const bits = [...Array.from({ length: shift }, () => 0), ...codes].flatMap((code) =>
    Array.from({ length: 8 }, (_, index) => (code >> (7 - index)) & 1),
  );
  let letters = '';
  for (let at = Math.ceil((shift * 8) / 6) * 6; at + 6 <= bits.length; at += 6) {
    const value = bits.slice(at, at + 6).reduce((sum, bit) => sum * 2 + bit, 0);
    letters += ALPHABET.charAt(value);
  }
  return letters;
}
