import assert from 'node:assert/strict';
import { knowledge } from '../../src/catalog/index.js';
import { describe } from '../../src/core/describe.js';
import type { Reference } from '../../src/core/types.js';
import { shippedEngine } from './support/engine.js';

const COMMERCE = 'us-commerce-icts-2021-002';
const REFERENCE: Reference = { kind: 'package', type: 'deb', name: 'kesl', intent: 'use', span: [0, 4] };

suite('words', () => {
  const words = (asOf: string, regimes: readonly string[]) =>
    describe(
      {
        title: 'Kaspersky Endpoint Security for Linux',
        category: 'endpoint-agent',
        verdict: 'prohibited',
        regimes,
        certainty: 'exact',
        matcher: { type: 'deb', name: 'kesl' },
        reference: REFERENCE,
      },
      new Map(knowledge.regimes.map((each) => [each.id, each])),
      asOf,
    );

  test('product first, what to do next, in a hundred characters', () => {
    const { headline } = words('2026-11-24', [COMMERCE]);
    assert.match(headline, /^Kaspersky Endpoint Security for Linux: replace or remove it/);
    assert.ok(headline.length <= 100, `${headline.length}`);
  });
  test('no product under any regime has a longer first line', () => {
    const byId = new Map(knowledge.regimes.map((each) => [each.id, each]));
    for (const { title, category } of knowledge.entries) {
      if (!category) continue;
      for (const { id } of knowledge.regimes) {
        for (const verdict of ['prohibited', 'review', 'exempt', 'remediation', 'mention'] as const) {
          const { headline } = describe(
            {
              title,
              category,
              verdict,
              regimes: [id],
              certainty: 'exact',
              matcher: { type: 'deb', name: 'kesl' },
              reference: REFERENCE,
            },
            byId,
            '2024-07-01',
          );
          assert.ok(headline.length <= 100 && headline.startsWith(title), headline);
        }
      }
    }
  });
  test('the Commerce determination says another thing at each of its stages', () => {
    const at = (asOf: string): string => {
      const { headline, regimes } = words(asOf, [COMMERCE]);
      return `${headline} | ${regimes[0]?.words ?? ''}`;
    };
    const [announced, partly, wholly] = [at('2024-07-01'), at('2024-08-01'), at('2026-11-24')];
    assert.match(
      announced,
      /before 2024-07-20.*\| .*; from 2024-07-20: no new agreements.*; from 2024-09-29/,
    );
    assert.match(
      partly,
      /prohibited by 89 FR 52434 \| .*since 2024-07-20: no new agreements.*; from 2024-09-29/,
    );
    assert.match(wholly, /prohibited by 89 FR 52434 \| .*since 2024-09-29: no signature or code updates/);
    assert.doesNotMatch(wholly, /from 2024/);
    assert.equal(new Set([announced, partly, wholly]).size, 3);
  });
  test('a company and a federal contractor read different words', () => {
    const text = 'FROM kaspersky/kesl:12\n';
    const [company, contractor] = ['us-commercial', 'us-federal'].map((profile) => {
      const engine = shippedEngine({ profile });
      const [finding] = engine.scan({ path: 'Dockerfile', text }).findings;
      assert.ok(finding);
      return engine.describe(finding);
    });
    assert.match(company?.headline ?? '', /prohibited by 89 FR 52434$/);
    assert.match(contractor?.headline ?? '', /prohibited by FAR 52\.204-23$/);
    assert.match(company?.regimes[0]?.words ?? '', /^Binds any US person/);
    assert.match(contractor?.regimes[0]?.words ?? '', /^Binds federal agencies, their contractors/);
    assert.ok(contractor?.regimes.some(({ verified }) => !verified));
  });
  test('a warning is advice, silence and doubt say what is missing', () => {
    const verdictOf = (profile: string, text: string) => {
      const engine = shippedEngine({ profile });
      const [finding] = engine.scan({ path: 'Dockerfile', text }).findings;
      assert.ok(finding);
      return { ...finding, ...engine.describe(finding) };
    };
    const advice = verdictOf('de', 'RUN apt-get install -y kesl\n');
    assert.equal(advice.verdict, 'review');
    assert.match(advice.headline, /consider replacing it, advised by the BSI warning$/);
    const silent = verdictOf('us-commercial', 'RUN npm install @kaspersky/icons\n');
    assert.equal(silent.verdict, 'review');
    assert.match(silent.why, /No selected rule covers or exempts open-source-library/);
    const exempt = verdictOf('us-commercial', 'RUN curl https://opentip.kaspersky.com/api\n');
    assert.equal(exempt.verdict, 'exempt');
    assert.match(exempt.headline, /exempt under 89 FR 52434$/);
    assert.equal(
      verdictOf('us-federal', 'RUN curl https://opentip.kaspersky.com/api\n').verdict,
      'prohibited',
    );
  });
  test('a regime that could not be verified says so', () => {
    const unverified = knowledge.regimes.find(({ verified }) => !verified);
    assert.ok(unverified);
    assert.equal(words('2026-11-24', [unverified.id]).regimes[0]?.verified, false);
  });
});
