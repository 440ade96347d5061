import type { Span } from '../../../core/types.js';

/** What an expression may give: a text that is written in it, or a variable by its path. */
export interface Atom {
  /** Offsets in the template; of a text, without its quotes. */
  readonly span: Span;
  readonly text?: string;
  /** Name and members; undefined stands for a member that is not known before the run. */
  readonly path?: readonly (string | undefined)[];
  /** Counts only where the rest of the expression has no value. */
  readonly fallback?: boolean;
}

/** A stretch of a template: text, or an expression with what it may give. */
export interface Chunk {
  readonly span: Span;
  readonly atoms?: readonly Atom[];
}

interface Token {
  readonly text: string;
  readonly start: number;
}

interface Reader {
  readonly tokens: readonly Token[];
  at: number;
  depth: number;
}

const TOKEN = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[A-Za-z_]\w*|\d+|[=!<>]=|\S/g;
const JOINING = new Set(['~', '+', 'or', 'and']);
const CLOSING = new Set([')', ']', '}', ',', ':', 'else', 'if', '|', '=']);
/** Filters whose result names nothing that stands in the expression. */
const BLIND =
  /^(?:length|count|bool|int|float|hash|checksum|password_hash|b64encode|b64decode|to_(?:nice_)?(?:json|yaml)|random|sum|type_debug|expanduser)$/;
const MAX_DEPTH = 20;
const MAX_EXPRESSION = 4000;

/** Splits a template into its text and its `{{ }}` expressions (https://jinja.palletsprojects.com/templates/). */
export function templateChunks(text: string): Chunk[] {
  const chunks: Chunk[] = [];
  let at = 0;
  for (let open = text.indexOf('{{'); open >= 0; open = text.indexOf('{{', at)) {
    const close = text.indexOf('}}', open + 2);
    if (close < 0) break;
    if (open > at) chunks.push({ span: [at, open] });
    at = close + 2;
    chunks.push({ span: [open, at], atoms: expressionAtoms(text.slice(open + 2, close), open + 2) });
  }
  if (at < text.length) chunks.push({ span: [at, text.length] });
  return chunks;
}

function expressionAtoms(source: string, offset: number): Atom[] {
  if (source.length > MAX_EXPRESSION) return [];
  const tokens = [...source.replace(/^-|-$/g, ' ').matchAll(TOKEN)].map((match) => ({
    text: match[0],
    start: offset + match.index,
  }));
  return expression({ tokens, at: 0, depth: 0 });
}

function peek({ tokens, at }: Reader): string | undefined {
  return tokens[at]?.text;
}

function accept(reader: Reader, text: string): boolean {
  if (peek(reader) !== text) return false;
  reader.at++;
  return true;
}

/** `a if condition else b`, both of which may be the value. */
function expression(reader: Reader): Atom[] {
  if (++reader.depth > MAX_DEPTH) reader.at = reader.tokens.length;
  let atoms = operands(reader);
  if (accept(reader, 'if')) {
    operands(reader);
    if (accept(reader, 'else')) atoms = [...atoms, ...expression(reader)];
  }
  reader.depth--;
  return atoms;
}

/** Operands that are joined. Any other operator makes a truth or a number of them. */
function operands(reader: Reader): Atom[] {
  let atoms = filtered(reader);
  let named = true;
  for (let next = peek(reader); next !== undefined && !CLOSING.has(next); next = peek(reader)) {
    reader.at++;
    if (!JOINING.has(next)) named = false;
    atoms = [...atoms, ...filtered(reader)];
  }
  return named ? atoms : [];
}

function filtered(reader: Reader): Atom[] {
  let atoms = postfix(reader);
  while (accept(reader, '|')) {
    const name = reader.tokens[reader.at++]?.text ?? '';
    const args = accept(reader, '(') ? parameters(reader) : [];
    if (name === 'default' || name === 'd') {
      atoms = [...atoms, ...(args[0]?.atoms ?? []).map((atom) => ({ ...atom, fallback: true }))];
    } else if (name === 'ternary') atoms = args.flatMap((each) => each.atoms);
    else if (BLIND.test(name)) atoms = [];
    else if (name === 'dict2items') atoms = atoms.map((atom) => below(atom, '*pairs'));
    else if (name === 'map') {
      const attribute = args.find(({ key }) => key === 'attribute')?.atoms[0]?.text;
      if (attribute !== undefined) atoms = atoms.map((atom) => below(below(atom, undefined), attribute));
    } else if (name === 'union') atoms = [...atoms, ...args.flatMap((each) => each.atoms)];
  }
  return atoms;
}

function below(atom: Atom, member: string | undefined): Atom {
  return atom.path ? { ...atom, path: [...atom.path, member] } : atom;
}

interface Argument {
  readonly key?: string;
  readonly atoms: readonly Atom[];
}

/** Arguments up to the closing parenthesis. */
function parameters(reader: Reader): Argument[] {
  const list: Argument[] = [];
  while (reader.at < reader.tokens.length && !accept(reader, ')')) {
    const key = reader.tokens[reader.at + 1]?.text === '=' ? peek(reader) : undefined;
    if (key !== undefined) reader.at += 2;
    const from = reader.at;
    const atoms = expression(reader);
    list.push({ ...(key === undefined ? {} : { key }), atoms });
    if (!accept(reader, ',') && reader.at === from) reader.at++;
  }
  return list;
}

function postfix(reader: Reader): Atom[] {
  let atoms = primary(reader);
  for (;;) {
    if (accept(reader, '.')) {
      const name = reader.tokens[reader.at++]?.text ?? '';
      if (accept(reader, '(')) parameters(reader);
      else atoms = atoms.map((atom) => below(atom, name));
    } else if (accept(reader, '[')) {
      const token = peek(reader) ?? '';
      const index = reader.tokens[reader.at + 1]?.text === ']' ? memberOf(token) : undefined;
      if (token === '-' || token === ':') atoms = [...atoms];
      else atoms = atoms.map((atom) => below(atom, index));
      list(reader, ']');
    } else return atoms;
  }
}

function memberOf(token: string): string | undefined {
  if (/^["']/.test(token)) return token.slice(1, -1);
  return /^\d+$/.test(token) ? token : undefined;
}

/** Expressions up to a closing bracket. */
function list(reader: Reader, close: string): Atom[] {
  const atoms: Atom[] = [];
  while (reader.at < reader.tokens.length && !accept(reader, close)) {
    const from = reader.at;
    atoms.push(...expression(reader));
    if (!accept(reader, ',') && reader.at === from) reader.at++;
  }
  return atoms;
}

function primary(reader: Reader): Atom[] {
  const token = reader.tokens[reader.at];
  if (!token || CLOSING.has(token.text)) return [];
  reader.at++;
  const { text, start } = token;
  if (/^["']/.test(text) && text.length > 1) {
    return [{ text: text.slice(1, -1), span: [start + 1, start + text.length - 1] }];
  }
  if (text === '(') return list(reader, ')');
  if (text === '[') return list(reader, ']');
  if (text === '{') return values(reader);
  if (text === 'not') {
    filtered(reader);
    return [];
  }
  if (!/^[A-Za-z_]/.test(text)) return [];
  if (accept(reader, '(')) {
    parameters(reader);
    return [];
  }
  return [{ path: [text], span: [start, start + text.length] }];
}

/** The values of a dictionary; its keys only choose. */
function values(reader: Reader): Atom[] {
  const atoms: Atom[] = [];
  while (reader.at < reader.tokens.length && !accept(reader, '}')) {
    const from = reader.at;
    const first = expression(reader);
    if (accept(reader, ':')) atoms.push(...expression(reader));
    else atoms.push(...first);
    if (!accept(reader, ',') && reader.at === from) reader.at++;
  }
  return atoms;
}
