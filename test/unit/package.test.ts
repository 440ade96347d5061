import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { withoutPictures } from '../host/pictures.mjs';

const MAX_BYTES = 1024 * 1024;
const VSCE = path.resolve('node_modules', '@vscode', 'vsce', 'vsce');

/** What code that reaches a network, or runs what it did not bring, would hold. */
const NETWORK = [
  /\b(?:fetch|XMLHttpRequest|WebSocket|EventSource|WebTransport|sendBeacon|importScripts|eval)\s*\(/,
  /\bnew (?:XMLHttpRequest|WebSocket|EventSource|WebTransport|Function)\b/,
  /\b(?:require|import)\(["'](?:node:)?(?:https?|http2|net|tls|dns|dgram|inspector)["']/,
];

/** What starts another program. */
const PROGRAMS = /\b(?:require|import)\(["'](?:node:)?(?:child_process|worker_threads|cluster)["']/;

function listed(): string[] {
  const { status, stdout, stderr } = spawnSync(process.execPath, [VSCE, 'ls', '--no-dependencies'], {
    encoding: 'utf8',
  });
  assert.equal(status, 0, stderr);
  return stdout.trim().split(/\r?\n/).sort();
}

suite('package', function () {
  this.timeout(60_000);

  test('it holds what runs and what is read in the gallery, and nothing else', () => {
    assert.deepEqual(listed(), [
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'dist/extension.js',
      'dist/main.js',
      'l10n/bundle.l10n.es.json',
      'media/icon.png',
      'media/policy.schema.json',
      'media/view.svg',
      'media/walkthrough/audit.svg',
      'media/walkthrough/export.svg',
      'media/walkthrough/fix.svg',
      'media/walkthrough/sample.svg',
      'package.json',
      'package.nls.es.json',
      'package.nls.json',
    ]);
  });

  test('it is under a megabyte', () => {
    // As a package holds them: each file deflated.
    const sizes = listed().map((name) => deflateRawSync(fs.readFileSync(name)).length);
    const size = sizes.reduce((sum, each) => sum + each, 0);
    assert.ok(size < MAX_BYTES, `${size} bytes`);
  });

  test('its page in the editor shows no pictures that are not there', () => {
    const markdown = fs.readFileSync('README.md', 'utf8');
    assert.match(markdown, /!\[[^\]]*\]\(media\/[^)]+\.png\)/);
    const text = withoutPictures(markdown);
    assert.doesNotMatch(text, /!\[/);
    const prose = (each: string): string[] =>
      each.split('\n').filter((line) => !/!\[|^\|[-| ]*\|$|^$/.test(line));
    assert.deepEqual(prose(text), prose(markdown));
    assert.doesNotMatch(text, /\n\n\n/);
  });

  for (const name of ['extension', 'main']) {
    test(`dist/${name}.js starts no program`, () => {
      assert.doesNotMatch(fs.readFileSync(path.join('dist', `${name}.js`), 'utf8'), PROGRAMS);
    });
  }

  for (const name of ['extension', 'main', 'cli', 'engine', 'helper']) {
    test(`dist/${name}.js is in ASCII alone, so that it takes a byte for a character in memory`, () => {
      assert.doesNotMatch(fs.readFileSync(path.join('dist', `${name}.js`), 'utf8'), /[^\x00-\x7f]/);
    });

    test(`dist/${name}.js has no source map and no network code`, () => {
      const text = fs.readFileSync(path.join('dist', `${name}.js`), 'utf8');
      assert.doesNotMatch(text, /sourceMappingURL/);
      for (const pattern of NETWORK) assert.equal(pattern.exec(text)?.[0], undefined, String(pattern));
      assert.ok(!fs.existsSync(path.join('dist', `${name}.js.map`)));
    });
  }
});
