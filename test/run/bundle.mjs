// Bundles the tests into dist/test, one file a suite.
//
//   node test/run/bundle.mjs [SUITE...]
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { plugins } from '../../src/plugins.mjs';
import { root } from '../host/install.mjs';

const out = path.join(root, 'dist', 'test');

/** @type {Record<string, { files: Record<string, string>, options: import('esbuild').BuildOptions }>} */
const SUITES = {
  unit: {
    files: { 'unit.cjs': allTests('unit') },
    options: { format: 'cjs', external: ['esbuild', 'typescript', 'vscode'] },
  },
  // The entry sets up mocha before it loads the tests, so they are a file of their own.
  vscode: {
    files: {
      'vscode.cjs': "export * from './test/vscode/index.ts';",
      'vscode-tests.cjs': allTests('vscode'),
    },
    options: { format: 'cjs', external: ['vscode', 'mocha'] },
  },
  // The web extension host can load one file that requires nothing but 'vscode'.
  web: {
    files: { 'web.cjs': "export * from './test/web/index.ts';" },
    options: { format: 'cjs', platform: 'browser', external: ['vscode'] },
  },
  // The host's files find their neighbours by their own place, so they are not bundled.
  page: {
    files: { 'page.mjs': allTests('page') },
    options: { format: 'esm', external: ['playwright-core'], plugins: [...plugins, hostStaysOutside()] },
  },
};

/** The names of the suites. */
export const suiteNames = Object.keys(SUITES);

/**
 * Bundles the tests of one suite.
 * @param {string} name
 * @returns {Promise<string>} the file to load
 */
export async function bundleSuite(name) {
  const { files, options } = SUITES[name] ?? fail(name);
  for (const [file, contents] of Object.entries(files)) {
    await build({
      bundle: true,
      platform: 'node',
      mainFields: ['module', 'main'], // as the product is bundled
      target: 'node20',
      sourcemap: 'inline',
      logLevel: 'silent', // a failure's error says it all
      plugins,
      outfile: path.join(out, file),
      stdin: { contents, resolveDir: root, sourcefile: `${name}-tests.js` },
      ...options,
    });
  }
  return path.join(out, Object.keys(files)[0] ?? '');
}

function fail(name) {
  throw new Error(`There is no suite "${name}"; there are ${suiteNames.join(', ')}.`);
}

// A module that imports every test file below a folder.
function allTests(folder) {
  const base = path.join('test', folder);
  if (!fs.existsSync(path.join(root, base))) return '';
  return fs
    .readdirSync(path.join(root, base), { recursive: true })
    .map((name) => path.join(base, String(name)).replaceAll(path.sep, '/'))
    .filter((name) => name.endsWith('.test.ts'))
    .sort()
    .map((name) => `import './${name}';`)
    .join('\n');
}

/** @returns {import('esbuild').Plugin} */
function hostStaysOutside() {
  const host = path.join(root, 'test', 'host');
  return {
    name: 'host stays outside',
    setup(build) {
      build.onResolve({ filter: /\/host\/[\w-]+\.mjs$/ }, ({ path: name, resolveDir }) => {
        const file = path.resolve(resolveDir, name);
        if (path.dirname(file) !== host) return undefined;
        return { path: path.relative(out, file).replaceAll(path.sep, '/'), external: true };
      });
    },
  };
}

if (process.argv[1] && import.meta.url === pathToFileURL(fs.realpathSync(process.argv[1])).href) {
  const names = process.argv.slice(2);
  for (const name of names.length > 0 ? names : suiteNames) await bundleSuite(name);
}
