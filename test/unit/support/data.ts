import assert from 'node:assert/strict';
import Ajv from 'ajv';
import type { Source } from '../../../src/core/types.js';
import { readCatalogFile } from './catalog.js';

/** No source and no rule was read later. */
export const READ_BY = '2026-11-27';

/** What a JSON schema of the catalog says against data. */
export function violations(schema: string, data: unknown): string[] {
  const validate = new Ajv({ allErrors: true, strict: false }).compile(
    readCatalogFile(`schema/${schema}.schema.json`) as object,
  );
  validate(data);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
}

/** Sorted by code units. */
export function sorted(list: readonly string[]): string[] {
  return [...list].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

/** What stands in a list more than once. */
export function duplicates(list: readonly string[]): string[] {
  return list.filter((each, index) => list.indexOf(each) !== index);
}

/** Fails unless sources are sorted, each of its own, secure and dated. */
export function assertSources(sources: readonly Source[]): void {
  const urls = sources.map(({ url }) => url);
  assert.deepEqual(urls, sorted(urls));
  assert.deepEqual(duplicates(urls), []);
  for (const { url, read } of sources) {
    assert.equal(new URL(url).protocol, 'https:');
    assert.equal(new Date(read).toISOString().slice(0, 10), read);
    assert.ok(read <= READ_BY, `${read} lies in the future`);
  }
}
