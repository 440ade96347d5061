import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { applyEdits } from '../../src/core/text/edits.js';
import type { Document, Finding, Fix } from '../../src/core/types.js';
import { formats } from '../../src/formats/index.js';
import { shippedEngine } from './support/engine.js';
import { readMarks } from './support/marks.js';

const ROOT = path.join('test', 'fixtures');
const engine = shippedEngine();

interface Case {
  readonly name: string;
  readonly format: string;
  readonly document: Document;
  /** The text after fix-all, where the fixture has a twin. */
  readonly fixed?: string;
}

function cases(): Case[] {
  const folders = formats.filter(({ id }) => fs.existsSync(path.join(ROOT, id)));
  return folders.flatMap(({ id }) =>
    fs
      .readdirSync(path.join(ROOT, id), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.endsWith('.fixed'))
      .map((entry): Case => {
        const file = path.join(entry.parentPath, entry.name);
        const relative = path.relative(path.join(ROOT, id), file).split(path.sep);
        const twin = `${file}.fixed`;
        return {
          name: path.join(id, ...relative),
          format: id,
          document: {
            path: relative.slice(1).join('/'),
            text: readMarks(fs.readFileSync(file, 'utf8')).text,
            read: (other) => readBeside(path.join(ROOT, id, relative[0] ?? '', other)),
          },
          ...(fs.existsSync(twin) ? { fixed: fs.readFileSync(twin, 'utf8') } : {}),
        };
      }),
  );
}

/** Another file of the same fixture. */
function readBeside(file: string): string | undefined {
  return fs.existsSync(file) ? readMarks(fs.readFileSync(file, 'utf8')).text : undefined;
}

function open(document: Document): Finding[] {
  const { findings } = engine.scan(document);
  return findings.filter(({ verdict }) => verdict === 'prohibited' || verdict === 'review');
}

/** The fixes of one finding, tried by themselves. */
function fixesOf(document: Document, finding: Finding): readonly Fix[] {
  return engine.fixes(document, engine.scan(document), [finding]).get(finding) ?? [];
}

const crlf = (text: string): string => text.replace(/\r?\n/g, '\r\n');

suite('fixes', () => {
  for (const { name, document } of cases()) {
    const before = open(document);
    if (before.length === 0) continue;

    test(`${name}: each fix leaves one finding less and the other lines alone`, () => {
      for (const finding of before) {
        for (const fix of fixesOf(document, finding)) {
          const text = applyEdits(document.text, fix.edits);
          assert.ok(text !== undefined, fix.title);
          const left = open({ ...document, text }).filter(({ suppression }) => !suppression);
          assert.ok(
            left.length < before.filter(({ suppression }) => !suppression).length,
            `${fix.title} of ${finding.reference.name}`,
          );
          const touched = fix.edits.map(({ span }) => span);
          const kept = document.text
            .split(/(?<=\n)/)
            .map((line, index, all) => {
              const start = all.slice(0, index).join('').length;
              return { line, start, end: start + line.length };
            })
            .filter(({ start, end }) => touched.every(([from, to]) => to < start || from >= end))
            .map(({ line }) => line);
          let at = 0;
          for (const line of kept) {
            const found = text.indexOf(line, at);
            assert.ok(found >= 0, `${fix.title} changed ${JSON.stringify(line)}`);
            at = found + line.length;
          }
        }
      }
    });

    test(`${name}: fixes tried together are those tried one by one`, () => {
      const scanned = engine.scan(document);
      const together = engine.fixes(document, scanned);
      for (const finding of scanned.findings) {
        assert.deepEqual(together.get(finding), fixesOf(document, finding), finding.reference.name);
      }
    });

    test(`${name}: fix-all ends, and again changes nothing, in either line ending`, () => {
      const first = engine.fixAll(document).text;
      assert.equal(engine.fixAll({ ...document, text: first }).text, first);
      const dos = engine.fixAll({ ...document, text: crlf(document.text) }).text;
      assert.equal(dos, crlf(first));
    });
  }

  for (const { name, document, fixed } of cases()) {
    if (fixed === undefined) continue;
    test(`${name}: fix-all gives its twin`, () => {
      assert.equal(engine.fixAll(document).text, fixed);
    });
  }

  test('every format whose fixtures can be fixed has a twin', () => {
    const twins = new Set<string>();
    const fixable = new Set<string>();
    for (const { format, document, fixed } of cases()) {
      if (fixed !== undefined) twins.add(format);
      else if (!twins.has(format) && engine.fixAll(document).applied.length > 0) fixable.add(format);
    }
    assert.deepEqual(
      [...fixable].filter((id) => !twins.has(id)),
      [],
    );
  });
});
