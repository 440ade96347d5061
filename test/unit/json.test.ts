import assert from 'node:assert/strict';
import { shippedEngine } from './support/engine.js';

suite('JSON', () => {
  test('a mistake is told in words, at its place, and what can be read still is', () => {
    const text = '{ "dependencies": { "@kaspersky/hexa-ui": "1.0.0" "uif": x } }';
    const { findings, problems } = shippedEngine().scan({ path: 'package.json', text });
    assert.deepEqual(
      problems.map(({ span, message }) => [text.slice(...span), message]),
      [
        ['"uif"', 'Comma expected'],
        ['x', 'Invalid symbol'],
        ['}', 'Value expected'],
      ],
    );
    assert.equal(findings[0]?.reference.name, '@kaspersky/hexa-ui');
  });
});
