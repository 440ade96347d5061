import assert from 'node:assert/strict';
import { knowledge } from '../../src/catalog/index.js';
import { shippedEngine } from './support/engine.js';
import { catalog } from './support/catalog.js';
import { readMarks } from './support/marks.js';

const engine = shippedEngine({ profile: 'strictest' });

suite('catalog examples', () => {
  test('the build ships exactly the entries of the folder', () => {
    assert.deepEqual(
      knowledge.entries.map(({ id }) => id),
      catalog.entries.map(({ id }) => id).sort(),
    );
  });

  for (const entry of catalog.entries) {
    for (const [index, { format, text: marked }] of (entry.examples?.hit ?? []).entries()) {
      test(`${entry.id} hit ${index + 1} (${format})`, () => {
        const { text, marks } = readMarks(marked);
        const { findings } = engine.scan({ path: 'example', text }, format);
        const found = findings.filter((each) => each.entry === entry.id && each.reference.intent === 'use');
        assert.deepEqual(
          found.map(({ span }) => text.slice(...span)),
          marks.map(({ span }) => text.slice(...span)),
        );
      });
    }
    for (const [index, { format, text, why }] of (entry.examples?.miss ?? []).entries()) {
      test(`${entry.id} miss ${index + 1} (${format})`, () => {
        const { findings } = engine.scan({ path: 'example', text }, format);
        const open = findings.filter(({ reference }) => reference.intent === 'use');
        assert.deepEqual(
          open.map((finding) => `${finding.entry}: ${text.slice(...finding.span)}`),
          [],
          why,
        );
      });
    }
  }
});
