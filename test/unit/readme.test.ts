import assert from 'node:assert/strict';
import fs from 'node:fs';
import { formats } from '../../src/formats/index.js';

function cells(rows: readonly string[]): string[][] {
  return rows
    .filter((row) => row.startsWith('|'))
    .slice(2)
    .map((row) =>
      row
        .split('|')
        .map((cell) => cell.trim())
        .slice(1, -1),
    );
}

suite('README', () => {
  test('its table of formats is the registry', () => {
    const text = fs.readFileSync('README.md', 'utf8');
    const table = /<!-- formats -->\n([\s\S]*?)<!-- \/formats -->/.exec(text)?.[1] ?? '';
    const expected = formats.map(({ title, reads, files, candidates = [] }) => [
      title,
      [...files, ...candidates.map((glob) => `${glob} (by content)`)]
        .map((glob) => `\`${glob.replace(/^\*\*\//, '')}\``.replace(' (by content)`', '` (by content)'))
        .join(', '),
      reads,
    ]);
    const lines = expected.map((row) => `| ${row.join(' | ')} |`).join('\n');
    assert.deepEqual(cells(table.split('\n')), expected, `paste into README.md:\n${lines}`);
  });
});
