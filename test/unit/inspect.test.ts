import assert from 'node:assert/strict';
import { UsageError } from '../../src/cli/args.js';
import { explainText, listEntries } from '../../src/cli/inspect.js';
import { knowledge } from '../../src/catalog/index.js';
import type { CatalogEntry } from '../../src/core/types.js';
import { TODAY, shippedEngine } from './support/engine.js';

const engine = shippedEngine();
const explain = (...argv: readonly string[]): string => explainText(argv, engine, TODAY);
const list = (...argv: readonly string[]): CatalogEntry[] =>
  JSON.parse(listEntries([...argv, '--format', 'json'], engine)) as CatalogEntry[];

suite('explain', () => {
  test('every entry, with its verdict under each profile and its sources', () => {
    for (const { id, category, lookalike, sources = [], title } of knowledge.entries) {
      const words = explain(id);
      assert.ok(words.startsWith(title), id);
      for (const { url } of sources) assert.ok(words.includes(url), `${id}: ${url}`);
      if (lookalike) continue;
      assert.ok(words.includes(category ?? ''), id);
      for (const profile of knowledge.profiles) assert.match(words, new RegExp(`^  ${profile.id} +\\w`, 'm'));
    }
  });

  test('every regime, with whom it binds, its citation and what it covers', () => {
    assert.equal(knowledge.regimes.length, 26);
    for (const { id, title, binds, citation, url, verified, covers } of knowledge.regimes) {
      const words = explain(id);
      for (const part of [title, binds, citation, url, ...covers])
        assert.ok(words.includes(part), `${id}: ${part}`);
      assert.equal(words.split('\n')[0]?.endsWith('(not verified)'), !verified);
    }
  });

  const identifiers: readonly (readonly [string, string, string])[] = [
    ['pkg:deb/kesl', 'kesl', 'names this product'],
    ['pkg:deb/astra/klnagent64@15.1', 'klnagent', 'names this product'],
    ['docker:kaspersky/kesl', 'vendor-images', 'belongs to this vendor'],
    ['docker:registry.example.com/team/kesl-service:12', 'kesl-container', 'belongs to this vendor'],
    ['pkg:npm/%40kaspersky/icons@2.3.0', 'kaspersky-npm', 'names this product'],
    ['pkg:maven/com.kaspersky.android-components/kaspresso@1.5.3', 'kaspresso', 'names this product'],
    ['pkg:golang/github.com/KasperskyLab/klogga/v2', 'kaspersky-open-source', 'belongs to this vendor'],
    ['pkg:pypi/triangle_check', 'threat-intelligence-portal', 'names this product'],
    ['windows-service:AVP21.15', 'kes-windows', 'names this product'],
    ['msi-product:{0F05E4E5-5A89-482C-9A62-47CC58643788}', 'klnagent', 'names this product'],
    ['https://products.s.kaspersky-labs.com/x', 'download-servers', 'belongs to this vendor'],
    ['deb:kess', 'embedded-systems-security', 'at most for review'],
    ['config-value:kaspersky-lab-engine', 'white-label-engines', 'version is not told'],
  ];
  for (const [identifier, entry, certainty] of identifiers) {
    test(identifier, () => {
      const words = explain(identifier);
      assert.ok(words.startsWith(knowledge.entries.find(({ id }) => id === entry)?.title ?? '?'), words);
      assert.ok(words.includes(certainty), words);
    });
  }

  test('what is not known, what is no identifier, and other days', () => {
    assert.match(explain('pkg:deb/nginx'), /is not known to the catalog/);
    assert.match(explain('docker:kasperskytte/autotax'), /is not known to the catalog/);
    for (const argv of [[], ['kesl', 'klnagent'], ['no such thing'], ['kesl', '--as-of', '2024-13-45']]) {
      assert.throws(() => explain(...argv), UsageError);
    }
    assert.match(explain('kesl', '--as-of', '2024-01-01'), /us-commercial +review/);
    assert.match(explain('kesl'), /us-commercial +prohibited/);
  });
});

suite('list-entries', () => {
  test('JSON has the shape of the data', () => {
    assert.deepEqual(list(), knowledge.entries);
    assert.ok(
      list().every(({ id, match, sources }) => id && match.length > 0 && sources && sources.length > 0),
    );
  });

  test('filters by type and category', () => {
    const images = list('--type', 'docker', '--category', 'engine-integration');
    assert.ok(images.length > 0);
    for (const { category, match } of images) {
      assert.equal(category, 'engine-integration');
      assert.ok(match.some(({ type }) => type === 'docker'));
    }
    assert.throws(() => list('--type', 'floppy'), UsageError);
    assert.throws(() => list('--category', 'antivirus'), UsageError);
  });

  test('the summary counts everything once', () => {
    const summary = listEntries(['--summary'], engine);
    const count = knowledge.entries.flatMap(({ match }) => match).length;
    assert.match(summary, new RegExp(`^${knowledge.entries.length} entries, ${count} identifiers`));
    assert.match(summary, /^endpoint-agent +\d+ +\d+$/m);
    assert.match(summary, /^docker +\d+ +\d+$/m);
  });
});
