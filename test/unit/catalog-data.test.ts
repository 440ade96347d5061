import assert from 'node:assert/strict';
import { identifierOf, normalise } from '../../src/core/identity.js';
import { keywordsOf } from '../../src/core/keywords.js';
import { compileCatalog } from '../../src/core/match.js';
import { countsIn } from '../../src/core/prefilter/words.js';
import { CATEGORIES, IDENTIFIER_TYPES } from '../../src/core/types.js';
import type { IdentifierType } from '../../src/core/types.js';
import { catalog, entryFiles, readCatalogFile } from './support/catalog.js';
import { assertSources, duplicates, sorted, violations } from './support/data.js';
import { readMarks } from './support/marks.js';

const { entries } = catalog;
const MAX_KEYWORDS = 250;

interface Schema {
  readonly definitions: Record<string, { readonly enum?: readonly string[] }>;
}

suite('catalog entries', () => {
  for (const [index, entry] of entries.entries()) {
    const file = entryFiles[index] ?? '';
    test(`${file} follows the schema and is called by its id`, () => {
      assert.deepEqual(violations('entry', entry), []);
      assert.equal(`${entry.id}.json`, file);
    });

    test(`${entry.id} has sorted matchers and dated sources`, () => {
      const keys = entry.match.map((each) => `${each.type} ${identifierOf(each).toLowerCase()}`);
      assert.deepEqual(keys, sorted(keys));
      assertSources(entry.sources ?? []);
    });

    test(`${entry.id} has examples with well-formed marks`, () => {
      const { hit = [], miss = [] } = entry.examples ?? {};
      assert.ok(miss.length > 0, 'no miss');
      for (const { text } of hit) {
        const read = readMarks(text);
        assert.equal(read.marks.length, 1, text);
        assert.doesNotMatch(read.text, /[⟦⟧]/);
        assert.ok(
          read.marks.every(({ kind, intent, span: [start, end] }) => {
            const inner = read.text.slice(start, end);
            return kind === '' && intent === 'use' && inner !== '' && inner.trim() === inner;
          }),
          text,
        );
      }
      for (const { text, why } of miss) {
        assert.doesNotMatch(text, /[⟦⟧]/);
        assert.ok(why, `the miss ${text} gives no reason`);
      }
    });
  }

  test('every entry has a hit, look-alikes have none', () => {
    const missing = entries.filter(({ examples, lookalike }) => !lookalike && !examples?.hit.length);
    assert.deepEqual(
      missing.map(({ id }) => id),
      [],
    );
    assert.deepEqual(
      entries.filter(({ examples, lookalike }) => lookalike && examples?.hit.length).map(({ id }) => id),
      [],
    );
  });

  test('no identifier is claimed twice', () => {
    const claims = entries.flatMap(({ match }) =>
      match.map((each) => {
        const how = each.name !== undefined ? 'name' : each.prefix !== undefined ? 'prefix' : 'domain';
        return `${each.type} ${how} ${normalise(each.type, identifierOf(each))} ${each.versions ?? ''}`;
      }),
    );
    assert.deepEqual(duplicates(claims), []);
  });

  test('a version and any namespace stand only where they can be told', () => {
    const versioned: readonly IdentifierType[] = [
      'installer-file',
      'path',
      'registry-key',
      'windows-service',
    ];
    const wrong = entries.flatMap(({ id, match }) =>
      match
        .filter((each) => {
          const text = identifierOf(each);
          if (text.includes('*') && (each.type !== 'docker' || each.certainty !== 'weak'))
            return text !== '*/kesl-service';
          return text.includes('#') && !versioned.includes(each.type);
        })
        .map((each) => `${id} ${each.type} ${identifierOf(each)}`),
    );
    assert.deepEqual(wrong, []);
  });

  test('each identifier is known to its entry or to a more specific one', () => {
    const compiled = compileCatalog(entries);
    const unknown = entries.flatMap(({ id, lookalike, match }) =>
      match
        .filter((each) => !lookalike && !/[#*]|\.\w+$/.test(identifierOf(each)))
        .filter(({ type, ...each }) => {
          const text = identifierOf({ type, ...each });
          const below = each.certainty === 'beside' && type === 'path' ? '/file' : '';
          const name = type === 'installer-file' ? `${text}.exe` : `${text}${below}`;
          return !compiled.match({ kind: 'config', type, name, version: '10', intent: 'use', span: [0, 0] });
        })
        .map((each) => `${id} ${each.type} ${identifierOf(each)}`),
    );
    assert.deepEqual(unknown, []);
  });

  test('the keywords of the prefilter are few, literal and long enough', () => {
    const keywords = keywordsOf(entries);
    assert.ok(keywords.length <= MAX_KEYWORDS, `${keywords.length} keywords`);
    assert.deepEqual(
      keywords.filter((word) => word.length < 3 || word !== word.toLowerCase() || /[*|^\\]|#./.test(word)),
      [],
    );
    assert.deepEqual(
      keywords.filter((word) => keywords.some((other) => other !== word && countsIn(word, other))),
      [],
    );
  });

  test('a short name that others share is never a surest match', () => {
    const shared = [
      'kuma',
      'kata',
      'kes',
      'kics',
      'kcs',
      'klms',
      'kess',
      'kfl',
      'epagent',
      'node-agent',
      'kdt',
    ];
    const open: readonly IdentifierType[] = ['docker', 'helm', 'process', 'installer-file', 'path', 'npm'];
    const bold = entries
      .filter(({ lookalike }) => !lookalike)
      .flatMap(({ id, match }) =>
        match
          .filter((each) => shared.includes(normalise(each.type, identifierOf(each))))
          .filter(({ type, certainty }) => open.includes(type) || certainty === undefined)
          .map((each) => `${id} ${each.type} ${identifierOf(each)}`),
      );
    assert.deepEqual(bold, []);
  });

  test('types and categories of the schemas are those of the code', () => {
    const entry = readCatalogFile('schema/entry.schema.json') as Schema;
    const regime = readCatalogFile('schema/regime.schema.json') as Schema;
    const replacement = readCatalogFile('schema/replacement.schema.json') as Schema;
    assert.deepEqual(entry.definitions.type?.enum, IDENTIFIER_TYPES);
    assert.deepEqual(replacement.definitions.type?.enum, IDENTIFIER_TYPES);
    for (const { definitions } of [entry, regime, replacement]) {
      assert.deepEqual(definitions.category?.enum, CATEGORIES);
    }
  });

  test('the schema refuses what is no entry', () => {
    const [first] = entries;
    assert.ok(first);
    const broken: readonly object[] = [
      { ...first, pattern: '.*' },
      { ...first, category: 'antivirus' },
      { ...first, lookalike: true },
      { ...first, match: [] },
      { ...first, match: [{ type: 'deb' }] },
      { ...first, match: [{ type: 'deb', name: 'a', prefix: 'a' }] },
      { ...first, match: [{ type: 'deb', domain: 'a.example' }] },
      { ...first, match: [{ type: 'domain', name: 'a.example' }] },
      { ...first, match: [{ type: 'deb', name: 'kesl.*' }] },
      { ...first, match: [{ type: 'deb', name: 'kesl|kess' }] },
      { ...first, match: [{ type: 'deb', name: '^kesl' }] },
      { ...first, match: [{ type: 'path', prefix: '/opt/*/kesl' }] },
      { ...first, sources: [{ url: 'https://a.example' }] },
      { ...first, sources: [] },
      { ...first, sources: [{ url: 'http://a.example', read: '2026-11-23' }] },
      { ...first, sources: [{ url: 'https://a.example', read: 'yesterday' }] },
    ];
    for (const each of broken) assert.notDeepEqual(violations('entry', each), [], JSON.stringify(each));
  });
});
