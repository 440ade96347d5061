import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import type { Format } from '../../src/core/types.js';
import { formats } from '../../src/formats/index.js';
import { shippedEngine } from './support/engine.js';
import { readMarks } from './support/marks.js';
import { sandbox } from './support/cli.js';

const FIXTURES = path.join('test', 'fixtures');
const ROLE = path.join(FIXTURES, 'ansible', 'positive-role');

function filesBelow(folder: string): string[] {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.fixed'))
    .map((entry) => path.join(entry.parentPath, entry.name));
}

interface Report {
  readonly findings: readonly {
    readonly path: string;
    readonly verdict: string;
    readonly region: { readonly startLine: number; readonly startColumn: number };
  }[];
}

suite('registry', () => {
  test('a file is read once, by the format that its name and its text tell before', () => {
    const read: string[] = [];
    const watched = formats.map((format): Format => ({
      ...format,
      extract: (document, sink) => {
        read.push(`${format.id} ${document.path}`);
        format.extract(document, { ...sink, embed: () => undefined });
      },
    }));
    const engine = shippedEngine({ formats: watched });
    for (const { id } of formats) {
      const folder = path.join(FIXTURES, id);
      for (const file of filesBelow(folder)) {
        const [, ...rest] = path.relative(folder, file).split(path.sep);
        const document = { path: rest.join('/'), text: readMarks(fs.readFileSync(file, 'utf8')).text };
        const told = engine.formatOf(document)?.id;
        assert.deepEqual(read, [], 'telling the format reads nothing');
        engine.scan(document);
        const matters = engine.prefilter.test(document.text);
        assert.deepEqual(read.splice(0), matters && told !== undefined ? [`${told} ${document.path}`] : []);
      }
    }
  });

  test('a role that installs, registers and takes old versions off has each place once', () => {
    const box = sandbox();
    try {
      const marks = filesBelow(ROLE).flatMap((file) => {
        const { text, marks: found } = readMarks(fs.readFileSync(file, 'utf8'));
        box.put(path.relative(ROLE, file), text);
        return found;
      });
      const { status, stdout } = box.run('.', '--format', 'json', '--verdicts', 'all');
      assert.equal(status, 1);
      const { findings } = JSON.parse(stdout) as Report;
      const places = findings.map(
        ({ path: file, region }) => `${file}:${region.startLine}:${region.startColumn}`,
      );
      assert.deepEqual(places, [...new Set(places)]);
      assert.equal(places.length, marks.length);
      const removed = findings.filter(({ verdict }) => verdict === 'remediation').length;
      assert.equal(removed, marks.filter(({ intent }) => intent === 'remove').length);
    } finally {
      box.dispose();
    }
  });
});
