import assert from 'node:assert/strict';
import { applyEdits, composeEdits } from '../../src/core/text/edits.js';
import type { Edit } from '../../src/core/types.js';

suite('edits in two steps', () => {
  test('are the same in one', () => {
    let seed = 7;
    const random = (below: number): number => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return Math.floor((seed / 2_147_483_648) * below);
    };
    const some = (text: string): Edit[] => {
      const points = Array.from({ length: 6 }, () => random(text.length + 1)).sort((a, b) => a - b);
      return [0, 2, 4].map((index) => ({
        span: [points[index] ?? 0, points[index + 1] ?? 0],
        text: 'XYZW'.slice(0, random(4)),
      }));
    };
    for (let round = 0; round < 2000; round++) {
      const text = 'abcdefghijklmnopqrst';
      const first = some(text);
      const middle = applyEdits(text, first);
      if (middle === undefined) continue;
      const second = some(middle);
      const end = applyEdits(middle, second);
      if (end === undefined) continue;
      assert.equal(applyEdits(text, composeEdits(first, second)), end, JSON.stringify({ first, second }));
    }
  });
});
