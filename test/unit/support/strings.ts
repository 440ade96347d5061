import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** A call that words something: where it stands, and its words, or undefined where they are made at run time. */
export interface Localised {
  readonly place: string;
  readonly words: string | undefined;
}

/**
 * All calls in the TypeScript files below a folder that word something.
 * @param called What is called, as it is written.
 */
export function localisedStrings(folder: string, called = /(?:^|\.)l10n\.t$/): Localised[] {
  return fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .sort()
    .flatMap((name) => callsIn(path.join(folder, name), called));
}

function callsIn(file: string, called: RegExp): Localised[] {
  const source = ts.createSourceFile(file, fs.readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const found: Localised[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && called.test(node.expression.getText())) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart());
      const [words] = node.arguments;
      found.push({ place: `${file}:${line + 1}`, words: words && literal(words) });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function literal(node: ts.Expression): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.PlusToken) return undefined;
  const [left, right] = [literal(node.left), literal(node.right)];
  return left === undefined || right === undefined ? undefined : left + right;
}
