import assert from 'node:assert/strict';
import { judge } from '../../src/core/judge.js';
import { compileCatalog } from '../../src/core/match.js';
import { CATEGORIES } from '../../src/core/types.js';
import type { IdentifierType, Kind, Reference } from '../../src/core/types.js';
import { catalog } from './support/catalog.js';
import { READ_BY, assertSources, duplicates, sorted, violations } from './support/data.js';

const { entries, profiles, regimes, replacements } = catalog;

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

  test('categories by the four regimes that an engineer in the US meets', () => {
    const four = ['us-commerce-icts-2021-002', 'us-far-52-204-23', 'us-dhs-bod-17-01', 'us-fcc-covered-list'];
    const table = CATEGORIES.map((category) => {
      const signs = four.map((id) => {
        const regime = regimes.find((each) => each.id === id);
        return regime?.covers.includes(category) ? 'C' : regime?.exempts.includes(category) ? 'E' : '?';
      });
      return `${category} ${signs.join('')}`;
    });
    assert.deepEqual(table, [
      'consumer-product CCCC',
      'container-security CCCC',
      'edr-xdr-siem CCCC',
      'endpoint-agent CCCC',
      'engine-integration CCEC',
      'kasperskyos-iot CC?C',
      'mail-and-gateway-security CCCC',
      'management-server CCCC',
      'network-agent CCCC',
      'open-source-library ?C??',
      'removal-tool ?C??',
      'threat-intelligence ECE?',
      'training ECE?',
      'update-or-telemetry-endpoint CCCC',
      'white-label CCEC',
    ]);
    const scope = (id: string) => regimes.find((each) => each.id === id)?.covers;
    assert.deepEqual(scope('us-ndaa-fy2018-1634'), scope('us-far-52-204-23'));
  });

  test('a sanction that covers nothing decides nothing', () => {
    const sanctions = regimes.filter(({ nature, covers }) => nature === 'sanction' && covers.length === 0);
    assert.deepEqual(
      sanctions.map(({ id }) => id),
      ['us-commerce-entity-list-2024', 'us-ofac-sdn-2024'],
    );
    for (const category of CATEGORIES) assert.deepEqual(judge(category, 'use', false, sanctions).regimes, []);
  });

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
