import { isAt, isBreak, peek, skipSpace, take, takeIdentifier } from './hcl-cursor.js';
import type { Cursor } from './hcl-cursor.js';
import { readExpression, readTerm } from './hcl-expression.js';
import { readQuoted } from './hcl-template.js';
import type { HclEntry, HclExpression } from './hcl-model.js';

/** `[for k, v in list : value]` and `{for k, v in list : key => value}`. */
export function readLoop(cursor: Cursor, start: number, close: string): HclExpression | undefined {
  const { at } = cursor;
  skipSpace(cursor, true);
  if (!isAt(cursor, 'for ')) {
    cursor.at = at;
    return undefined;
  }
  const operands: HclExpression[] = [];
  cursor.at += 4;
  // The names of the loop, which are not values.
  for (let name = 'for'; name !== 'in';) {
    skipSpace(cursor, true);
    while (take(cursor, ',') || take(cursor, '(') || take(cursor, ')')) skipSpace(cursor, true);
    const next = takeIdentifier(cursor);
    if (next === undefined) break;
    name = next;
  }
  for (;;) {
    skipSpace(cursor, true);
    if (take(cursor, close) || cursor.at >= cursor.end) break;
    const before = cursor.at;
    if (take(cursor, 'if ')) readExpression(cursor, true);
    else {
      const operand = readExpression(cursor, true);
      if (operand && operand.kind !== 'reference') operands.push(operand);
      else if (operand?.kind === 'reference' && operand.path.length > 1) operands.push(operand);
    }
    if (cursor.at === before && !(take(cursor, '=>') || take(cursor, '...') || /[:,]/.test(peek(cursor))))
      break;
    if (cursor.at === before) cursor.at++;
  }
  return { kind: 'compound', span: [start, cursor.at], operands };
}

/** `{ a = b }` or a loop that makes one. */
export function readObject(cursor: Cursor): HclExpression {
  const start = cursor.at++;
  const loop = readLoop(cursor, start, '}');
  if (loop) return loop;
  const entries: HclEntry[] = [];
  for (;;) {
    skipSpace(cursor, true);
    if (take(cursor, ',')) continue;
    if (take(cursor, '}')) break;
    const entry = readEntry(cursor);
    if (!entry) {
      cursor.problem([start, start + 1], 'bracket is not closed');
      break;
    }
    entries.push(entry);
  }
  return { kind: 'object', span: [start, cursor.at], entries };
}

/**
 * `name 'type@version' = value` behind `resource` in Bicep, as an object with its type
 * (https://learn.microsoft.com/azure/azure-resource-manager/bicep/resource-declaration).
 */
export function readDeclaration(cursor: Cursor): HclExpression | undefined {
  takeIdentifier(cursor);
  skipSpace(cursor, false);
  if (!isAt(cursor, "'")) return undefined;
  const type = readQuoted(cursor, readExpression);
  skipSpace(cursor, false);
  if (takeIdentifier(cursor) !== undefined) skipSpace(cursor, false);
  if (!take(cursor, '=')) return undefined;
  skipSpace(cursor, false);
  const { at } = cursor;
  if (takeIdentifier(cursor) === 'if') readTerm(cursor, false);
  else cursor.at = at;
  const value = readExpression(cursor, false);
  const entry = { name: 'type', nameSpan: type.span, span: type.span, value: type };
  return value && withEntry(value, entry);
}

/** Puts the type into the object, or into each that a loop makes. */
function withEntry(value: HclExpression, entry: HclEntry): HclExpression {
  if (value.kind === 'object') return { ...value, entries: [...value.entries, entry] };
  if (value.kind !== 'compound') return value;
  return {
    ...value,
    operands: value.operands.map((operand) =>
      operand.kind === 'object' ? withEntry(operand, entry) : operand,
    ),
  };
}

function readEntry(cursor: Cursor): HclEntry | undefined {
  const start = cursor.at;
  const key = readTerm(cursor, false);
  if (!key) return undefined;
  skipSpace(cursor, false);
  if (cursor.bicep && key.kind === 'reference' && key.path[0] === 'resource') {
    const nested = readDeclaration(cursor);
    if (nested) return { name: 'resource', nameSpan: key.span, span: [start, cursor.at], value: nested };
  }
  if (isAt(cursor, '==') || !(take(cursor, '=') || take(cursor, ':'))) return undefined;
  skipSpace(cursor, cursor.text[cursor.at - 1] === ':');
  const value = isBreak(peek(cursor)) ? undefined : readExpression(cursor, false);
  const name =
    key.kind === 'string'
      ? key.word.text
      : key.kind === 'reference'
        ? key.path.join('.')
        : cursor.text.slice(...key.span);
  const nameSpan = key.kind === 'string' ? key.word.span : key.span;
  const at = cursor.at;
  return {
    name,
    nameSpan,
    span: [start, at],
    value: value ?? { kind: 'compound', span: [at, at], operands: [] },
  };
}
