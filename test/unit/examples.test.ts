import assert from 'node:assert/strict';
import { knowledge } from '../../src/catalog/index.js';
import { identifierOf } from '../../src/core/identity.js';
import type { CatalogEntry } from '../../src/core/types.js';
import { catalog } from './support/catalog.js';
import { knownIn, typesIn } from './support/examples.js';
import { readMarks } from './support/marks.js';

/** The matchers of an entry whose type is none of those given. */
function without({ match }: CatalogEntry, types: ReadonlySet<string>): string[] {
  return match
    .filter(({ type }) => !types.has(type))
    .map((matcher) => `${matcher.type}:${identifierOf(matcher)}`);
}

suite('catalog examples', () => {
  test('the build ships exactly the entries of the folder', () => {
    assert.deepEqual(
      knowledge.entries.map(({ id }) => id),
      catalog.entries.map(({ id }) => id).sort(),
    );
  });

  for (const entry of catalog.entries) {
    const { examples, id, lookalike } = entry;
    const { hit = [], miss = [] } = examples ?? {};
    for (const [index, { format, text: marked }] of hit.entries()) {
      test(`${id} hit ${index + 1} (${format})`, () => {
        const { text, marks } = readMarks(marked);
        const own = knownIn(format, text).filter((known) => known.entry === id);
        assert.deepEqual(
          own.map(({ name }) => name),
          marks.map(({ span }) => text.slice(...span)),
        );
      });
    }
    for (const [index, { format, text, why }] of miss.entries()) {
      test(`${id} miss ${index + 1} (${format})`, () => {
        assert.deepEqual(knownIn(format, text), [], why);
      });
    }
    if (lookalike) continue;

    test(`${id} has a hit and a miss of every type that it matches by`, () => {
      const known = hit.flatMap(({ format, text }) => knownIn(format, readMarks(text).text));
      const types = known.filter((each) => each.entry === id).map(({ matcher }) => matcher.type);
      assert.deepEqual(without(entry, new Set(types)), [], 'no hit');
      const missed = new Set(miss.flatMap(({ format, text }) => [...typesIn(format, text)]));
      assert.deepEqual(without(entry, missed), [], 'no miss');
    });
  }
});
