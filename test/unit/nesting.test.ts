import assert from 'node:assert/strict';
import type { ScanResult } from '../../src/core/types.js';
import { shippedEngine } from './support/engine.js';
import { NESTS } from './support/nests.js';
import type { Nest } from './support/nests.js';

/** Deeper than a stack of calls; what takes four times as long for twice as much shows in the time of the test. */
const DEPTH = 20_000;

/** Of what is left out before it is parsed. */
const BOTTOMLESS = 100_000;

const textOf = ({ head, open, middle, close, tail }: Nest, depth: number): string =>
  `${head}${open.repeat(depth)}${middle}${close.repeat(depth)}${tail}`;
const namesIn = ({ findings }: ScanResult): string[] => findings.map(({ reference }) => reference.name);
const isSkipped = ({ skips }: ScanResult): boolean => skips.some(({ reason }) => reason === 'too-deep');

suite('nesting', () => {
  const engine = shippedEngine();
  for (const [name, nested] of Object.entries(NESTS)) {
    const { path } = nested;
    test(`${name}: what stands before and behind is found, or it is said that it is not`, () => {
      const wanted = namesIn(engine.scan({ path, text: textOf(nested, 1) }));
      assert.ok(wanted.length > 0, 'nothing is found in a shallow one');
      const result = engine.scan({ path, text: textOf(nested, DEPTH) });
      assert.deepEqual(
        result.problems.filter(({ message }) => message.includes('call stack')),
        [],
      );
      // A text in JSON is one value: without what is too deep, nothing is left of it.
      if (!path.endsWith('.json') || !isSkipped(result)) assert.deepEqual(namesIn(result), wanted);
    });
  }

  for (const name of [
    'JSON lists',
    'JSON objects',
    'TOML arrays',
    'YAML flow lists',
    'YAML flow maps',
    'YAML lists',
    'shell expansions',
    'shell substitutions',
    'shell substitutions in quotes',
    'shell substitutions never closed',
  ]) {
    test(`${name} without a bottom are skipped as too deep`, () => {
      const nested = NESTS[name];
      assert.ok(nested);
      assert.ok(!isSkipped(engine.scan({ path: nested.path, text: textOf(nested, 20) })));
      assert.ok(isSkipped(engine.scan({ path: nested.path, text: textOf(nested, BOTTOMLESS) })));
    });
  }

  test('the blocks of scripts that stand too deep are skipped as such', () => {
    for (const name of ['shell conditions', 'PowerShell blocks', 'batch brackets']) {
      const nested = NESTS[name];
      assert.ok(nested);
      assert.ok(isSkipped(engine.scan({ path: nested.path, text: textOf(nested, DEPTH) })), name);
    }
  });

  test('an exception goes above a statement of any number of lines', () => {
    const text = `FROM debian:12\nRUN apt-get install -y${' vim \\\n'.repeat(2 * DEPTH)} kesl\n`;
    const document = { path: 'Dockerfile', text };
    const [finding] = engine.scan(document).findings;
    assert.ok(finding);
    const [edit] = engine.suppress(document, finding, { reason: 'test' }) ?? [];
    assert.deepEqual(edit?.span, [text.indexOf('RUN'), text.indexOf('RUN')]);
  });
});
