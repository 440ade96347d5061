import type { Document, Format, Sink, Span, Unit } from '../core/types.js';
import { createMerger } from './shared/cloud/merge.js';
import { plainKey } from './shared/cloud/values.js';
import { readValue } from './shared/cloud/walk.js';
import { isBreak, peek, skipLine, skipSpace, take, takeIdentifier } from './shared/hcl-cursor.js';
import type { Cursor } from './shared/hcl-cursor.js';
import { readExpression } from './shared/hcl-expression.js';
import type { HclExpression } from './shared/hcl-model.js';
import { readDeclaration } from './shared/hcl-object.js';
import { createCursor } from './shared/hcl.js';
import { evaluate } from './shared/terraform/evaluate.js';
import type { At } from './shared/terraform/evaluate.js';
import { linkedFiles, resolvePath } from './shared/terraform/scope.js';
import type { Known } from './shared/terraform/scope.js';

const MAX_VALUES = 30_000;
const FILE = /\bload(?:TextContent|FileAsBase64)\(\s*'([^'\r\n]{1,300})'/g;

/** Bicep files and their parameter files: https://learn.microsoft.com/azure/azure-resource-manager/bicep/file */
export const bicep: Format = {
  id: 'bicep',
  title: 'Bicep file',
  reads: 'VM extensions, marketplace images and plans, containers, commands, parameters, loaded scripts',
  files: ['**/*.{bicep,bicepparam}'],
  languageIds: ['bicep'],
  comment: { line: '//' },
  links: ({ path, text }) =>
    [...text.matchAll(FILE)].flatMap(([, name]) => resolvePath(path, name ?? '') ?? []),
  extract: readBicep,
};

interface Statement {
  readonly keyword: string;
  readonly name: string;
  readonly span: Span;
  readonly value: HclExpression;
}

function readBicep(document: Document, sink: Sink): void {
  const { text } = document;
  const statements = readStatements(createCursor(text, [0, text.length], sink, true));
  const scope = new Map<string, Known>();
  for (const { keyword, name, value } of statements) {
    if (keyword === 'param' || keyword === 'var') scope.set(name, { expression: value, text });
  }
  const at: At = {
    scope,
    text,
    depth: 0,
    budget: { left: MAX_VALUES },
    readFile: linkedFiles(document),
  };
  const merger = createMerger(sink);
  for (const { keyword, name, span, value } of statements) {
    const isName = keyword === 'param' || keyword === 'var';
    const unit: Unit = { span, what: isName ? 'declaration' : keyword };
    readValue(evaluate(value, at), {
      sink: isName ? merger.written : merger.used,
      intent: 'use',
      unit,
      key: isName ? plainKey(name) : '',
      type: isName ? 'variable' : keyword,
    });
  }
  merger.flush();
}

function readStatements(cursor: Cursor): Statement[] {
  const statements: Statement[] = [];
  for (;;) {
    skipSpace(cursor, true);
    if (cursor.at >= cursor.end) return statements;
    const start = cursor.at;
    if (take(cursor, '@')) {
      readExpression(cursor, false);
      continue;
    }
    const keyword = takeIdentifier(cursor);
    skipSpace(cursor, false);
    if (keyword === 'resource' || keyword === 'module') {
      const value = readDeclaration(cursor);
      if (value) statements.push({ keyword, name: '', span: [start, cursor.at], value });
    } else if (keyword === 'param' || keyword === 'var' || keyword === 'output') {
      const name = takeIdentifier(cursor) ?? '';
      const value = takeValue(cursor);
      if (value) statements.push({ keyword, name, span: [start, cursor.at], value });
    }
    // What is left of the line belongs to nothing that is read here.
    skipSpace(cursor, false);
    if (!isBreak(peek(cursor))) skipLine(cursor);
  }
}

/** The value behind the type of a declaration, if it has one. */
function takeValue(cursor: Cursor): HclExpression | undefined {
  const { text, end } = cursor;
  while (cursor.at < end && !isBreak(text[cursor.at] ?? '') && text[cursor.at] !== '=') {
    if (text[cursor.at] === '{' || text[cursor.at] === '(') readExpression(cursor, false);
    else cursor.at++;
  }
  return take(cursor, '=') ? readExpression(cursor, false) : undefined;
}
