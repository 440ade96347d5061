import assert from 'node:assert/strict';
import { applyEdits } from '../../../src/core/text/edits.js';
import type { Fix } from '../../../src/core/types.js';
import { shippedEngine } from './engine.js';

const engine = shippedEngine();

/** The removal that is offered for the first finding of a name. */
function removal(path: string, text: string, name: string): Fix {
  const document = { path, text };
  const result = engine.scan(document);
  const finding = result.findings.find(({ reference }) => reference.name === name);
  assert.ok(finding, `${name} is not found`);
  const fix = engine
    .fixes(document, result)
    .get(finding)
    ?.find(({ kind }) => kind === 'remove');
  assert.ok(fix, `no removal of ${name} is offered`);
  return fix;
}

/** What that removal leaves, and what it says. */
export function removed(
  path: string,
  text: string,
  name: string,
): { text: string | undefined; note?: string } {
  const { edits, note } = removal(path, text, name);
  return { text: applyEdits(text, edits), ...(note === undefined ? {} : { note }) };
}
