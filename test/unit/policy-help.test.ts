import assert from 'node:assert/strict';
import fs from 'node:fs';
import Ajv from 'ajv';
import { parse } from 'yaml';
import { knowledge } from '../../src/catalog/index.js';
import { parsePolicy, policyShape } from '../../src/core/policy.js';
import { ownEntries, policyPlaceAt, policyWordAt } from '../../src/core/policy-help.js';
import { NEW_POLICY } from '../../src/vscode/policyText.js';
import { policySchema } from './support/docs.js';

const VOCABULARY = {
  profiles: knowledge.profiles.map(({ id }) => id),
  regimes: knowledge.regimes.map(({ id }) => id),
};
const SHAPE = policyShape(VOCABULARY);

/** What may be written at the mark `¦`: the word that is there so far, then a few of what is known. */
function offered(marked: string): string {
  const at = marked.indexOf('¦');
  assert.notEqual(at, -1);
  const text = marked.replace('¦', '');
  const place = policyPlaceAt(text, at, SHAPE);
  if (!place) return 'nothing';
  const word = `"${text.slice(...place.span)}"`;
  if (place.kind === 'key') {
    const names = Object.keys(place.mapping.fields).filter((name) => !place.present.includes(name));
    return `${word} key${place.flow ? ' in braces' : ''}: ${names.slice(0, 3).join(', ')}`;
  }
  const { shape } = place;
  const names =
    shape.kind === 'text' ? (shape.names ?? shape.words?.slice(0, 3).join(', ') ?? 'text') : shape.kind;
  return `${word} value: ${names}`;
}

suite('help with the policy file', () => {
  const places: readonly (readonly [string, string])[] = [
    ['¦', '"" key: profile, regimes, severity'],
    ['pro¦', '"pro" key: profile, regimes, severity'],
    ['profile: de\n¦', '"" key: regimes, severity, catalog'],
    ['profile: de\nig¦', '"ig" key: regimes, severity, catalog'],
    ['profile: ¦', '"" value: profile'],
    ['profile: us-¦', '"us-" value: profile'],
    ['profile: us-f¦ed\n', '"us-fed" value: profile'],
    ['profile: "us-¦"', '"us-" value: profile'],
    ['profile: de # ¦', 'nothing'],
    ['# pro¦', 'nothing'],
    ['regimes:\n  - ¦', '"" value: regime'],
    ['regimes:\n  - us-ofac-sdn-2024\n  - us-¦\n', '"us-" value: regime'],
    ['regimes: [us-ofac-sdn-2024, ¦]', '"" value: regime'],
    ['severity: { prohibited: ¦ }', '"" value: error, warning, information'],
    ['severity: { ¦ }', '"" key in braces: prohibited, review, exempt'],
    ['severity:\n  prohibited: error\n  ¦', '"" key: review, exempt, remediation'],
    ['ignore:\n  - { entry: ¦', '"" value: entry'],
    ['ignore:\n  - { entry: kes¦, reason: x }\n', '"kes" value: entry'],
    ['ignore:\n  - { entry: kesl, ¦ }\n', '"" key in braces: path, reason, owner'],
    ['ignore:\n  - ¦\n', '"" key: entry, path, reason'],
    ['ignore:\n  - entry: kesl\n    ¦\n', '"" key: path, reason, owner'],
    ['ignore:\n  - entry: kesl\n    ow¦\nexclude: []\n', '"ow" key: path, reason, owner'],
    ['catalog:\n  - id: a\n    category: ¦\n', '"" value: category'],
    ['catalog:\n  - id: a\n    match: [{ type: ¦ }]\n', '"" value: type'],
    ['catalog:\n  - id: a\n    lookalike: ¦\n', '"" value: truth'],
    ['replacements:\n  - for: { entry: ¦ }\n', '"" value: entry'],
    ['exceptions: { require: [reason, ¦] }\n', '"" value: reason, owner, until'],
    ['exclude:\n  - ¦\n', '"" value: text'],
    ['exceptions: { warnDays: ¦ }', 'nothing'],
    ['profile: de\r\nregimes:\r\n  - ¦\r\n', '"" value: regime'],
  ];
  for (const [marked, words] of places) {
    test(`knows what may stand at ${JSON.stringify(marked)}`, () => {
      assert.equal(offered(marked), words);
    });
  }

  test('knows what a word is', () => {
    const text = 'profile: us-federal\nignore:\n  - { entry: "kesl", reason: lab }\n';
    const at = (word: string) => policyWordAt(text, text.indexOf(word) + 1, SHAPE);
    assert.equal(at('profile')?.kind, 'key');
    const profile = at('us-federal');
    assert.deepEqual(
      profile?.kind === 'value' && profile.shape.kind === 'text' && profile.shape.names,
      'profile',
    );
    assert.deepEqual(profile && text.slice(...profile.span), 'us-federal');
    assert.equal(at('entry')?.kind, 'key');
    assert.equal(at('kesl')?.kind, 'value');
    assert.equal(policyWordAt(text, text.length, SHAPE), undefined);
  });

  test('never throws, whatever is typed', () => {
    const text = 'ignore:\n  - { entry: "kesl", reason: [a, {b: c}], &x y, *z, ? q : r }\n- |\n  t\n"';
    for (let at = 0; at <= text.length; at++) {
      policyPlaceAt(text, at, SHAPE);
      policyPlaceAt(text.slice(0, at), at, SHAPE);
      policyWordAt(text, at, SHAPE);
    }
  });

  test('knows the entries that the file adds', () => {
    const text =
      'catalog:\n  - { id: acme, title: ACME agent, category: training, match: [] }\n  - { id: other }\n  - x\n';
    assert.deepEqual(ownEntries(text), [
      { id: 'acme', title: 'ACME agent' },
      { id: 'other', title: 'other' },
    ]);
    assert.deepEqual(ownEntries('catalog: ['), []);
  });

  test('a new file rules nothing, and all of it without its comment signs is a policy', () => {
    const nothing = parsePolicy(NEW_POLICY, VOCABULARY);
    assert.deepEqual([nothing.problems, nothing.policy?.ignore], [[], []]);
    const keys = NEW_POLICY.replace(/^# (?=[a-z ]+[:-]|- )/gm, '').replace(/^(?=[A-Z])/gm, '# ');
    const { policy, problems } = parsePolicy(keys, VOCABULARY);
    assert.deepEqual(problems, []);
    assert.equal(policy?.profile, 'us-federal');
    const shape = SHAPE.kind === 'mapping' ? Object.keys(SHAPE.fields) : [];
    for (const key of shape) assert.match(keys, new RegExp(`^${key}:`, 'm'));
  });
});

suite('schema of the policy file', () => {
  const schema: unknown = JSON.parse(fs.readFileSync('media/policy.schema.json', 'utf8'));

  test('is made of what the parser takes', () => {
    assert.deepEqual(schema, JSON.parse(policySchema()), 'run "npm run docs"');
  });

  test('judges as the parser does', () => {
    const validate = new Ajv({ strict: false }).compile(schema as object);
    const policies: readonly (readonly [string, boolean])[] = [
      ['profile: us-federal\nseverity: { prohibited: warning }\n', true],
      ['ignore:\n  - { entry: kesl, path: "a/**", reason: x, until: 2027-03-31 }\n', true],
      ['exceptions: { require: [reason], warnDays: 0 }\nexclude: ["x"]\n', true],
      [
        'catalog:\n  - { id: a, title: x, category: training, match: [{ type: domain, domain: x.example }] }\n',
        true,
      ],
      ['catalog:\n  - { id: a, title: x, lookalike: true, match: [{ type: deb, prefix: x }] }\n', true],
      ['profle: de\n', false],
      ['profile: mars\n', false],
      ['severity: { prohibited: fatal }\n', false],
      ['ignore: kesl\n', false],
      ['ignore:\n  - { until: soon }\n', false],
      ['catalog:\n  - { id: A, title: x, category: training, match: [] }\n', false],
      ['catalog:\n  - { id: a, title: x, match: [] }\n', false],
      ['catalog:\n  - { id: a, title: x, category: training, match: [{ type: deb }] }\n', false],
      [
        'catalog:\n  - { id: a, title: x, category: training, match: [{ type: deb, name: a, prefix: b }] }\n',
        false,
      ],
      ['exceptions: { warnDays: -1 }\n', false],
      ['- profile\n', false],
    ];
    for (const [text, valid] of policies) {
      assert.equal(parsePolicy(text, VOCABULARY).policy !== undefined, valid, `parser: ${text}`);
      assert.equal(validate(parse(text)), valid, `schema: ${text}`);
    }
  });
});
