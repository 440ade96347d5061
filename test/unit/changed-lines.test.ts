import assert from 'node:assert/strict';
import { knowledge } from '../../src/catalog/index.js';
import { createPrefilter } from '../../src/core/prefilter/prefilter.js';
import { changedText } from '../../src/vscode/changedLines.js';
import type { Change } from '../../src/vscode/changedLines.js';
import { randomNumbers } from './support/random.js';

/** A document as the editor keeps it: an array of lines. Notes which of them are read. */
class FakeDocument {
  readonly read = new Set<number>();

  constructor(private lines: string[]) {}

  get lineCount(): number {
    return this.lines.length;
  }

  get text(): string {
    return this.lines.join('\n');
  }

  lineAt(line: number): { readonly text: string } {
    this.read.add(line);
    const text = this.lines[line];
    assert.ok(text !== undefined, `there is no line ${line}`);
    return { text };
  }

  /** Replaces what is between two places, given by line and column, and gives the change as the editor tells it. */
  replace(from: readonly [number, number], to: readonly [number, number], text: string): Change {
    const before = (this.lines[from[0]] ?? '').slice(0, from[1]);
    const after = (this.lines[to[0]] ?? '').slice(to[1]);
    const lines = `${before}${text}${after}`.split(/\r\n|\r|\n/);
    this.lines = [...this.lines.slice(0, from[0]), ...lines, ...this.lines.slice(to[0] + 1)];
    return { range: { start: { line: from[0] }, end: { line: to[0] } }, text };
  }
}

/** What makes keywords, takes them apart, and stands around those that count as words of their own only. */
const PIECES = [
  ...[
    'kes',
    'l',
    'k',
    'esl',
    'kasper',
    'sky',
    'klnagent',
    'avp',
    '.exe',
    'kes12',
    ' ',
    'image: ',
    '%2F',
    '\\n',
  ],
  ...['\\u004', 'A', '9', '+', '/', '\n', '\r\n', '\r', '\n\n', 'aGVsbG8gd29ybGQ', '', '\\', '%', '- '],
];

const { test: holds } = createPrefilter(knowledge.keywords);

/** Makes some changes one after the other, at places and with texts by chance. */
function edit(document: FakeDocument, random: (below: number) => number): Change[] {
  return Array.from({ length: 1 + random(4) }, () => {
    const place = (): [number, number] => {
      const line = random(document.lineCount);
      return [line, random(document.lineAt(line).text.length + 1)];
    };
    const [one, other] = [place(), random(3) > 0 ? undefined : place()];
    const [from, to] = [one, other ?? one].sort(([a, x], [b, y]) => a - b || x - y) as [
      typeof one,
      typeof one,
    ];
    const text = Array.from({ length: random(4) }, () => PIECES[random(PIECES.length)] ?? '').join('');
    return document.replace(from, to, text);
  });
}

suite('changed lines', () => {
  test('tell of a document without a keyword what a look at the whole of it tells', () => {
    const random = randomNumbers(3);
    let [kept, left] = [0, 0];
    for (let round = 0; round < 300; round++) {
      const document = new FakeDocument(['services:', '  app:', '', '    image: nginx', '']);
      for (let step = 0; step < 40; step++) {
        const text = changedText(document, edit(document, random));
        assert.ok(text !== undefined);
        assert.equal(holds(text), holds(document.text), JSON.stringify(document.text));
        if (holds(document.text)) break;
        kept++;
      }
      if (holds(document.text)) left++;
    }
    assert.ok(kept > 1000 && left > 100, `${kept} changes left nothing, ${left} did not`);
  });

  test('are looked at with what stands before them, where an escape may begin', () => {
    const document = new FakeDocument(['echo %', 'a']);
    const text = changedText(document, [document.replace([1, 1], [1, 1], 'kesl')]) ?? '';
    assert.ok(holds(document.text));
    assert.ok(holds(text), JSON.stringify(text));
  });

  test('are found again behind other changes of the same event', () => {
    const document = new FakeDocument(Array.from({ length: 100 }, (_, line) => `line ${line}`));
    const changes = [
      document.replace([90, 0], [90, 0], 'ninety\n'),
      document.replace([50, 0], [60, 0], ''),
      document.replace([10, 0], [10, 0], 'a\nb\nc\n'),
    ];
    const text = changedText(document, changes) ?? '';
    for (const each of ['ninety', 'line 90', 'line 60', 'a\nb\nc\nline 10'])
      assert.ok(text.includes(each), each);
    assert.ok(!text.includes('line 30'));
  });

  test('are all that is read of a large document', () => {
    const document = new FakeDocument(Array.from({ length: 30_000 }, (_, line) => `    image: app${line}`));
    const changes = [document.replace([20_000, 4], [20_000, 9], 'x')];
    assert.equal(changedText(document, changes)?.split('\n').at(-1), '    x: app20000');
    assert.ok(document.read.size < 10, `${document.read.size} lines`);
  });

  test('are left to the scan of the whole where they are many or long', () => {
    const document = new FakeDocument(['a', 'b']);
    assert.equal(changedText(document, [document.replace([0, 0], [0, 0], 'x'.repeat(100_000))]), undefined);
    const many = Array.from({ length: 1000 }, () => document.replace([1, 0], [1, 1], 'c'));
    assert.equal(changedText(document, many), undefined);
  });
});
