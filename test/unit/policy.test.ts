import assert from 'node:assert/strict';
import { parsePolicy } from '../../src/core/policy.js';

const VOCABULARY = { profiles: ['us-commercial', 'us-federal'], regimes: ['us-commerce-icts-2021-002'] };

function problemsOf(text: string): string[] {
  const { policy, problems } = parsePolicy(text, VOCABULARY);
  assert.equal(policy, undefined);
  return problems.map(({ span, message }) => `${text.slice(...span).split('\n')[0] ?? ''} | ${message}`);
}

suite('policy file', () => {
  test('every key is read', () => {
    const { policy, problems } = parsePolicy(
      `profile: us-federal
severity: { prohibited: warning, review: none }
catalog:
  - id: acme-av-mirror
    title: ACME mirror of the endpoint agent
    category: endpoint-agent
    match: [{ type: docker, name: registry.acme.example/security/av-agent }]
replacements:
  - for: { category: endpoint-agent, type: deb }
    use: { name: mdatp, title: Microsoft Defender for Endpoint }
ignore:
  - { entry: kaspresso, path: "apps/android/**", reason: "test only", owner: mobile, until: 2027-03-31 }
exceptions: { require: [reason, until], warnDays: 30 }
exclude: ["third_party/**"]
`,
      VOCABULARY,
    );
    assert.deepEqual(problems, []);
    assert.equal(policy?.profile, 'us-federal');
    assert.deepEqual(policy.severity, { prohibited: 'warning', review: 'none' });
    assert.deepEqual(policy.catalog[0]?.match, [
      { type: 'docker', name: 'registry.acme.example/security/av-agent' },
    ]);
    assert.equal(policy.replacements[0]?.use.name, 'mdatp');
    assert.equal(policy.ignore[0]?.until, '2027-03-31');
    assert.deepEqual(policy.exceptions, { require: ['reason', 'until'], warnDays: 30 });
    assert.deepEqual(policy.exclude, ['third_party/**']);
  });

  test('an empty file is the default policy', () => {
    assert.deepEqual(parsePolicy('# nothing yet\n', VOCABULARY).problems, []);
  });

  const mistakes: readonly (readonly [string, RegExp])[] = [
    ['profle: us-federal\n', /^profle \| unknown key "profle"; did you mean "profile"\?/],
    ['profile: us-fedral\n', /^us-fedral \| unknown profile "us-fedral"; did you mean "us-federal"\?/],
    ['severity: { prohibited: fatal }\n', /^fatal \| unknown "fatal"; known are: error, warning/],
    ['ignore: kesl\n', /^kesl \| expected a list/],
    ['ignore:\n  - { entry: kesl, until: soon }\n', /^soon \| expected a date/],
    [
      'catalog:\n  - { id: Acme, title: x, category: endpoint-agent, match: [] }\n',
      /^Acme \| expected lower-case/,
    ],
    ['catalog:\n  - { id: acme, title: x, match: [] }\n', /missing key "category"/],
    [
      'catalog:\n  - { id: acme, title: x, category: training, match: [{ type: dokcer, name: y }] }\n',
      /^dokcer \| unknown "dokcer"; did you mean "docker"\?/,
    ],
    [
      'catalog:\n  - { id: acme, title: x, category: training, match: [{ type: deb }] }\n',
      /expected exactly one of/,
    ],
    ['- profile\n', /expected a mapping/],
    ['profile: [us-federal\n', /./],
  ];
  for (const [text, complaint] of mistakes) {
    test(`a mistake has its place: ${JSON.stringify(text)}`, () => {
      assert.match(problemsOf(text)[0] ?? '', complaint);
    });
  }
});
