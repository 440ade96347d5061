import assert from 'node:assert/strict';
import { applyEdits } from '../../src/core/text/edits.js';
import { tidyRemoval } from '../../src/core/text/tidy.js';

/** What is left of a text when the lines between two marks, `[` and `]`, go. */
function without(marked: string): string | undefined {
  const start = marked.indexOf('[');
  const end = marked.indexOf(']') - 1;
  const text = marked.replace(/[[\]]/g, '');
  return applyEdits(text, tidyRemoval(text, [{ span: [start, end], text: '' }], { line: '#' }));
}

suite('tidy removals', () => {
  for (const [what, marked, expected] of [
    ['one of two blank lines that would meet', 'a\n\n[b\n]\nc\n', 'a\n\nc\n'],
    ['the blank line before the end', 'a\n\n[b\n]', 'a\n'],
    ['the blank line at the start', '[a\n]\nb\n', 'b\n'],
    ['with CRLF', 'a\r\n\r\n# of b\r\n[b\r\n]\r\nc\r\n', 'a\r\n\r\nc\r\n'],
    ['the comment of a block', 'a\n\n# of b\n# more\n[b\n]\nc\n', 'a\n\nc\n'],
    ['the comment of what ends a block', 'a {\n\t# of b\n[\tb\n]}\n', 'a {\n}\n'],
    ['the comment behind it', 'a\n[b] # of b\nc\n', 'a\nc\n'],
    ['no comment behind what more stands before', 'a [b] # of a\nc\n', 'a  # of a\nc\n'],
    ['no comment that more follows', 'a\n\n# of b and c\n[b\n]c\n', 'a\n\n# of b and c\nc\n'],
    ['no comment that heads the file', '# all\n[a\n]\nb\n', '# all\n\nb\n'],
    ['no comment of another indent', 'a:\n# of a\n[  b\n]', 'a:\n# of a\n'],
    ['no blank line that still parts two', 'a\n[b\n]\nc\n', 'a\n\nc\n'],
    ['nothing of a part of a line', 'a\n\n# of\n[b ]c\n\nd\n', 'a\n\n# of\nc\n\nd\n'],
  ] as const) {
    test(`take ${what}`, () => {
      assert.equal(without(marked), expected);
    });
  }
});
