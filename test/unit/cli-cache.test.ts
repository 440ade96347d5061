import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { version } from '../../package.json';
import { sandbox } from './support/cli.js';
import type { Run, Sandbox } from './support/cli.js';

const CACHE = '.kaspersky-ban-cache.json';
const CLEAN = 'FROM debian:12\nRUN apt-get install -y curl\n';
/** As long as the clean one. */
const INSTALL = 'FROM debian:12\nRUN apt-get install -y kesl\n';
const LONG_AGO = new Date('2026-01-01T00:00:00Z');

interface Stored {
  readonly folders: Readonly<Record<string, { readonly files: readonly string[] }>>;
}

suite('command line with a cache', () => {
  let box: Sandbox;

  setup(() => {
    box = sandbox();
    put('a/Dockerfile', CLEAN);
    put('a/notes.txt', 'nothing\n');
    put('b/Dockerfile', INSTALL);
  });
  teardown(() => {
    box.dispose();
  });

  /** Writes a file that was last changed on a day. */
  function put(name: string, text: string | Uint8Array, changed = LONG_AGO): void {
    box.put(name, text);
    fs.utimesSync(path.join(box.folder, name), changed, changed);
  }

  const plain = (...args: string[]): Run => box.run('.', '--format', 'json', ...args);
  const cached = (...args: string[]): Run => plain('--cache', ...args);

  /** The report with the cache is the one without it. */
  function assertSame(...args: string[]): Run {
    const run = cached(...args);
    const { status, stdout, stderr } = plain(...args);
    assert.deepEqual([run.status, run.stdout, run.stderr], [status, stdout, stderr]);
    return run;
  }

  /** The files that need not be read again. */
  function kept(file = CACHE): string[] {
    const { folders } = JSON.parse(box.read(file)) as Stored;
    return Object.entries(folders).flatMap(([folder, { files }]) =>
      files
        .filter((_, index) => index % 2 === 0)
        .map((name) => path.relative(fs.realpathSync(box.folder), path.join(folder, name))),
    );
  }

  test('the report is the same at first and again; only files without a keyword are kept', () => {
    assertSame();
    assert.deepEqual(kept(), [path.join('a', 'Dockerfile'), path.join('a', 'notes.txt')]);
    const before = fs.statSync(path.join(box.folder, CACHE)).mtimeMs;
    assertSame('--verdicts', 'all');
    assert.equal(fs.statSync(path.join(box.folder, CACHE)).mtimeMs, before, 'written without need');
  });

  test('what is kept is not opened', () => {
    cached();
    const file = path.join(box.folder, 'a', 'Dockerfile');
    const { size, mtime } = fs.statSync(file);
    const { folders, ...rest } = JSON.parse(box.read(CACHE)) as Stored;
    put('a/Dockerfile', INSTALL, mtime);
    assert.equal(fs.statSync(file).size, size);
    // As if neither its size nor its times told of the change.
    const stamp = [size, fs.statSync(file).mtimeMs, fs.statSync(file).ctimeMs]
      .map((each) => Math.round(each * 1000).toString(36))
      .join(' ');
    const forged = Object.fromEntries(
      Object.entries(folders).map(([folder, { files, ...own }]) => [
        folder,
        { ...own, files: files.map((each, index) => (files[index - 1] === 'Dockerfile' ? stamp : each)) },
      ]),
    );
    box.put(CACHE, JSON.stringify({ ...rest, folders: forged }));
    assert.equal((JSON.parse(cached().stdout) as { findings: unknown[] }).findings.length, 1);
    assert.equal((JSON.parse(plain().stdout) as { findings: unknown[] }).findings.length, 2);
  });

  test('a file that was changed is read again, of the same size or with the old time, too', () => {
    cached();
    put('a/Dockerfile', INSTALL, new Date('2026-01-02T00:00:00Z'));
    put('a/notes.txt', 'https://download.kaspersky.com/kesl.deb\n');
    const { findings } = JSON.parse(assertSame('--verdicts', 'all').stdout) as { findings: unknown[] };
    assert.equal(findings.length, 3);
    assert.deepEqual(kept(), []);
    put('a/Dockerfile', CLEAN);
    assertSame();
    assert.deepEqual(kept(), [path.join('a', 'Dockerfile')]);
  });

  test('files that are added or removed, and folders that another audit does not cover', () => {
    cached();
    put('a/new/Dockerfile', CLEAN);
    fs.rmSync(path.join(box.folder, 'a', 'notes.txt'));
    assertSame();
    assert.deepEqual(kept().sort(), [path.join('a', 'Dockerfile'), path.join('a', 'new', 'Dockerfile')]);
    box.run('b', '--cache');
    assert.equal(kept().length, 2);
    fs.rmSync(path.join(box.folder, 'a', 'new'), { recursive: true });
    assertSame();
    assert.deepEqual(kept(), [path.join('a', 'Dockerfile')]);
  });

  test('a file that was just changed is not trusted', () => {
    put('a/Dockerfile', CLEAN, new Date());
    put('a/notes.txt', 'nothing\n', new Date(Date.now() + 3_600_000));
    cached();
    assert.ok(!fs.existsSync(path.join(box.folder, CACHE)));
  });

  test('other keywords, as of a policy, and another version make it begin anew', () => {
    cached();
    put(
      '.kaspersky-ban.yaml',
      'catalog: [{ id: own, title: Own, category: endpoint-agent, match: [{ type: deb, name: curl }] }]\n',
    );
    const { findings } = JSON.parse(assertSame().stdout) as { findings: unknown[] };
    assert.equal(findings.length, 2);
    assert.deepEqual(kept(), [path.join('a', 'notes.txt')]);
    fs.rmSync(path.join(box.folder, '.kaspersky-ban.yaml'));
    assertSame();
    const stored = JSON.parse(box.read(CACHE)) as object;
    box.put(CACHE, JSON.stringify({ ...stored, version: '0.0.1', folders: 1 }));
    assertSame();
    assert.equal(kept().length, 2);
  });

  test('a policy judges what is found anew', () => {
    cached();
    put('.kaspersky-ban.yaml', 'severity: { prohibited: warning }\n');
    assert.match(assertSame().stdout, /"severity": "warning"/);
  });

  test('what is no cache is told of, neither used nor written over', () => {
    for (const text of [
      '',
      '{',
      '[]',
      '{"name":"mine"}',
      `{"cacheOf":"kaspersky-ban-audit","version":"${version}","folders":[1]}`,
    ]) {
      put('other.json', text);
      const { status, stderr, stdout } = cached('--cache-location', 'other.json');
      assert.equal(status, 1);
      assert.match(stderr, /^other\.json: this is no cache of this program; it is neither used nor written/);
      assert.equal((JSON.parse(stdout) as { findings: unknown[] }).findings.length, 1);
      assert.equal(box.read('other.json') || '', text);
    }
  });

  test('a place of its own, which is no part of what is audited', () => {
    cached('--cache-location', 'kept/cache.json');
    assert.equal(cached('--cache-location', 'nowhere/cache.json').status, 2);
    fs.mkdirSync(path.join(box.folder, 'kept'));
    assertSame('--fail-on', 'never');
    const first = cached('--cache-location', 'kept/cache.json');
    assert.equal(first.stdout, cached('--cache-location', 'kept/cache.json').stdout);
    assert.equal(kept('kept/cache.json').length, 2);
    const { status, stderr } = plain('--cache-location', 'kept/cache.json');
    assert.equal(status, 2);
    assert.match(stderr, /--cache-location goes with --cache/);
  });
});
