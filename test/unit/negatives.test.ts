import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { shippedEngine } from './support/engine.js';

const FOLDER = 'test/negatives';
const engine = shippedEngine({ profile: 'strictest' });

/** Texts that hold the vendor's words, or words like them, and use nothing of the vendor's. */
suite('negative texts', () => {
  const files = fs
    .readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
    .filter((name) => fs.statSync(path.join(FOLDER, name)).isFile())
    .map((name) => name.split(path.sep).join('/'));

  test('there are some', () => {
    assert.ok(files.length >= 10);
  });

  for (const name of files) {
    test(name, () => {
      const text = fs.readFileSync(path.join(FOLDER, name), 'utf8');
      const { findings } = engine.scan({ path: name.slice(name.indexOf('/') + 1), text });
      const open = findings.filter(({ verdict }) => verdict === 'prohibited' || verdict === 'review');
      assert.deepEqual(
        open.map(({ entry, span }) => `${entry}: ${text.slice(...span)}`),
        [],
      );
    });
  }
});
