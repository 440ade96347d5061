import assert from 'node:assert/strict';
import type { Kept } from '../../src/core/engine.js';
import { DEFAULT_POLICY } from '../../src/core/policy.js';
import type { Document } from '../../src/core/types.js';
import { formats } from '../../src/formats/index.js';
import { shippedEngine } from './support/engine.js';

const TEXT = 'FROM kaspersky/kesl:12\nFROM nginx\nRUN apt-get install kesl\n';

suite('what was read of a document', () => {
  let parsed = 0;
  const counted = formats.map((format) => ({
    ...format,
    extract: (...args: Parameters<typeof format.extract>) => {
      parsed++;
      format.extract(...args);
    },
  }));

  setup(() => {
    parsed = 0;
  });

  test('is judged by another policy without being read again, with the same result', () => {
    const kept: Kept = new WeakMap();
    const document: Document = { path: 'Dockerfile', text: TEXT };
    const first = shippedEngine({ formats: counted, kept }).scan(document);
    const before = parsed;
    assert.ok(before > 0);
    const policy = { ...DEFAULT_POLICY, severity: { prohibited: 'information' } } as const;
    const again = shippedEngine({ formats: counted, kept, policy }).scan(document);
    assert.equal(parsed, before);
    assert.deepEqual(again, shippedEngine({ policy }).scan(document));
    assert.notDeepEqual(again, first);
  });

  test('is read again where the document is another one, or as another format', () => {
    const kept: Kept = new WeakMap();
    const engine = shippedEngine({ formats: counted, kept });
    const document: Document = { path: 'Dockerfile', text: TEXT };
    engine.scan(document);
    const before = parsed;
    engine.scan({ ...document });
    assert.equal(parsed, before * 2);
    engine.scan(document, 'text');
    assert.ok(parsed > before * 2);
  });
});
