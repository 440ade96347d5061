import assert from 'node:assert/strict';
import type { Document } from '../../src/core/types.js';
import { formats } from '../../src/formats/index.js';
import { withoutIdleParts } from '../../src/formats/shared/json-parts.js';
import { cases } from './support/fixtures.js';
import { randomNumbers } from './support/random.js';
import { besideWhole } from './support/whole.js';

/** The formats that leave out parts of what they read. */
const PRUNED = ['bun-lock', 'json-generic', 'json-lock', 'npm-lock', 'nuget-lock'];

const ROUNDS = 100;

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Larger than what is parsed anyway. */
const IDLE: readonly Json[] = [
  { version: '1.2.3', resolved: 'https://registry.npmjs.org/idle/-/idle-1.2.3.tgz', dev: true, '': null },
  ['"]} \\', '{', 'https://example.org/a/rather/long/path?with=a&query=that&has=no&meaning=at-all', -1.5e3],
  { packages: {}, dependencies: { idle: { version: '1.0.0' } }, name: '// no comment', type: 'Project' },
];

/** A value without some of what it holds, and with things beside the rest that have nothing to do with it. */
function varied(value: Json, random: (below: number) => number): Json {
  const idle = (): Json => IDLE[random(IDLE.length)] ?? null;
  if (value === null || typeof value !== 'object') return value;
  const vary = (each: Json): Json => (random(12) === 0 ? idle() : varied(each, random));
  if (Array.isArray(value)) {
    return (value as readonly Json[]).flatMap((each) => [
      ...(random(4) === 0 ? [idle()] : []),
      ...(random(8) === 0 ? [] : [vary(each)]),
    ]);
  }
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, each]) => [
      ...(random(4) === 0 ? [[`idle${random(99)}`, idle()] as const] : []),
      ...(random(8) === 0 ? [] : [[key, vary(each)] as const]),
    ]),
  );
}

suite('parts of JSON that are left out', () => {
  const { check, checkFixes } = besideWhole(PRUNED);

  test('change nothing that is found, whatever stands beside each other', () => {
    const random = randomNumbers(11);
    for (const format of PRUNED) {
      let found = 0;
      for (const { document } of cases().filter(
        (each) => each.format === format && isJson(each.document.text),
      )) {
        const value = JSON.parse(document.text) as Json;
        for (let round = 0; round < ROUNDS; round++) {
          const text = JSON.stringify(varied(value, random), undefined, random(3) * 5);
          const broken = random(3) === 0 ? text.replace(/\n/g, ' // [ {\r\n') : text;
          if (check({ ...document, text: broken }, format)) found++;
        }
      }
      assert.ok(found > ROUNDS / 2, `${format}: in ${found} texts something was found`);
    }
  });

  test('change nothing that is put right', checkFixes);

  test('are not parsed', () => {
    const names = Array.from({ length: 100 }, (_, index) => `node_modules/idle${index}`);
    names[50] = 'node_modules/klara';
    const packages = Object.fromEntries(
      names.map((name) => [
        name,
        { version: '1.0.0', license: 'MIT', engines: { node: '>=20.19' }, dev: true },
      ]),
    );
    const text = JSON.stringify({ packages });
    const document: Document = {
      path: 'package-lock.json',
      text,
      mayMatter: (part) => part.includes('klara'),
    };
    const [format] = formats.filter(({ id }) => id === 'npm-lock');
    const versions = (changed: Document['changed'] = []): number => {
      let count = 0;
      format?.extract(
        { ...document, changed },
        {
          reference: ({ version }) => (count += version === '1.0.0' ? 1 : 0),
          embed: () => 0,
          skip: () => 0,
          problem: () => 0,
        },
      );
      return count;
    };
    assert.equal(versions(), 1);
    const at = text.indexOf('node_modules/idle7"');
    assert.equal(versions([[at, at + 1]]), 2);
  });

  test('stay where they lie deeper than what stands for itself', () => {
    const idle = `"state": {"revision": "${'0'.repeat(40)}", "version": "1.0.0"}`;
    const mayMatter = (text: string): boolean => text.includes('kesl');
    const text = `{"pins": [{${idle}}, {"name": "kesl", ${idle}}]}`;
    const emptied = idle.replace(/\{.*\}/, (body) => `{${' '.repeat(body.length - 2)}}`);
    const first = text.replace(/\[\{.*?\}\}/, (body) => `[{${' '.repeat(body.length - 3)}}`);
    assert.equal(withoutIdleParts(text, 1, { mayMatter }), text);
    assert.equal(withoutIdleParts(text, 2, { mayMatter }), first);
    assert.equal(withoutIdleParts(text, 3, { mayMatter }), first.replace(idle, emptied));
  });

  test('stay where brackets do not match, or it is not JSON', () => {
    const idle = `"idle": [${'1, '.repeat(40)}1]`;
    const mayMatter = (text: string): boolean => text.includes('kesl');
    assert.notEqual(withoutIdleParts(`{"a": "kesl", ${idle}}`, 1, { mayMatter }), `{"a": "kesl", ${idle}}`);
    for (const text of [
      `{"a": "kesl", ${idle}`,
      `{"a": "kesl", ${idle}]`,
      `{'a': "kesl", ${idle}}`,
      `{"a": kesl, ${idle}}`,
      `{{ "a" }} kesl {${idle}}`,
    ])
      assert.equal(withoutIdleParts(text, 1, { mayMatter }), text);
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
