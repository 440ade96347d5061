import type { Sink, Span } from '../../core/types.js';
import {
  isAt,
  isBreak,
  MAX_DEPTH,
  peek,
  skipBrackets,
  skipLine,
  skipSpace,
  take,
  takeIdentifier,
} from './hcl-cursor.js';
import type { Cursor } from './hcl-cursor.js';
import { readExpression } from './hcl-expression.js';
import { readQuoted, readTemplateText } from './hcl-template.js';
import type { HclAttribute, HclBlock, HclBody, HclExpression, HclString } from './hcl-model.js';

const MAX_PROBLEMS = 20;

/**
 * Reads HCL (https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md). What cannot be read is reported and
 * left out; an open block ends with the text. Linear, and safe at any depth of nesting.
 */
export function parseHcl(text: string, sink?: Pick<Sink, 'problem' | 'skip'>): HclBody {
  return readBody(createCursor(text, [0, text.length], sink), false);
}

/** Reads a stretch of the text as a template without escapes, as the strings of the JSON syntax are. */
export function parseHclTemplate(text: string, span: Span): HclString {
  return readTemplateText(createCursor(text, span), readExpression);
}

/** A cursor over a stretch of a text. Problems beyond the first ones are dropped. */
export function createCursor(
  text: string,
  [at, end]: Span,
  sink?: Pick<Sink, 'problem' | 'skip'>,
  bicep = false,
): Cursor {
  let problems = 0;
  return {
    text,
    at,
    end,
    bicep,
    depth: 0,
    problem: (span, message) => {
      if (problems++ < MAX_PROBLEMS) sink?.problem([span[0], Math.min(span[1], text.length)], message);
    },
    tooDeep: (span) => {
      sink?.skip(span, 'too-deep');
    },
  };
}

function readBody(cursor: Cursor, nested: boolean): HclBody {
  const attributes: HclAttribute[] = [];
  const blocks: HclBlock[] = [];
  for (;;) {
    skipSpace(cursor, true);
    if (cursor.at >= cursor.end) {
      if (nested) cursor.problem([cursor.end, cursor.end], 'block is not closed');
      break;
    }
    if (nested && take(cursor, '}')) break;
    if (take(cursor, ',') || take(cursor, ';')) continue;
    const start = cursor.at;
    if (nested && isTopLevel(cursor)) {
      cursor.problem([start, start], 'block is not closed');
      break;
    }
    const named = readName(cursor);
    if (!named) {
      cursor.problem([start, start + 1], 'attribute or block expected');
      // A bracket that closes nothing costs only itself.
      if (/[)\]}]/.test(peek(cursor))) cursor.at++;
      else skipLine(cursor);
      continue;
    }
    skipSpace(cursor, false);
    if (isAt(cursor, '=') && !isAt(cursor, '==')) attributes.push(readAttribute(cursor, start, named));
    else {
      const block = readBlock(cursor, start, named.name);
      if (block) blocks.push(block);
    }
  }
  return { attributes, blocks };
}

/** A block that only stands at the top, at the start of a line: the blocks before it were left open. */
function isTopLevel({ text, at }: Cursor): boolean {
  if (at > 0 && !isBreak(text[at - 1] ?? '')) return false;
  return /^(?:(?:resource|data)\s+"[^"\n]{1,100}"\s+"|(?:module|variable|output)\s+"|locals\s*\{)/.test(
    text.slice(at, at + 200),
  );
}

interface Name {
  readonly name: string;
  readonly nameSpan: Span;
}

/** Variable files may quote their names. */
function readName(cursor: Cursor): Name | undefined {
  const start = cursor.at;
  const name = takeIdentifier(cursor);
  if (name !== undefined) return { name, nameSpan: [start, cursor.at] };
  if (!isAt(cursor, '"')) return undefined;
  const { word } = readQuoted(cursor, readExpression);
  return { name: word.text, nameSpan: word.span };
}

function readAttribute(cursor: Cursor, start: number, { name, nameSpan }: Name): HclAttribute {
  cursor.at++;
  const found = readExpression(cursor, false);
  const { at } = cursor;
  if (!found) cursor.problem(nameSpan, 'value expected');
  const value: HclExpression = found ?? { kind: 'compound', span: [at, at], operands: [] };
  skipSpace(cursor, false);
  const next = peek(cursor);
  if (next !== '' && !isBreak(next) && !/[},;]/.test(next)) {
    cursor.problem([cursor.at, cursor.at + 1], 'end of line expected');
    skipLine(cursor);
  }
  return { kind: 'attribute', name, nameSpan, span: [start, value.span[1]], value };
}

function readBlock(cursor: Cursor, start: number, type: string): HclBlock | undefined {
  const labels: string[] = [];
  for (;;) {
    skipSpace(cursor, false);
    if (isAt(cursor, '"')) {
      labels.push(readQuoted(cursor, readExpression).word.text);
      continue;
    }
    const label = takeIdentifier(cursor);
    if (label === undefined) break;
    labels.push(label);
  }
  if (!isAt(cursor, '{')) {
    cursor.problem([start, start + type.length], 'neither attribute nor block');
    if (!isAt(cursor, '}')) skipLine(cursor);
    return undefined;
  }
  if (cursor.depth >= MAX_DEPTH) {
    skipBrackets(cursor);
    return { kind: 'block', span: [start, cursor.at], type, labels, body: { attributes: [], blocks: [] } };
  }
  cursor.at++;
  cursor.depth++;
  const body = readBody(cursor, true);
  cursor.depth--;
  return { kind: 'block', span: [start, cursor.at], type, labels, body };
}
