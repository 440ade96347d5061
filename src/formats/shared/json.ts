import { parseTree, printParseErrorCode } from 'jsonc-parser';
import type { Node, ParseError, ParseErrorCode } from 'jsonc-parser';
import { isTooDeep } from '../../core/text/depth.js';
import { createViewBuilder } from '../../core/text/view.js';
import type { Document, Edit, Sink, Span, Unit, View } from '../../core/types.js';
import { withoutIdleParts } from './json-parts.js';
import { placeAmong } from './siblings.js';

/** A string of a JSON text. */
export interface JsonString {
  /** With escapes undone. */
  readonly text: string;
  /** Inside of its quotes. */
  readonly span: Span;
  readonly view: View;
}

/** A property of an object. */
export interface JsonMember {
  readonly key: string;
  /** Inside of its quotes. */
  readonly keySpan: Span;
  readonly value: Node;
  readonly node: Node;
}

/** What of a document is left out where it does not matter. */
export interface Apart {
  readonly document: Document;
  /** Of the root's own members and elements it is 1. */
  readonly deepest: number;
}

/**
 * Parses JSON with comments (https://www.rfc-editor.org/rfc/rfc8259, https://jsonc.org), tolerating what it can;
 * mistakes become problems. Undefined for an empty text and for one that is nested too deep to be data.
 * @param apart The document, where its objects and arrays down to a depth stand for themselves: those in which nothing
 * matters are empty in what is returned.
 */
export function parseJson(text: string, sink: Sink, apart?: Apart): Node | undefined {
  if (isTooDeep(text)) {
    sink.skip([0, text.length], 'too-deep');
    return undefined;
  }
  const errors: ParseError[] = [];
  const read = apart ? withoutIdleParts(text, apart.deepest, apart.document) : text;
  const root = parseTree(read.replace(/^\uFEFF/, ' '), errors, { allowTrailingComma: true });
  for (const { error, offset, length } of errors) {
    sink.problem([offset, offset + length], wordsOf(error));
  }
  return root;
}

/** `InvalidSymbol` as "Invalid symbol". */
function wordsOf(error: ParseErrorCode): string {
  return printParseErrorCode(error).replace(/(?!^)[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

/** The members of an object, or none of anything else. */
export function members(node: Node | undefined): JsonMember[] {
  if (node?.type !== 'object') return [];
  return (node.children ?? []).flatMap((property) => {
    const [key, value] = property.children ?? [];
    if (!key || !value) return [];
    return [{ key: String(key.value), keySpan: inner(key), value, node: property }];
  });
}

/** The member of a name. */
export function member(node: Node | undefined, name: string): Node | undefined {
  return members(node).find(({ key }) => key === name)?.value;
}

/** A string with the way back to its source, or undefined. */
export function jsonString(source: string, node: Node | undefined): JsonString | undefined {
  if (node?.type !== 'string') return undefined;
  const [start, end] = inner(node);
  const builder = createViewBuilder(source);
  let from = start;
  for (const match of source.slice(start, end).matchAll(/\\(?:u[0-9a-fA-F]{4}|[\s\S])/g)) {
    builder.copy(from, start + match.index);
    builder.put(unescape(match[0]), start + match.index);
    from = start + match.index + match[0].length;
  }
  builder.copy(from, end);
  return { text: String(node.value), span: [start, end], view: builder.view() };
}

function unescape(escape: string): string {
  const simple: Record<string, string> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };
  const code = escape[1] ?? '';
  if (code === 'u') return String.fromCharCode(Number.parseInt(escape.slice(2), 16));
  return simple[code] ?? code;
}

function inner({ offset, length }: Node): Span {
  return [offset + 1, Math.max(offset + 1, offset + length - 1)];
}

/**
 * A member or element as a unit whose removal takes one comma and, where it stands alone on its lines, those
 * lines with it.
 */
export function jsonUnit(source: string, node: Node, what: string): Unit {
  const span: Span = [node.offset, node.offset + node.length];
  const siblings = node.parent?.children ?? [];
  const index = placeAmong(siblings, node);
  return { span, what, remove: removal(source, span, siblings[index - 1], siblings[index + 1]) };
}

function removal(source: string, span: Span, before: Node | undefined, after: Node | undefined): Edit[] {
  if (after) return [{ span: [span[0], after.offset], text: '' }];
  if (before) return [{ span: [before.offset + before.length, span[1]], text: '' }];
  const start = source.slice(0, span[0]).trimEnd().length;
  const trail = /^,?\s*/.exec(source.slice(span[1]))?.[0].length ?? 0;
  return [{ span: [start, span[1] + trail], text: '' }];
}
