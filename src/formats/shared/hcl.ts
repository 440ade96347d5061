import type { Span, View } from '../../core/types.js';
import { createViewBuilder } from '../../core/text/view.js';

/** A string of a configuration, template or not. */
export interface HclString {
  readonly kind: 'string';
  /** As written between the quotes, escapes undone; a heredoc without its indentation marks. */
  readonly text: string;
  readonly span: Span;
  readonly view: View;
  readonly heredoc: boolean;
}

/** A reference such as `var.image` or `azurerm_x.y.id`. */
export interface HclTraversal {
  readonly kind: 'traversal';
  readonly path: string;
  readonly span: Span;
}

/** `[…]` or the arguments of a call. */
export interface HclList {
  readonly kind: 'list';
  readonly span: Span;
  readonly items: readonly HclValue[];
  /** Name of the function whose arguments these are. */
  readonly call?: string;
}

/** `{…}`, in an expression. */
export interface HclObject {
  readonly kind: 'object';
  readonly span: Span;
  readonly attributes: readonly HclAttribute[];
}

export interface HclOther {
  readonly kind: 'other';
  readonly span: Span;
}

export type HclValue = HclString | HclTraversal | HclList | HclObject | HclOther;

export interface HclAttribute {
  readonly name: string;
  readonly nameSpan: Span;
  readonly span: Span;
  readonly value: HclValue;
}

export interface HclBlock {
  readonly type: string;
  readonly labels: readonly string[];
  readonly span: Span;
  readonly attributes: readonly HclAttribute[];
  readonly blocks: readonly HclBlock[];
}

type Token =
  | { readonly kind: 'word' | 'mark'; readonly text: string; readonly span: Span }
  | {
      readonly kind: 'string';
      readonly text: string;
      readonly span: Span;
      readonly inner: Span;
      readonly heredoc: boolean;
    };

const MAX_DEPTH = 200;

/**
 * Reads HCL (https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md) as far as blocks, attributes, strings,
 * references, lists, objects and calls go; operators and conditions are looked into for what they hold. What
 * does not fit is passed over, one token at a time, so that any text is read in linear time.
 */
export function readHcl(text: string): HclBlock {
  const tokens = tokenise(text);
  let at = 0;
  let depth = 0;
  const peek = (ahead = 0): Token | undefined => tokens[at + ahead];
  const is = (mark: string, ahead = 0): boolean => {
    const token = peek(ahead);
    return token?.kind === 'mark' && token.text === mark;
  };
  const skipLines = (): void => {
    while (is('\n') || is(',')) at++;
  };

  const readBody = (type: string, labels: string[], start: number): HclBlock => {
    const attributes: HclAttribute[] = [];
    const blocks: HclBlock[] = [];
    let end = start;
    depth++;
    while (at < tokens.length) {
      skipLines();
      const token = peek();
      if (!token) break;
      end = token.span[1];
      if (is('}')) {
        at++;
        break;
      }
      if (token.kind !== 'mark' && (is('=', 1) || is(':', 1)) && !is('=', 2)) {
        attributes.push(readAttribute());
      } else if (token.kind === 'word') {
        const block = readBlock();
        if (block) blocks.push(block);
      } else {
        at++;
      }
      end = tokens[at - 1]?.span[1] ?? end;
    }
    depth--;
    return { type, labels, span: [start, end], attributes, blocks };
  };

  const readAttribute = (): HclAttribute => {
    const token = peek();
    const nameSpan: Span = token?.kind === 'string' ? token.inner : (token?.span ?? [0, 0]);
    const start = token?.span[0] ?? 0;
    at += 2;
    const value = readExpression();
    return {
      name: text.slice(...nameSpan),
      nameSpan,
      span: [start, Math.max(value.span[1], nameSpan[1])],
      value,
    };
  };

  const readBlock = (): HclBlock | undefined => {
    const head = peek();
    const labels: string[] = [];
    at++;
    for (let token = peek(); token && token.kind !== 'mark'; token = peek()) {
      labels.push(token.kind === 'string' ? text.slice(...token.inner) : token.text);
      at++;
    }
    if (!head || !is('{') || depth > MAX_DEPTH) return undefined;
    at++;
    return readBody(text.slice(...head.span), labels, head.span[0]);
  };

  /** An expression up to the end of its line or list; several operands read as a list of what they hold. */
  const readExpression = (): HclValue => {
    const operands: HclValue[] = [];
    const start = peek()?.span[0] ?? text.length;
    while (at < tokens.length && !is('\n') && !is(',') && !is('}') && !is(']') && !is(')')) {
      const operand = readOperand();
      if (operand) operands.push(operand);
    }
    const [only, ...more] = operands;
    if (only && more.length === 0) return only;
    const end = tokens[at - 1]?.span[1] ?? start;
    return operands.length === 0
      ? { kind: 'other', span: [start, Math.max(start, end)] }
      : { kind: 'list', span: [start, end], items: operands, call: '?' };
  };

  const readOperand = (): HclValue | undefined => {
    const token = peek();
    if (!token) return undefined;
    if (token.kind === 'string') {
      at++;
      return stringOf(text, token.inner, token.span, token.heredoc);
    }
    if (token.kind === 'word') {
      at++;
      if (is('(')) return readItems(')', token.span[0], token.text);
      return { kind: 'traversal', path: token.text, span: token.span };
    }
    if (is('[') || is('(')) return readItems(is('[') ? ']' : ')', token.span[0]);
    if (is('{')) {
      at++;
      if (depth > MAX_DEPTH) return undefined;
      const { attributes, span } = readBody('', [], token.span[0]);
      return { kind: 'object', attributes, span };
    }
    at++;
    return undefined;
  };

  const readItems = (close: string, start: number, call?: string): HclValue => {
    at++;
    depth++;
    const list: HclValue[] = [];
    while (at < tokens.length && !is(close) && depth < MAX_DEPTH) {
      skipLines();
      if (is(close) || at >= tokens.length) break;
      const before = at;
      const value = readExpression();
      if (value.kind !== 'other') list.push(value);
      if (at === before) at++;
    }
    depth--;
    const end = peek()?.span[1] ?? text.length;
    at++;
    return { kind: 'list', span: [start, end], items: list, ...(call === undefined ? {} : { call }) };
  };

  const root = readBody('', [], 0);
  const { attributes, blocks } = root;
  while (at < tokens.length) {
    const rest = readBody('', [], tokens[at]?.span[0] ?? 0);
    (attributes as HclAttribute[]).push(...rest.attributes);
    (blocks as HclBlock[]).push(...rest.blocks);
  }
  return { ...root, span: [0, text.length] };
}

const TOKEN =
  /[ \t\r\uFEFF]+|#[^\n]*|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|<<-?([A-Za-z_][\w-]*)[^\n]*\n|"|[A-Za-z_][\w-]*(?:\.(?:[\w-]+|\*)|\[[^\]\n]*\](?=\.))*|[\s\S]/g;

function tokenise(text: string): Token[] {
  const tokens: Token[] = [];
  const pattern = new RegExp(TOKEN);
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const [whole, mark] = match;
    const start = match.index;
    if (/^(?:[ \t\r\uFEFF]|#|\/\/|\/\*)/.test(whole)) continue;
    if (mark !== undefined) {
      const from = start + whole.length;
      const close = new RegExp(`^[ \\t]*${mark}[ \\t]*\\r?$`, 'gm');
      close.lastIndex = from;
      const found = close.exec(text);
      const end = found ? found.index : text.length;
      tokens.push({
        kind: 'string',
        text: '',
        span: [start, found ? end + found[0].trimEnd().length : end],
        inner: [from, end],
        heredoc: true,
      });
      pattern.lastIndex = found ? end + found[0].length : text.length;
    } else if (whole === '"') {
      const end = stringEnd(text, start + 1);
      tokens.push({
        kind: 'string',
        text: '',
        span: [start, Math.min(end + 1, text.length)],
        inner: [start + 1, end],
        heredoc: false,
      });
      pattern.lastIndex = text[end] === '"' ? end + 1 : end;
    } else {
      const kind = /^[A-Za-z_]/.test(whole) ? 'word' : 'mark';
      tokens.push({ kind, text: whole, span: [start, start + whole.length] });
    }
  }
  return tokens;
}

/** Where a quoted string ends: templates inside of it may hold strings of their own. */
function stringEnd(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const unit = text[at];
    if (unit === '\\') at++;
    else if ((unit === '$' || unit === '%') && text[at + 1] === '{') {
      depth++;
      at++;
    } else if (unit === '}' && depth > 0) depth--;
    else if (unit === '\n') return at;
    else if (unit === '"' && depth === 0) return at;
  }
  return text.length;
}

function stringOf(source: string, inner: Span, span: Span, heredoc: boolean): HclString {
  const builder = createViewBuilder(source);
  const [start, end] = inner;
  let from = start;
  if (!heredoc) {
    for (const match of source.slice(start, end).matchAll(/\\(?:[nrt"\\]|u[0-9a-fA-F]{4})/g)) {
      builder.copy(from, start + match.index);
      builder.put(unescape(match[0]), start + match.index);
      from = start + match.index + match[0].length;
    }
  }
  builder.copy(from, end);
  const view = builder.view();
  return {
    kind: 'string',
    text: view.text,
    span: heredoc ? inner : [start, Math.max(start, Math.min(end, span[1]))],
    view,
    heredoc,
  };
}

function unescape(escape: string): string {
  if (escape[1] === 'u') return String.fromCharCode(Number.parseInt(escape.slice(2), 16));
  const simple: Record<string, string> = { n: '\n', r: '\r', t: '\t' };
  return simple[escape[1] ?? ''] ?? escape.slice(1);
}
