import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv';
import type { ValidateFunction } from 'ajv';
import type { Log } from 'sarif';
import { sandbox } from './support/cli.js';
import type { Sandbox } from './support/cli.js';

const INSTALL = 'FROM debian:12\nRUN apt-get install -y kesl\n';
const MODULES = path.join('node_modules');

function schema(...names: readonly string[]): object {
  return JSON.parse(fs.readFileSync(path.join(MODULES, ...names), 'utf8')) as object;
}

// What a string looks like is not checked: these are the formats that the two schemas name.
const FORMATS = ['date-time', 'email', 'idn-email', 'iri-reference', 'uri', 'uri-reference'];

function createAjv(): Ajv {
  const formats = Object.fromEntries(FORMATS.map((name) => [name, true as const]));
  // A pattern of SARIF's schema is no regular expression in Unicode mode.
  return new Ajv({ strict: false, formats, allErrors: true, unicodeRegExp: false });
}

function sarifValidator(): ValidateFunction {
  // The validator knows the older draft's keywords but not its name for the identifier.
  const text = schema('@microsoft', 'jest-sarif', 'lib', 'schemas', 'sarif-2.1.0-rtm.5.json');
  const kept = Object.entries(text).filter(([key]) => key !== '$schema' && key !== 'id');
  return createAjv().compile(Object.fromEntries(kept) as object);
}

function cyclonedxValidator(): ValidateFunction {
  const ajv = createAjv();
  const folder = ['@cyclonedx', 'cyclonedx-library', 'res', 'schema'];
  const bom = schema(...folder, 'bom-1.6.SNAPSHOT.schema.json') as { $id: string };
  for (const name of ['jsf-0.82.SNAPSHOT.schema.json', 'spdx.SNAPSHOT.schema.json']) {
    ajv.addSchema({ ...schema(...folder, name), $id: new URL(name, bom.$id).href });
  }
  return ajv.compile(bom);
}

/** How reports are named. */
const EXTENSIONS = {
  sarif: 'sarif',
  json: 'json',
  csv: 'csv',
  markdown: 'md',
  html: 'html',
  cyclonedx: 'cdx.json',
} as const;

suite('reports of the command line', () => {
  let box: Sandbox;

  setup(() => {
    box = sandbox();
  });
  teardown(() => {
    box.dispose();
  });

  function report(format: string, ...args: readonly string[]): string {
    const { stdout, stderr, status } = box.run('.', '--format', format, '--fail-on', 'never', ...args);
    assert.equal(status, 0, stderr);
    return stdout;
  }

  function putAll(): void {
    box.put(
      'Dockerfile',
      `${INSTALL}# kaspersky-ban-ignore-next-line reason="lab, \\"old\\""\nRUN yum install klnagent64\n`,
    );
    box.put('a <b>/|dir|/docker-compose.yml', 'services:\n  av:\n    image: kaspersky/kesl:12.1.0\n');
    box.put('scripts/clean.sh', '#!/bin/sh\napt-get purge -y kesl\npgrep klnagent\n');
    box.put('broken/docker-compose.yml', 'services:\n  av:\n    image: kaspersky/kesl:12\n   x: [\n');
    box.put('big.sh', `# ${'x'.repeat(5 * 1024 * 1024)}\n`);
  }

  for (const verdicts of ['open', 'all']) {
    test(`SARIF (${verdicts}) is valid by its schema`, () => {
      putAll();
      const validate = sarifValidator();
      const log = JSON.parse(report('sarif', '--verdicts', verdicts)) as Log;
      assert.ok(validate(log), JSON.stringify(validate.errors?.slice(0, 3)));
      assert.notEqual(log.runs[0]?.results?.length, 0);
    });

    test(`CycloneDX (${verdicts}) is valid by its schema`, () => {
      putAll();
      const validate = cyclonedxValidator();
      const bom = JSON.parse(report('cyclonedx', '--verdicts', verdicts)) as {
        components: { name: string; purl?: string }[];
      };
      assert.ok(validate(bom), JSON.stringify(validate.errors?.slice(0, 3)));
      assert.ok(bom.components.some(({ purl }) => purl === 'pkg:docker/kaspersky/kesl@12.1.0'));
    });
  }

  test('CSV has a line a finding, quoted where it must be', () => {
    putAll();
    const lines = report('csv').trimEnd().split('\r\n');
    assert.match(lines[0] ?? '', /^path,line,column,verdict,/);
    const [image] = lines.filter((line) =>
      line.startsWith('a <b>/|dir|/docker-compose.yml,3,12,prohibited,'),
    );
    assert.ok(image, lines.join('\n'));
    assert.equal(lines.filter((line) => line.startsWith('Dockerfile,')).length, 2);
  });

  test('Markdown keeps its tables whole whatever a path holds', () => {
    putAll();
    const text = report('markdown', '--verdicts', 'all');
    assert.match(text, /^# Kaspersky Ban Audit\n\nAs of \d{4}-\d\d-\d\d: \d+ prohibited/);
    assert.match(text, /\| `a <b>\/\\\|dir\\\|\/docker-compose\.yml:3:12` \|/);
    assert.match(text, /## Remediation/);
    assert.match(text, /## Suppressed/);
    assert.match(text, /89 FR 52434/);
    const widths = text
      .split('\n')
      .filter((line) => line.startsWith('| `'))
      .map((line) => line.split(/(?<!\\)\|/).length);
    assert.deepEqual([...new Set(widths)].sort(), [6, 7]);
  });

  test('HTML needs nothing else, and shows no markup of a file', () => {
    putAll();
    const html = report('html', '--verdicts', 'all');
    assert.match(html, /^<!doctype html>/);
    assert.doesNotMatch(html, /<(?:link|img|iframe)\b|\bsrc=|@import|url\(/);
    assert.match(html, /Content-Security-Policy" content="default-src 'none'/);
    assert.ok(html.includes('a &lt;b&gt;/|dir|/docker-compose.yml:3:12'));
    assert.ok(!html.includes('<b>'));
    assert.match(html, /<tr data-verdict="suppressed"/);
  });

  test('every report says the same again', () => {
    putAll();
    for (const format of ['markdown', 'html', 'csv', 'cyclonedx', 'sarif']) {
      assert.equal(report(format, '--as-of', '2026-01-01'), report(format, '--as-of', '2026-01-01'), format);
    }
  });

  test('a baseline hides what was there, and only shrinks', () => {
    box.put('Dockerfile', INSTALL);
    box.put('b/Dockerfile', INSTALL);
    assert.equal(box.run('.', '--write-baseline').status, 0);
    const file = '.kaspersky-ban-baseline.json';
    assert.equal(box.run('.', '--baseline', file).status, 0);
    assert.equal(box.run('.').status, 1, 'it holds only where it is named');
    box.put('c/Dockerfile', INSTALL);
    const grown = box.run('.', '--baseline', file);
    assert.equal(grown.status, 1);
    assert.match(grown.stdout, /1 prohibited, 2 suppressed/);
    fs.rmSync(path.join(box.folder, 'b'), { recursive: true });
    assert.match(box.run('.', '--baseline', file).stderr, /^b\/Dockerfile: kesl \(kesl\) is no longer found/);
    assert.equal(box.run('.', '--write-baseline').status, 1, 'what came later is not taken in');
    const { findings } = JSON.parse(box.read(file)) as { findings: { path: string }[] };
    assert.deepEqual(
      findings.map(({ path: at }) => at),
      ['Dockerfile'],
    );
  });

  test('reports of an earlier audit are left out, with the reason', () => {
    box.put('src/Dockerfile', INSTALL);
    for (const [format, extension] of Object.entries(EXTENSIONS))
      box.put(`out/report.${extension}`, box.run('src', '--format', format, '--fail-on', 'never').stdout);
    box.run('src', '--write-baseline', '--baseline', 'out/known.json');
    box.put('out/draft.md', box.run('disclose', 'src', '--identified', '2026-01-01').stdout);
    // What only looks like one by its words is read.
    box.put('out/Dockerfile', `# Kaspersky Ban Audit\n${INSTALL}`);
    const { stdout } = box.run('.', '--format', 'json', '--verdicts', 'all', '--fail-on', 'never');
    const { findings, notices } = JSON.parse(stdout) as {
      findings: { path: string }[];
      notices: { path: string; kind: string; message: string }[];
    };
    assert.deepEqual(
      findings.map(({ path: at }) => at),
      ['out/Dockerfile', 'src/Dockerfile'],
    );
    const left = notices.filter(
      ({ kind, message }) => kind === 'skipped' && message === 'a report of this tool',
    );
    assert.equal(left.length, Object.keys(EXTENSIONS).length + 2, JSON.stringify(notices));
  });

  test('a broken baseline is no baseline', () => {
    box.put('Dockerfile', INSTALL);
    assert.match(box.run('.', '--baseline', 'none.json').stderr, /none\.json: no such file/);
    for (const [text, words] of [
      ['{', /b\.json: /],
      ['[]', /b\.json: expected "version": 1/],
      [
        '{"version":1,"findings":[{"path":"x"}]}',
        /b\.json: findings\[0\]: expected path, entry, name, fingerprint/,
      ],
    ] as const) {
      box.put('b.json', text);
      const { status, stderr } = box.run('.', '--baseline', 'b.json');
      assert.equal(status, 2);
      assert.match(stderr, words);
    }
  });
});
