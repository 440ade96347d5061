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
    assert.match(stderr, /^docker-compose\.yml: Replace with ClamAV: .*calls have to be ported\.$/m);
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

  test('the diff of a dry run holds no secret, and what cannot be applied is told', () => {
    const task = (more: string): string => `- name: Agent
  apt:
    name: kesl
    state: present
${more}`;
    const files = {
      'behind.yml': task('  environment:\n    KLPASSWD: "hunter2"\n'),
      'near.yml': `- set_fact: { password: "hunter2" }\n${task('')}`,
      'changed.sh': 'apt-get install -y kesl && kesl-control --add-active-key ABCD1-EFGH2-JKLM3-NPQR4\n',
      'next.sh': 'apt-get install -y kesl\nexport KLPASSWD=hunter2\n',
    };
    for (const [name, text] of Object.entries(files)) box.put(`roles/av/tasks/${name}`, text);
    commitAll();
    const dry = box.run('.', '--fix', '--dry-run', '--fail-on', 'never');
    assert.doesNotMatch(dry.stdout + dry.stderr, /hunter2|ABCD1/);
    const cannot = /^roles\/av\/tasks\/(\S+): its diff is a comment, which cannot be applied, since (.*)$/gm;
    assert.deepEqual(
      [...dry.stderr.matchAll(cannot)].map(([, name, why]) => [name, why]),
      [
        ['changed.sh', 'a changed line holds a secret, which is not printed'],
        ['next.sh', 'the line behind a change holds a secret, which is not printed'],
      ],
    );
    assert.match(dry.stdout, /^# \+apt-get install -y mdatp && .*--add-active-key \*\*\*$/m);
    box.put('.git/fixes.diff', dry.stdout);
    const applied = box.shell('git apply .git/fixes.diff');
    assert.equal(applied.status, 0, applied.stderr);
    const names = ['behind.yml', 'near.yml'].map((name) => `roles/av/tasks/${name}`);
    const patched = names.map((name) => box.read(name));
    assert.equal(box.shell('git checkout -q .').status, 0);
    box.run('.', '--fix', '--fail-on', 'never');
    assert.deepEqual(
      names.map((name) => box.read(name)),
      patched,
    );
    assert.match(patched.join(''), /mdatp[^]*hunter2[^]*hunter2[^]*mdatp/);
  });

  test('a diff applies to a file with a byte order mark, and to one outside of the working directory', () => {
    box.put('repo/a.sh', `\uFEFF${SCRIPT}`);
    box.put('repo/sub/b.sh', SCRIPT);
    box.put('repo/wide.sh', Buffer.from(`\uFEFF${SCRIPT}`, 'utf16le'));
    box.put('elsewhere/x', '');
    assert.equal(box.shell(`cd repo && git init -q && git add -A && ${GIT} commit -qm all`).status, 0);
    const dry = box.shell('cd elsewhere && CLI ../repo --fix --dry-run --fail-on never > ../fixes.diff');
    assert.match(dry.stderr, /repo\/wide\.sh: its diff is a comment, .* since it is in UTF-16$/m);
    const applied = box.shell('cd repo && git apply ../fixes.diff');
    assert.equal(applied.status, 0, applied.stderr);
    for (const name of ['repo/a.sh', 'repo/sub/b.sh']) assert.match(box.read(name), /install -y mdatp/);
    assert.ok(box.read('repo/a.sh').startsWith('\uFEFF#!/bin/sh'));
  });

  test('what was not changed is told, with its place and the reason', () => {
    box.put('package.json', '{\n  "name": "x",\n  "dependencies": { "@kaspersky/hexa-ui": "^6.0.0" }\n}\n');
    box.put(
      'package-lock.json',
      '{ "lockfileVersion": 3, "packages": { "node_modules/@kaspersky/hexa-ui": { "version": "6.0.0" } } }\n',
    );
    box.put('install.sh', 'apt-get install -y klnagent64\nwget https://repo.kaspersky.com/a.deb\n');
    box.put('big.sh', `apt-get install kesl\n${'#\n'.repeat(3 * 1024 * 1024)}`);
    for (const more of [['--dry-run'], []]) {
      const { stderr } = box.run('.', '--fix', ...more);
      assert.match(stderr, /^big\.sh: not changed: larger than 4 MiB$/m);
      assert.match(stderr, /^package-lock\.json:1:\d+: not changed: \S+: Change package\.json, then run/m);
      assert.match(
        stderr,
        /^install\.sh:2:6: not changed: https:\S+: no replacement is known; the editor offers "Remove the /m,
      );
    }
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
    assert.match(stderr, /^install\.sh: not changed: it is not all UTF-8 or UTF-16$/m);
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
