import { isTouched } from '../../core/text/edits.js';
import type { Document } from '../../core/types.js';

/** Shorter containers cost less to parse than to leave out. */
const SHORTEST = 64;

/** What stands between the brackets, strings and comments of JSON: white space, colons, numbers and three names. */
const BETWEEN = new Set(
  Array.from('\uFEFF\t\n\r :+-.0123456789Eaeflnrstu', (character) => character.charCodeAt(0)),
);

const [LINE_FEED, RETURN, QUOTE, STAR, COMMA, SLASH] = [0x0a, 0x0d, 0x22, 0x2a, 0x2c, 0x2f];
const [OPEN_LIST, BACKSLASH, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5c, 0x5d, 0x7b, 0x7d];

/** An object or array: where its member or element begins, and where it itself does and ends. */
interface Container {
  readonly from: number;
  readonly start: number;
  readonly end: number;
}

/**
 * Empties, at equal length, the objects and arrays in which nothing that matters can stand, for a parser to read what
 * is left. The key of a member counts as part of it.
 * @param deepest Depth of the containers that stand for themselves, so that nothing in them says what the rest means;
 * what lies deeper stays as it is. The root is at depth 0.
 * @returns The text as it is where all of it matters, or it is not JSON.
 */
export function withoutIdleParts(
  text: string,
  deepest: number,
  { mayMatter, changed = [] }: Pick<Document, 'mayMatter' | 'changed'>,
): string {
  if (!mayMatter) return text;
  let kept = '';
  let at = 0;
  for (const { from, start, end } of containersOf(text, deepest)) {
    // It lies in one that is left out.
    if (start < at) continue;
    if (isTouched(changed, [from, end]) || mayMatter(text.slice(from, end))) continue;
    kept += text.slice(at, start + 1) + ' '.repeat(end - start - 2);
    at = end - 1;
  }
  return kept + text.slice(at);
}

/** The longer containers of a text in their order, but for the root; none where it is not JSON. */
function containersOf(text: string, deepest: number): Container[] {
  const found: (Container | undefined)[] = [];
  const open: {
    readonly code: number;
    readonly start: number;
    readonly from: number;
    readonly slot: number;
  }[] = [];
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at + 1);
    else if (code === SLASH) at = endOfComment(text, at + 1);
    else if (code === COMMA) from = at + 1;
    else if (code === OPEN_LIST || code === OPEN_OBJECT) {
      const slot = open.length > 0 && open.length <= deepest ? found.push(undefined) - 1 : -1;
      open.push({ code, start: at, from, slot });
      from = at + 1;
    } else if (code === CLOSE_LIST || code === CLOSE_OBJECT) {
      const own = open.pop();
      const matches = own?.code === (code === CLOSE_LIST ? OPEN_LIST : OPEN_OBJECT);
      if (!own || !matches) return [];
      const end = at + 1;
      if (own.slot >= 0 && end - own.start >= SHORTEST)
        found[own.slot] = { from: own.from, start: own.start, end };
    } else if (!BETWEEN.has(code)) return [];
  }
  return open.length === 0 ? found.filter((each) => each !== undefined) : [];
}

/** Offset of the last character of the string, or of its line, inside of which a text begins. */
function endOfString(text: string, inside: number): number {
  for (let at = inside; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH) at++;
    else if (code === QUOTE || code === LINE_FEED || code === RETURN) return at;
  }
  return text.length;
}

/** Offset of the last character of a comment behind its first slash; of the slash, where it opens none. */
function endOfComment(text: string, behind: number): number {
  const code = text.charCodeAt(behind);
  if (code !== SLASH && code !== STAR) return behind - 1;
  const end = text.indexOf(code === SLASH ? '\n' : '*/', behind + 1);
  return end < 0 ? text.length : end + (code === SLASH ? 0 : 1);
}
