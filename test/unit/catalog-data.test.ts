import assert from 'node:assert/strict';
import Ajv from 'ajv';
import { normalise } from '../../src/core/identity.js';
import { compileCatalog, identifierOf } from '../../src/core/match.js';
import { CATEGORIES, IDENTIFIER_TYPES } from '../../src/core/types.js';
import type { IdentifierType, Kind, Reference, Source } from '../../src/core/types.js';
import { catalog, entryFiles, readCatalogFile } from './support/catalog.js';
import { readMarks } from './support/marks.js';

const { entries, profiles, regimes, replacements } = catalog;
const READ_BY = '2026-11-24';

interface Schema {
  readonly definitions: Record<string, { readonly enum?: readonly string[] }>;
}

function violations(schema: string, data: unknown): string[] {
  const validate = new Ajv({ allErrors: true, strict: false }).compile(
    readCatalogFile(`schema/${schema}.schema.json`) as object,
  );
  validate(data);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
}

function sorted(list: readonly string[]): string[] {
  return [...list].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

function duplicates(list: readonly string[]): string[] {
  return list.filter((each, index) => list.indexOf(each) !== index);
}

function assertSources(sources: readonly Source[]): void {
  const urls = sources.map(({ url }) => url);
  assert.deepEqual(urls, sorted(urls));
  assert.deepEqual(duplicates(urls), []);
  for (const { url, read } of sources) {
    assert.equal(new URL(url).protocol, 'https:');
    assert.equal(new Date(read).toISOString().slice(0, 10), read);
    assert.ok(read <= READ_BY, `${read} lies in the future`);
  }
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
          .filter(({ type, certainty }) => open.includes(type) || certainty !== 'weak')
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
      { ...first, sources: [{ url: 'http://a.example', read: '2026-11-23' }] },
      { ...first, sources: [{ url: 'https://a.example', read: 'yesterday' }] },
    ];
    for (const each of broken) assert.notDeepEqual(violations('entry', each), [], JSON.stringify(each));
  });
});

suite('regimes and profiles', () => {
  const ids = regimes.map(({ id }) => id);

  test('regimes follow the schema and have ids of their own', () => {
    assert.deepEqual(violations('regime', regimes), []);
    assert.deepEqual(duplicates(ids), []);
  });

  for (const { id, covers, effective, exempts, read } of regimes) {
    test(`${id} does not contradict itself`, () => {
      assert.deepEqual(covers, sorted(covers));
      assert.deepEqual(exempts, sorted(exempts));
      assert.deepEqual(
        covers.filter((category) => exempts.includes(category)),
        [],
      );
      const dates = effective.map(({ date }) => date);
      assert.deepEqual(dates, sorted(dates));
      assert.ok(read <= READ_BY);
    });
  }

  test('profiles name known regimes, every regime is in one', () => {
    assert.deepEqual(duplicates(profiles.map(({ id }) => id)), []);
    for (const profile of profiles) {
      assert.ok(profile.title);
      assert.deepEqual(duplicates(profile.regimes), []);
      assert.deepEqual(
        profile.regimes.filter((id) => !ids.includes(id)),
        [],
      );
    }
    assert.deepEqual(profiles.find(({ id }) => id === 'strictest')?.regimes, ids);
    assert.deepEqual(profiles.find(({ id }) => id === 'us-commercial')?.regimes, [
      'us-commerce-icts-2021-002',
    ]);
  });
});

suite('replacements', () => {
  const matcherCatalog = compileCatalog(entries);

  /** The kind that a format would give a reference of the type. */
  function kindOf(type: IdentifierType): Kind {
    if (type === 'docker') return 'image';
    return type === 'windows-service' ? 'service' : type === 'config-value' ? 'config' : 'package';
  }

  test('they follow the schema', () => {
    assert.deepEqual(violations('replacement', replacements), []);
    for (const { sources } of replacements) assertSources(sources ?? []);
  });

  for (const { for: target, use } of replacements) {
    const type = target.type ?? 'deb';
    const about = target.name ?? target.entry ?? target.category ?? '';
    const referenceTo = (name: string): Reference => ({
      kind: kindOf(type),
      type,
      name,
      intent: 'use',
      span: [0, 0],
    });
    test(`${use.name} stands in for ${type} ${about}`, () => {
      assert.equal(matcherCatalog.match(referenceTo(use.name))?.entry.id, undefined);
      if (target.entry !== undefined) assert.ok(matcherCatalog.entries.has(target.entry));
      if (target.name !== undefined) {
        const match = matcherCatalog.match(referenceTo(target.name));
        assert.ok(match, `no entry knows ${target.name}`);
        if (target.category !== undefined) assert.equal(match.entry.category, target.category);
        return;
      }
      const wanted = entries.filter(
        ({ category, match }) => category === target.category && match.some((each) => each.type === type),
      );
      assert.ok(wanted.length > 0 || target.entry !== undefined, 'no entry has use for it');
    });
  }
});
