import assert from 'node:assert/strict';
import type { Document, Format, ScanResult } from '../../../src/core/types.js';
import { formats } from '../../../src/formats/index.js';
import { shippedEngine } from './engine.js';
import { cases } from './fixtures.js';

/** A format that reads all of a document, whatever may matter. */
function readingAll(format: Format): Format {
  return {
    ...format,
    extract: ({ mayMatter, ...document }, sink) => {
      assert.ok(mayMatter);
      format.extract(document, sink);
    },
  };
}

/** How many members a construct has, which is only asked for to tell whether all of them go, is not compared. */
function compared({ findings, skips, notices }: ScanResult): unknown {
  return JSON.parse(
    JSON.stringify({ findings, skips, notices }, (key, value: unknown) =>
      key === 'among' ? undefined : value,
    ),
  );
}

/** Compares what is found by formats that leave out parts of what they read with what is found when all is read. */
export function besideWhole(pruned: readonly string[]) {
  const engine = shippedEngine();
  const whole = shippedEngine({
    formats: formats.map((each) => (pruned.includes(each.id) ? readingAll(each) : each)),
  });
  return {
    engine,
    /** Fails unless the same is found. True if something is. */
    check: (document: Document, format: string): boolean => {
      const expected = whole.scan(document, format);
      // What a mistake reaches over is anyone's guess.
      if (expected.problems.length > 0) return false;
      assert.deepEqual(
        compared(engine.scan(document, format)),
        compared(expected),
        JSON.stringify(document.text),
      );
      return expected.findings.length > 0;
    },
    /** Fails unless the fixtures of the formats are put right in the same way. */
    checkFixes: (): void => {
      for (const { document } of cases().filter(({ format }) => pruned.includes(format)))
        assert.equal(engine.fixAll(document).text, whole.fixAll(document).text, document.path);
    },
  };
}
