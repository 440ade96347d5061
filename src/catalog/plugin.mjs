import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

// Every script of the project runs in its root, and the tests bundle this file away from its own place.
const folder = join(process.cwd(), 'src', 'catalog', 'entries');

/**
 * An esbuild plugin that gives the entries of the folder as the module `catalog:entries`, sorted by id and
 * without what only tests and readers of the source need, so that adding an entry touches one file.
 * @type {import('esbuild').Plugin}
 */
export const catalogEntries = {
  name: 'catalog-entries',
  setup(build) {
    build.onResolve({ filter: /^catalog:entries$/ }, ({ path }) => ({ path, namespace: 'catalog' }));
    build.onLoad({ filter: /.*/, namespace: 'catalog' }, () => {
      const files = readdirSync(folder)
        .filter((name) => name.endsWith('.json'))
        .sort();
      const entries = files.map((name) => {
        const { examples, ...entry } = JSON.parse(readFileSync(join(folder, name), 'utf8'));
        return entry;
      });
      entries.sort((a, b) => (a.id < b.id ? -1 : 1));
      return {
        contents: JSON.stringify(entries),
        loader: 'json',
        watchDirs: [folder],
        watchFiles: files.map((name) => join(folder, name)),
      };
    });
  },
};
