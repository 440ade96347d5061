import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import loadWabt from 'wabt';

// Every script of the project runs in its root, and the tests bundle this file away from its own place.
const folder = join(process.cwd(), 'src', 'catalog', 'entries');

/**
 * Assembles `.wat` files, so that the module is bytes in the bundle
 * (https://webassembly.github.io/spec/core/text/index.html).
 * @type {import('esbuild').Plugin}
 */
const assembly = {
  name: 'assembly',
  setup(build) {
    build.onLoad({ filter: /\.wat$/ }, async ({ path }) => {
      const { parseWat } = await loadWabt();
      const parsed = parseWat(path, readFileSync(path, 'utf8'), { simd: true });
      parsed.validate();
      return { contents: parsed.toBinary({}).buffer, loader: 'binary' };
    });
  },
};

/**
 * Gives the entries of the folder as the module `catalog:entries`, sorted by id and without what only tests and
 * readers of the source need, so that adding an entry touches one file; and the keywords of the prefilter, chosen
 * and planned, as `catalog:keywords`.
 * @type {import('esbuild').Plugin}
 */
const catalog = {
  name: 'catalog',
  setup(build) {
    build.onResolve({ filter: /^catalog:/ }, ({ path }) => ({ path, namespace: 'catalog' }));
    build.onLoad({ filter: /.*/, namespace: 'catalog' }, async ({ path }) => {
      const files = readdirSync(folder)
        .filter((name) => name.endsWith('.json'))
        .map((name) => join(folder, name));
      const entries = readEntries(files);
      const contents = JSON.stringify(path === 'catalog:keywords' ? await planKeywords(entries) : entries);
      return { contents, loader: 'json', watchDirs: [folder], watchFiles: files };
    });
  },
};

/** What every bundle of the project is made with. */
export const plugins = [assembly, catalog];

function readEntries(files) {
  return files
    .map((file) => {
      const { examples, ...entry } = JSON.parse(readFileSync(file, 'utf8'));
      return entry;
    })
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

async function planKeywords(entries) {
  const { outputFiles } = await build({
    stdin: {
      contents: `export { encodedKeywordsOf, keywordsOf } from './keywords.js'; export { planWords } from './prefilter/plan.js';`,
      resolveDir: join(process.cwd(), 'src', 'core'),
    },
    bundle: true,
    format: 'esm',
    write: false,
    logLevel: 'silent',
  });
  const { encodedKeywordsOf, keywordsOf, planWords } = await import(
    `data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`
  );
  const words = [...keywordsOf(entries), ...encodedKeywordsOf(entries)];
  return planWords(words, without(words, sampleText()));
}

/** Leaves out what is looked for, which stands in this project far more often than in others. */
function without(words, text) {
  const literals = words.map((word) => word.replace(/#$/, '').replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return text.replace(new RegExp(literals.join('|'), 'gi'), ' ');
}

/** Code about manifests and a lock file: the kind of text that is searched. */
function sampleText() {
  const formats = join(process.cwd(), 'src', 'formats');
  const sources = readdirSync(formats).filter((name) => name.endsWith('.ts'));
  const files = [
    join(process.cwd(), 'package-lock.json'),
    ...sources.sort().map((name) => join(formats, name)),
  ];
  return files.map((file) => readFileSync(file, 'latin1')).join('');
}
