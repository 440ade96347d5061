import assert from 'node:assert/strict';
import { applyEdits } from '../../src/core/text/edits.js';
import type { Document, Finding, Fix, Sink } from '../../src/core/types.js';
import { asksForFix } from '../../src/core/verify.js';
import { formats } from '../../src/formats/index.js';
import { shippedEngine } from './support/engine.js';
import { cases } from './support/fixtures.js';

const engine = shippedEngine();

function open(document: Document): Finding[] {
  const { findings } = engine.scan(document);
  return findings.filter(({ verdict }) => verdict === 'prohibited' || verdict === 'review');
}

/** The fixes of one finding, tried by themselves. */
function fixesOf(document: Document, finding: Finding): readonly Fix[] {
  return engine.fixes(document, engine.scan(document), [finding]).get(finding) ?? [];
}

/** Files in which white space at the start of a line means nothing. */
const FREE =
  /\.(?:json|tf|hcl|xml|csproj|props|gradle|kts|toml|sh|cmd|bicep|nix|swift|rb)$|(?:^|\/)(?:Dockerfile|Gemfile|Podfile|Brewfile)$/;

const tabbed = (text: string): string =>
  text.replace(/^(?: {2})+/gm, (spaces) => '\t'.repeat(spaces.length / 2));

const crlf = (text: string): string => text.replace(/\r?\n/g, '\r\n');

suite('fixes', () => {
  for (const { name, document } of cases()) {
    const before = open(document);
    if (before.length === 0) continue;

    test(`${name}: each fix leaves one finding less and the other lines alone`, () => {
      const { problems } = engine.scan(document);
      for (const finding of before) {
        for (const fix of fixesOf(document, finding)) {
          const text = applyEdits(document.text, fix.edits);
          assert.ok(text !== undefined, fix.title);
          const after = engine.scan({ ...document, text });
          assert.ok(after.problems.length <= problems.length, `${fix.title} breaks the file`);
          const left = after.findings.filter(asksForFix);
          assert.ok(
            left.length < before.filter(asksForFix).length,
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

    test(`${name}: a retirement leaves nothing that it could do, whatever is taken of it`, () => {
      const { problems } = engine.scan(document);
      const { changes } = engine.retire(document, () => true);
      const all = applyEdits(
        document.text,
        changes.flatMap(({ edits }) => edits),
      );
      assert.ok(all !== undefined, 'changes overlap');
      assert.deepEqual(engine.retire({ ...document, text: all }, () => true).changes, []);
      for (const { edits, findings, title } of changes) {
        const text = applyEdits(document.text, edits) ?? '';
        const after = engine.scan({ ...document, text });
        assert.ok(after.problems.length <= problems.length, `${title} breaks the file`);
        assert.ok(findings.length === 0 || open({ ...document, text }).length < before.length, title);
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

  for (const { name, document, fixed } of cases()) {
    if (fixed === undefined || !FREE.test(document.path)) continue;
    test(`${name}: fix-all keeps tabs`, () => {
      const text = tabbed(document.text);
      assert.equal(engine.fixAll({ ...document, text }).text, tabbed(fixed));
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

  test('no text is read twice, however many changes lead to it', () => {
    const read: string[] = [];
    const listening = formats.map((format) => ({
      ...format,
      extract: (document: Document, sink: Sink) => {
        if (format.id === 'powershell') read.push(document.text);
        format.extract(document, sink);
      },
    }));
    const counting = shippedEngine({ formats: listening });
    const text = [
      "$packageName = 'kav'",
      "$url = 'https://products.kaspersky-labs.com/english/homeuser/kav2015/kav15.0.2.361en.exe'",
      'Install-ChocolateyPackage -PackageName "$packageName" -Url "$url"',
    ].join('\n');
    const document = { path: 'tools/chocolateyInstall.ps1', text };
    const scanned = counting.scan(document);
    const kinds = [...counting.fixes(document, scanned).values()].map((fixes) =>
      fixes.map(({ kind }) => kind),
    );
    assert.deepEqual(kinds, [['remove', 'suppress'], ['suppress']]);
    assert.deepEqual(read, [...new Set(read)]);
  });
});
