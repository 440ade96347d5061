import assert from 'node:assert/strict';
import fs from 'node:fs';
import { catalogTable, formatTable, section, tableRows } from './support/docs.js';

suite('README', () => {
  const readme = fs.readFileSync('README.md', 'utf8');

  test('its table of formats is the registry', () => {
    const written = tableRows(section(readme, 'formats'));
    assert.deepEqual(written, tableRows(formatTable()), 'run "npm run docs"');
  });

  test('its table of formats has at least 90 kinds of files', () => {
    assert.ok(tableRows(section(readme, 'formats')).length >= 90);
  });

  test('its table of the catalog is the catalog', () => {
    const written = tableRows(section(readme, 'catalog'));
    assert.deepEqual(written, tableRows(catalogTable()), 'run "npm run docs"');
  });
});
