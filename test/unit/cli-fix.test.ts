import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { sandbox } from './support/cli.js';
import type { Sandbox } from './support/cli.js';

const IMAGE = 'services:\n  av:\n    image: kaspersky/kesl:12.1.0 # pinned\n';
const SCRIPT = '#!/bin/sh\nset -e\napt-get install -y kesl\n';
const GIT = 'git -c user.name=t -c user.email=t@example.com';

suite('fixing from the command line', () => {
  let box: Sandbox;

  setup(() => {
    box = sandbox();
  });
  teardown(() => {
    box.dispose();
  });

  function commitAll(): void {
    const { status, stderr } = box.shell(`git init -q && git add -A && ${GIT} commit -qm all`);
    assert.equal(status, 0, stderr);
  }

  test('applies the preferred fixes and reports what is left', () => {
    box.put('docker-compose.yml', IMAGE);
    box.put('other.txt', 'kaspersky/kesl:12.1.0\n');
    const { status, stdout, stderr } = box.run('.', '--fix');
    assert.match(box.read('docker-compose.yml'), /^ {4}image: (?!kaspersky)\S+ # pinned$/m);
    assert.equal(box.read('other.txt'), 'kaspersky/kesl:12.1.0\n');
    assert.match(stderr, /applied 1 fixes in 1 files/);
    assert.match(stdout, /1 mention in 2 files/);
    assert.equal(status, 0);
  });

  test('a dry run writes nothing, and its diff gives the same bytes', () => {
    const files = {
      'a b/docker-compose.yml': IMAGE,
      'docker-compose.yml': IMAGE.replaceAll('\n', '\r\n'),
      'end/docker-compose.yml': IMAGE.trimEnd(),
      'scripts/install.sh': SCRIPT,
    };
    for (const [name, text] of Object.entries(files)) box.put(name, text);
    commitAll();
    const dry = box.run('.', '--fix', '--dry-run');
    assert.equal(dry.status, 1, 'the findings are still there');
    for (const [name, text] of Object.entries(files)) assert.equal(box.read(name), text);
    box.put('.git/fixes.diff', dry.stdout);
    const applied = box.shell('git apply --whitespace=nowarn .git/fixes.diff');
    assert.equal(applied.status, 0, applied.stderr);
    const patched = Object.keys(files).map((name) => box.read(name));
    assert.equal(box.shell('git checkout -q .').status, 0);
    box.run('.', '--fix', '--fail-on', 'never');
    assert.deepEqual(
      Object.keys(files).map((name) => box.read(name)),
      patched,
    );
    assert.notDeepEqual(patched, Object.values(files));
  });

  test('what Git could not give back is left alone unless told otherwise', () => {
    box.put('docker-compose.yml', IMAGE);
    commitAll();
    box.put('docker-compose.yml', `${IMAGE}# more\n`);
    const refused = box.run('.', '--fix');
    assert.equal(refused.status, 2);
    assert.match(refused.stderr, /has uncommitted changes; commit them, or give --allow-dirty/);
    assert.match(box.read('docker-compose.yml'), /kaspersky/);
    assert.equal(box.shell('git checkout -q .').status, 0);
    box.put('new/docker-compose.yml', IMAGE);
    assert.match(box.run('.', '--fix').stderr, /new\/docker-compose\.yml is not in Git/);
    assert.equal(box.run('.', '--fix', '--allow-dirty').status, 0);
    assert.doesNotMatch(box.read('new/docker-compose.yml'), /kaspersky/);
  });

  test('the mode, the encoding and the byte order mark stay', () => {
    box.put('install.sh', `\uFEFF${SCRIPT}`);
    fs.chmodSync(path.join(box.folder, 'install.sh'), 0o754);
    box.put('docker-compose.yml', Buffer.from(`\uFEFF${IMAGE}`, 'utf16le'));
    box.run('.', '--fix');
    assert.equal(fs.statSync(path.join(box.folder, 'install.sh')).mode & 0o777, 0o754);
    const bytes = fs.readFileSync(path.join(box.folder, 'docker-compose.yml'));
    assert.deepEqual([...bytes.subarray(0, 2)], [0xff, 0xfe]);
    assert.doesNotMatch(bytes.toString('utf16le'), /kaspersky/);
    assert.ok(box.read('install.sh').startsWith('\uFEFF#!/bin/sh'));
    assert.doesNotMatch(box.read('install.sh'), /install -y kesl/);
    assert.deepEqual(fs.readdirSync(box.folder).sort(), ['docker-compose.yml', 'install.sh']);
  });

  test('a file in another encoding is not changed', () => {
    const bytes = Buffer.concat([Buffer.from('# gr\xfc\xdfe\n', 'latin1'), Buffer.from(SCRIPT)]);
    box.put('install.sh', bytes);
    const { stderr } = box.run('install.sh', '--fix');
    assert.match(stderr, /applied 0 fixes in 0 files/);
    assert.deepEqual(fs.readFileSync(path.join(box.folder, 'install.sh')), bytes);
  });

  test('no file outside of the roots is touched', () => {
    box.put('in/docker-compose.yml', IMAGE);
    box.put('out/docker-compose.yml', IMAGE);
    box.run('in', '--fix');
    assert.doesNotMatch(box.read('in/docker-compose.yml'), /kaspersky/);
    assert.equal(box.read('out/docker-compose.yml'), IMAGE);
  });

  test('its options are refused where they mean nothing', () => {
    assert.match(box.run('.', '--dry-run').stderr, /--dry-run goes with --fix/);
    assert.match(box.run('.', '--allow-dirty').stderr, /--allow-dirty goes with --fix/);
    assert.equal(box.run('.', '--fix', '--write-baseline').status, 2);
  });
});
