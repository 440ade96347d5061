import assert from 'node:assert/strict';
import type { Format } from '../../src/core/types.js';
import { formats } from '../../src/formats/index.js';
import { shippedEngine } from './support/engine.js';

/** How often a text was read for what it names, and for the names in it. */
interface Reads {
  extract: number;
  names: number;
}

function counting(format: Format, reads: Reads): Format {
  return {
    ...format,
    extract: (...given) => {
      reads.extract++;
      format.extract(...given);
    },
    ...(format.names && {
      names: (document) => {
        reads.names++;
        return format.names?.(document) ?? { given: [], used: [] };
      },
    }),
  };
}

/** What the fixes of a text's findings cost, and how many findings and fixes there are. */
function costOf(path: string, text: string): Reads & { findings: number; fixes: number } {
  const reads: Reads = { extract: 0, names: 0 };
  const engine = shippedEngine({ formats: formats.map((format) => counting(format, reads)) });
  const document = { path, text };
  const result = engine.scan(document);
  reads.extract = 0;
  const fixes = [...engine.fixes(document, result).values()];
  return { ...reads, findings: result.findings.length, fixes: fixes.flat().length };
}

function repeated(count: number, make: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => make(index)).join('');
}

suite('what fixes cost', () => {
  const compose = (count: number): string =>
    `services:\n${repeated(
      count,
      (index) => `  av${index}:\n    image: kaspersky/kesl:12\n    volumes: [data${index}:/data]\n`,
    )}volumes:\n${repeated(count, (index) => `  data${index}:\n`)}`;
  const terraform = (count: number): string =>
    repeated(count, (index) => `resource "docker_image" "av${index}" {\n  name = "kaspersky/kesl:12"\n}\n`);
  const shell = (count: number): string => repeated(count, () => 'apt-get install -y kesl\n');

  for (const [path, make] of [
    ['compose.yaml', compose],
    ['main.tf', terraform],
    ['install.sh', shell],
  ] as const) {
    test(`is no more readings of ${path} for many findings than for some`, () => {
      const some = costOf(path, make(4));
      const many = costOf(path, make(60));
      assert.ok(some.fixes > some.findings);
      assert.equal(many.fixes, some.fixes * 15);
      assert.deepEqual([many.extract, many.names], [some.extract, some.names]);
    });
  }

  test('is no reading of all that a text names where no list could name a thing twice', () => {
    const { extract, fixes } = costOf('compose.yaml', compose(2));
    assert.equal(fixes, 6);
    assert.equal(extract, 3);
  });
});
