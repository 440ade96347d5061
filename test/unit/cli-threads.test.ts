import assert from 'node:assert/strict';
import { sandbox } from './support/cli.js';
import type { Sandbox } from './support/cli.js';

/** More than one thread reads alone, with what is found in one of each ten. */
const FILES = 2800;
const EACH = 10;

suite('command line with threads', () => {
  let box: Sandbox;

  suiteSetup(function () {
    this.timeout(120_000);
    box = sandbox();
    box.put(
      '.kaspersky-ban.yaml',
      'ignore: [{ entry: kesl, path: "b/**", reason: no }, { entry: kess, reason: no }]\n',
    );
    for (let index = 0; index < FILES; index++) {
      const folder = `${'abc'.charAt(index % 3)}/${index % 40}`;
      const text =
        index % EACH === 7
          ? `FROM debian:12\nRUN apt-get install -y kesl\n# kaspersky-ban-ignore-line\n# ${index}\n`
          : `FROM debian:${index}\n`;
      box.put(`${folder}/${index}.Dockerfile`, text);
    }
    box.put('a/binary', new Uint8Array([0, 1, 2]));
    box.put('a/large.txt', 'kesl '.repeat(900_000));
    box.put('a/large', new Uint8Array(5_000_000));
    box.put('a/wide.txt', Buffer.from('\uFEFFapt-get install kaspersky.com', 'utf16le'));
  });
  suiteTeardown(function () {
    this.timeout(120_000);
    box.dispose();
  });

  test('the report is the same for one thread and for several', function () {
    this.timeout(120_000);
    const run = (jobs: string) =>
      box.run('--format', 'json', '--verdicts', 'all', '--fail-on', 'never', '--jobs', jobs);
    const one = run('1');
    const two = run('2');
    assert.equal(two.status, 0, two.stderr);
    assert.equal(two.stdout, one.stdout);
    assert.equal(two.stderr, one.stderr);
    const report = JSON.parse(one.stdout) as {
      files: number;
      findings: unknown[];
      notices: { kind: string }[];
    };
    assert.equal(report.files, FILES + 3);
    assert.equal(report.findings.length, FILES / EACH + 1);
    assert.deepEqual(new Set(report.notices.map(({ kind }) => kind)), new Set(['exception', 'skipped']));
  });
});
