import assert from 'node:assert/strict';
import type { Sink } from '../../src/core/types.js';
import { documentUnit, get, parseYaml, scalar, textAt } from '../../src/formats/shared/yaml.js';

const DEAF: Sink = {
  reference: () => undefined,
  embed: () => undefined,
  skip: () => undefined,
  problem: () => undefined,
};

suite('YAML', () => {
  for (const size of [3, 300]) {
    test(`of ${size} keys, own ones hold before merged ones, and the first of two`, () => {
      const filler = Array.from({ length: size }, (_, index) => `  key${index}: ${index}\n`).join('');
      const text = `base: &base\n  merged: one\n  own: two\nmap:\n  <<: *base\n  own: three\n${filler}  own: four\n`;
      const [document] = parseYaml({ text }, DEAF);
      const map = get(document?.root, 'map');
      assert.equal(textAt(map, 'own'), 'three');
      assert.equal(textAt(map, 'merged'), 'one');
      assert.equal(textAt(map, `key${size - 1}`), String(size - 1));
      assert.equal(get(map, 'missing'), undefined);
    });
  }

  test('a document of a stream goes with the dashes before it, or those behind it where it has none', () => {
    const without = (text: string, name: string): string => {
      const documents = parseYaml({ text }, DEAF);
      const found = documents.find(({ root }) => scalar(get(root, 'name'))?.text === name);
      const edits = (found && documentUnit('manifest', found)?.remove) ?? [];
      return edits.reduceRight(
        (left, { span, text: put }) => left.slice(0, span[0]) + put + left.slice(span[1]),
        text,
      );
    };
    const stream = 'name: a\n---\nname: b\n--- # c\nname: c\n';
    assert.equal(without(stream, 'a'), 'name: b\n--- # c\nname: c\n');
    assert.equal(without(stream, 'b'), 'name: a\n--- # c\nname: c\n');
    assert.equal(without(stream, 'c'), 'name: a\n---\nname: b\n');
    assert.equal(without('---\nname: a\n---\nname: b\n', 'a'), '---\nname: b\n');
  });
});
