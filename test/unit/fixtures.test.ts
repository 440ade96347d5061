import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { lineStarts, positionOf } from '../../src/core/text/lines.js';
import type { Finding } from '../../src/core/types.js';
import { formats } from '../../src/formats/index.js';
import { shippedEngine } from './support/engine.js';
import { ECOSYSTEM } from './support/fixtures.js';
import { readMarks } from './support/marks.js';
import type { Mark } from './support/marks.js';

const ROOT = path.join('test', 'fixtures');
const CASES = ['positive', 'near-miss', 'removal', 'broken'];
const CUT = 10;

const engine = shippedEngine();

interface Fixture {
  readonly path: string;
  readonly text: string;
  readonly marks: readonly Mark[];
}

function filesBelow(folder: string): string[] {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.fixed'))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}

function isCase(name: string): boolean {
  return name !== ECOSYSTEM;
}

function load(folder: string, change: (text: string) => string): Fixture[] {
  return filesBelow(folder).map((file) => ({
    path: path.relative(folder, file).split(path.sep).join('/'),
    ...readMarks(change(fs.readFileSync(file, 'utf8'))),
  }));
}

function line(file: Fixture, kind: string, intent: string, start: number, end: number): string {
  const { line: row, column } = positionOf(lineStarts(file.text), start);
  return `${file.path}:${row + 1}:${column + 1} ${kind} ${intent} ${file.text.slice(start, end)}`;
}

function expected(files: readonly Fixture[]): string[] {
  return files
    .flatMap((file) => file.marks.map(({ kind, intent, span }) => line(file, kind, intent, ...span)))
    .sort();
}

function actual(files: readonly Fixture[]): string[] {
  const texts = new Map(files.map((file) => [file.path, file]));
  const read = (name: string): string | undefined => texts.get(name)?.text;
  const lines = files.flatMap(({ path: name, text }) =>
    engine.scan({ path: name, text, read }).findings.map((finding: Finding) => {
      const file = texts.get(finding.path);
      assert.ok(file, `${finding.path} is no file of the fixture`);
      return line(file, finding.reference.kind, finding.reference.intent, ...finding.span);
    }),
  );
  return [...new Set(lines)].sort();
}

suite('fixtures', () => {
  test('the registry and the fixture folders agree', () => {
    const folders = fs.readdirSync(ROOT).sort();
    assert.deepEqual(folders, formats.map(({ id }) => id).sort());
  });

  for (const { id } of formats) {
    const folder = path.join(ROOT, id);
    const cases = fs.existsSync(folder) ? fs.readdirSync(folder).filter(isCase).sort() : [];

    test(`${id} has every kind of fixture`, () => {
      for (const kind of CASES) {
        assert.ok(
          cases.some((name) => name.startsWith(kind)),
          `${folder} lacks a ${kind} fixture`,
        );
      }
    });

    for (const name of cases) {
      const at = path.join(folder, name);

      test(`${id}/${name} is read as ${id}`, () => {
        const files = load(at, (text) => text);
        assert.ok(
          files.some((file) => engine.formatOf(file)?.id === id),
          'no file of the fixture is of this format',
        );
        if (name.startsWith('near-miss'))
          assert.deepEqual(
            expected(files).filter((each) => each.includes(' use ')),
            [],
          );
        if (name.startsWith('positive'))
          assert.notEqual(expected(files).length, 0, 'no mark in a positive fixture');
      });

      test(`${id}/${name} yields what is marked and nothing else`, () => {
        const files = load(at, (text) => text);
        assert.deepEqual(actual(files), expected(files));
      });

      test(`${id}/${name} with CRLF`, () => {
        const files = load(at, (text) => text.replace(/\r?\n/g, '\r\n'));
        assert.deepEqual(actual(files), expected(files));
      });

      test(`${id}/${name} with a byte order mark`, () => {
        const files = load(at, (text) => `\uFEFF${text}`);
        assert.deepEqual(actual(files), expected(files));
      });

      test(`${id}/${name} cut short`, () => {
        for (const { path: file, text } of load(at, (whole) => whole)) {
          for (let end = 0; end < text.length; end += CUT) {
            const part = text.slice(0, end);
            for (const finding of engine.scan({ path: file, text: part }).findings) {
              const [from, to] = finding.span;
              assert.ok(from >= 0 && from < to && to <= end, `${finding.entry} at ${from}-${to} of ${end}`);
            }
          }
        }
      });
    }
  }
});
