import assert from 'node:assert/strict';
import { applyEdits, composeEdits, editedDocument } from '../../src/core/text/edits.js';
import type { Edit } from '../../src/core/types.js';
import { randomNumbers } from './support/random.js';

suite('edits in two steps', () => {
  test('are the same in one', () => {
    const random = randomNumbers(7);
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

suite('an edited document', () => {
  const document = { path: 'a', text: 'one two three four' };

  test('says where it was changed, by its new text', () => {
    const edited = editedDocument(document, [
      { span: [14, 18], text: 'd' },
      { span: [0, 3], text: 'first' },
      { span: [7, 13], text: '' },
    ]);
    assert.ok(edited?.changed);
    assert.equal(edited.text, 'first two d');
    const places = edited.changed.map(([start, end]) => [start, edited.text.slice(start, end)]);
    assert.deepEqual(places, [
      [0, 'first'],
      [9, ''],
      [10, 'd'],
    ]);
  });

  test('is none where edits overlap', () => {
    const edits: Edit[] = [
      { span: [0, 5], text: '' },
      { span: [4, 6], text: '' },
    ];
    assert.equal(editedDocument(document, edits), undefined);
  });
});
