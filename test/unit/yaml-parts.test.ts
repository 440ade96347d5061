import assert from 'node:assert/strict';
import type { Document } from '../../src/core/types.js';
import { holding } from '../../src/core/verify.js';
import { formats } from '../../src/formats/index.js';
import { randomNumbers } from './support/random.js';
import { besideWhole } from './support/whole.js';

/** The formats that leave out parts of what they read. */
const PRUNED = ['compose', 'kubernetes', 'yaml-generic'];

const ROUNDS = 1500;

/** What a file may hold beside each other, line by line; most of it has nothing to do with what is looked for. */
const PARTS: Readonly<Record<string, readonly string[]>> = {
  compose: [
    ...['# note', 'volumes:\n  data: {}', 'x-base: &base\n  build: .', 'services:\n    - wrong', '...'],
    ...['services:', 'services:  # all', '"services":', 'services: {}', '---', '--- # next'],
    ...Array.from({ length: 6 }, (_, index) => `  app${index}:\n    image: nginx:${index}`),
    ...[
      '  # kaspersky/kesl',
      '  plain: &plain\n    build: .',
      '  *plain : x',
      '  ? kesl\n  : image: kaspersky/kesl:1',
    ],
    ...['  a:\n    image: kaspersky/kesl:12', '  b:\n    image: "${IMAGE}"', '  c:\n    image: $IMAGE'],
    ...['  d:\n    <<: *plain\n    image: kaspersky/kesl:12', '  e:\n    image: &image kaspersky/kesl:12'],
    ...[
      '  f:\n    image: *image',
      '  g:\n    command: |\n      apt-get install kesl\n\n    image: x',
      "  'h':\n    x: 1",
    ],
    ...[
      '  i: { image: nginx,\n    build: . }',
      '  j:\n    command:\n    - apt-get install kesl',
      '  k: "a\n    b: c"',
    ],
    ...[
      '  - item',
      '  [l]: m',
      '  n:',
      '  o: >-\n    a\n\n    kaspersky/kesl:1',
      '  p:\n      deep: 1\n',
      '   q: 1',
    ],
  ],
  kubernetes: [
    ...[
      '---',
      '---',
      '---',
      '--- # next',
      '...',
      '# kaspersky/kesl',
      '%YAML 1.2',
      '{{ if .x }}',
      '{{ end }}',
    ],
    ...[
      'kind: Pod\nspec:\n  containers:\n  - image: nginx',
      'kind: Pod\nspec:\n  containers:\n  - image: kaspersky/kesl:1',
    ],
    ...[
      'metadata:\n  name: kesl',
      'metadata: &anchor { name: kesl-agent }',
      'kind: ConfigMap\ndata:\n  a: |\n    # ---',
    ],
    ...['spec: { image: kaspersky/kesl:1 }', 'spec:\n  image: {{ .Values.image }}', 'spec: "a\n  b"'],
  ],
  'yaml-generic': [
    ...[
      '# note',
      '---',
      'a: 1',
      'b:',
      'c:\n  d:',
      '  e: 1',
      '    f: nginx',
      '    g:\n      h: 1',
      'list:\n- a\n- b',
    ],
    ...[
      '  url: https://products.kaspersky-labs.com/x.exe',
      'server: https://dl.kaspersky.com/x',
      '    host: dl.kaspersky.com',
    ],
    ...[
      '  i: &i https://dl.kaspersky.com/y',
      'j: *i',
      '  download: ${HOST}/kesl.rpm',
      '? k\n: https://dl.kaspersky.com/z',
    ],
    ...[
      'l: |\n  a: b\n  https://dl.kaspersky.com/w',
      '  m: "x\n   y: z"',
      '- n',
      '    - image: kaspersky/kesl:1',
      '      o: 1',
    ],
    ...Array.from({ length: 8 }, (_, index) => `${' '.repeat((index % 3) * 2)}idle${index}: ${index}`),
  ],
};

suite('parts of YAML that are left out', () => {
  const { engine, check, checkFixes } = besideWhole(PRUNED);

  test('change nothing that is found, whatever stands beside each other', () => {
    const random = randomNumbers(7);
    const read = (): string => 'IMAGE=kaspersky/kesl:11\n';
    for (const [format, parts] of Object.entries(PARTS)) {
      let found = 0;
      for (let round = 0; round < ROUNDS; round++) {
        const lines = Array.from({ length: 3 + random(12) }, () => `${parts[random(parts.length)] ?? ''}\n`);
        const text = `${format === 'compose' ? 'services:\n' : ''}${lines.join('')}`;
        const broken = random(4) === 0 ? text.replace(/\n/g, '\r\n') : text;
        if (check({ path: 'compose.yaml', text: broken, read }, format)) found++;
      }
      assert.ok(found > ROUNDS / 40, `${format}: in ${found} texts something was found`);
    }
  });

  test('change nothing that is put right', checkFixes);

  test('are not parsed', () => {
    const services = Array.from(
      { length: 2000 },
      (_, index) => `  app${index}:\n    image: nginx:${index}\n`,
    );
    services[1000] = '  kesl:\n    image: kaspersky/kesl:12\n';
    const text = `services:\n${services.join('')}`;
    const kept = ['nginx:0', 'nginx:999', 'kaspersky/kesl:12', 'nginx:1001', 'nginx:1999'];
    assert.deepEqual(read({ path: 'compose.yaml', text }), kept);
    const at = text.indexOf('nginx:7\n');
    assert.deepEqual(read({ path: 'compose.yaml', text, changed: [[at, at + 1]] }), [
      'nginx:0',
      ...['nginx:6', 'nginx:7', 'nginx:8'],
      ...kept.slice(1),
    ]);
  });

  test('are parsed where a change was tried, so that what it breaks is seen', () => {
    const text = 'services:\n  a:\n    image: a\n  b:\n    image: kaspersky/kesl:1\n  c:\n    image: c\n';
    const document = { path: 'compose.yaml', text: text.replace('  c:', '  c1:\n    image: c\n  c:') };
    const before = engine.scan(document);
    const [finding] = before.findings;
    assert.ok(finding);
    const asked: Document[] = [];
    const trial = { finding, kind: 'replace', edits: [{ span: finding.span, text: '[' }] } as const;
    const reader = {
      scan: (each: Document) => {
        asked.push(each);
        return engine.scan(each);
      },
      readAll: () => undefined,
    };
    holding(document, [trial], before, reader);
    assert.deepEqual(asked[0]?.changed, [[finding.span[0], finding.span[0] + 1]]);
  });

  function read(document: Document): string[] {
    const names: string[] = [];
    const [compose] = formats.filter(({ id }) => id === 'compose');
    compose?.extract(
      { ...document, mayMatter: (text) => text.includes('kesl') },
      { reference: ({ name }) => names.push(name), embed: () => 0, skip: () => 0, problem: () => 0 },
    );
    return names;
  }
});
