import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { knowledge } from '../../src/catalog/index.js';
import { planWords } from '../../src/core/prefilter/plan.js';
import { createPrefilter, createTextPrefilter } from '../../src/core/prefilter/prefilter.js';
import { createPlainScanner, createVectorScanner } from '../../src/core/prefilter/scan.js';
import type { Scanner } from '../../src/core/prefilter/scan.js';
import { identifierOf } from '../../src/core/identity.js';
import { parsePolicy } from '../../src/core/policy.js';
import { shippedEngine } from './support/engine.js';

const WAYS: Record<string, (plan: typeof knowledge.keywords) => Scanner> = {
  vectors: (plan) => {
    const scanner = createVectorScanner(plan);
    assert.ok(scanner, 'this Node.js has no vectors');
    return scanner;
  },
  'plain JavaScript': createPlainScanner,
};

/** Bytes that are the same on every run and look random. */
function noise(length: number, seed = ''): Buffer {
  const blocks = Array.from({ length: Math.ceil(length / 64) }, (_, index) =>
    createHash('sha512').update(`${seed}${index}`).digest(),
  );
  return Buffer.concat(blocks).subarray(0, length);
}

for (const [way, makeScanner] of Object.entries(WAYS)) {
  suite(`prefilter by ${way}`, () => {
    const shipped = createPrefilter(knowledge.keywords, makeScanner);
    const of = (...words: string[]) => createPrefilter(planWords(words), makeScanner);

    test('every name of the shipped catalog passes', () => {
      for (const { id, lookalike, match } of knowledge.entries) {
        if (lookalike) continue;
        for (const matcher of match) {
          const text = identifierOf(matcher);
          for (const each of [text, `x ${text} y`, `"${text.toUpperCase()}"`, `\\n${text}\\n`])
            assert.ok(shipped.test(each), `${id}: ${each}`);
        }
      }
    });

    test('the names that most identifiers hold pass in Base64, wherever they stand in it', () => {
      for (const script of [
        'x kaspersky y',
        'A Kaspersky B',
        'rpm -i klnagent64.rpm',
        'apt install kesl',
        '/opt/kesl/',
      ]) {
        for (let before = 0; before < 3; before++) {
          for (const encoding of ['utf8', 'utf16le'] as const) {
            const encoded = Buffer.from(`${'#'.repeat(before)}${script}\n`, encoding).toString('base64');
            assert.ok(shipped.test(`data: ${encoded}`), `${script} ${before} ${encoding}`);
          }
        }
      }
      assert.ok(!shipped.test(Buffer.from('apt install kasper avpipe kes').toString('base64')));
    });

    test('an ordinary text does not', () => {
      const text =
        'It makes local copies: exec install.exe "$@" && tar -xf drivers.tgz; sha256sum app.exe services software check ' +
        'in /usr/local/lib; a kiss for the kids, all tickts, kesler, avpipe and the caviar of kavala';
      assert.ok(!shipped.test(text));
    });

    test('a keyword is found wherever it stands, and not where it does not', () => {
      const { test: passes } = of('kaspersky', 'kesl', 'kis');
      for (let before = 0; before < 80; before++) {
        for (let behind = 0; behind < 40; behind += 13) {
          const around = (word: string) => `${'-'.repeat(before)}${word}${'-'.repeat(behind)}`;
          assert.ok(passes(around('kAspersky')), `${before}`);
          assert.ok(passes(around('KESL')) && passes(around('kis')), `${before}`);
          assert.ok(!passes(around('kaspersk')) && !passes(around('kesk')) && !passes(around('ki')));
        }
      }
    });

    test('a keyword is found where two pieces of a long text meet', () => {
      const { test: passes } = of('kaspersky');
      const long = '.'.repeat(40_000);
      for (let at = 32_400; at < 32_800; at++)
        assert.ok(passes(`${long.slice(0, at)}kaspersky${long.slice(at)}`), `${at}`);
      assert.ok(!passes(long));
    });

    test('what was searched before is not found again', () => {
      const prefilter = of('kaspersky');
      prefilter.room(64).set(Buffer.from('an image of kaspersky/kesl and more behind it'));
      assert.ok(prefilter.search(45));
      assert.ok(!prefilter.search(20));
      prefilter.room(64).set(Buffer.from('nothing here'));
      assert.ok(!prefilter.search(12));
    });

    test('a short keyword stands as a word of its own', () => {
      const { test: passes } = of('kesl');
      const yes = [
        'kesl',
        'x-kesl_y',
        'kesl11',
        '"kesl":1',
        'a/kesl',
        '/kesl:',
        'é kesl',
        '\\nkesl',
        '\\bKESL',
        '`tkesl',
        '%2Fkesl',
        '\\u000akesl',
      ];
      const no = [
        'kesler',
        'xkesl',
        '7kesl',
        'thekesl',
        'kes l',
        'ukesl',
        '\\takesl',
        '%2Fakesl',
        '`Pkesl',
        '\\Pkesl',
      ];
      for (const each of yes) assert.ok(passes(each), each);
      for (const each of no) assert.ok(!passes(each), each);
    });

    test('a keyword that wants a version counts in front of one only', () => {
      const { test: passes } = of('kes#', 'netagent#');
      const yes = [
        'kes11',
        'KES-12.1',
        'kes 10',
        'kes%2010',
        'kes${version}',
        'kes*.exe',
        'kes-v2',
        'netagent_14',
      ];
      const no = ['kes', 'kes.min.io', '"kes": 11', 'kes-agent', 'netagent', 'netagents', 'netagent-config'];
      for (const each of yes) assert.ok(passes(each), each);
      for (const each of no) assert.ok(!passes(each), each);
    });

    test('a short keyword in a path is no part of base64', () => {
      const { test: passes } = of('kesl');
      for (const path of [
        '/mnt/c/Users/Admin1/Documents/Projects/kesl/Build2026/Release',
        '/opt/Acme2/AntiVirus/kesl',
        'registry/a/b/c/d/e/f/g/h/1/2/3/4/5/kesl',
      ])
        assert.ok(passes(path), path);
      assert.ok(!passes('sha512-vQ3k9+Zx/kesl/7bT2q+Lp0Wc4Rm8YhUe1Jd5Nf6Ga2Ks9Xo3Zi7Vb=='));
    });

    test('hardly anything of base64 text passes', () => {
      let count = 0;
      for (let index = 0; index < 40; index++) {
        const sums =
          noise(64 * 1024, `${index} `)
            .toString('base64')
            .match(/.{86}/g) ?? [];
        for (const sum of sums) if (shipped.test(`      "integrity": "sha512-${sum}==",\n`)) count++;
      }
      assert.equal(count, 0);
    });

    test('finds in random text what a plain search finds', () => {
      const words = ['abc', 'bcda', 'dddddd', 'aabbccdd'];
      const { test: passes } = of(...words);
      for (let index = 0; index < 2000; index++) {
        const text = Array.from(noise(22, `${index}`), (byte) => 'abcdABCD-/'.charAt(byte % 10)).join('');
        const lower = text.toLowerCase();
        const expected = /dddddd|aabbccdd/.test(lower) || /(?<![a-z0-9])(?:abc|bcda)(?![a-z])/.test(lower);
        assert.equal(passes(text), expected, text);
      }
    });
  });
}

suite('prefilter of own keywords', () => {
  const own = (name: string) => {
    const { policy } = parsePolicy(
      `catalog: [{ id: own, title: Own, category: endpoint-agent, match: [{ type: deb, name: ${name} }] }]`,
      { profiles: [], regimes: [] },
    );
    assert.ok(policy);
    return shippedEngine({ policy }).prefilter;
  };

  test('they count beside the shipped ones', () => {
    assert.ok(own('acme-av').test('install ACME-AV') && own('acme-av').test('install kesl'));
    assert.ok(!own('acme-av').test('install acme'));
  });

  test('some cannot be looked for in bytes, and are found all the same', () => {
    for (const name of ['av', 'Касперский']) {
      const prefilter = own(name);
      assert.ok(prefilter.test(`install ${name.toUpperCase()} and`), name);
      assert.ok(prefilter.test('install kesl'));
      assert.ok(!prefilter.test('install nothing'));
      assert.equal(prefilter.room(10).length, 10);
      assert.ok(prefilter.search(0), 'every file is to be read as text');
    }
  });

  test('no keyword stands in nothing', () => {
    assert.ok(!createPrefilter([]).test('anything'));
    assert.ok(!createTextPrefilter(['x']).test('') && !createPrefilter(knowledge.keywords).test(''));
  });
});
