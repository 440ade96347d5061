import { context } from 'esbuild';
import { plugins } from './src/plugins.mjs';

const watch = process.argv.includes('--watch');

/** @type {import('esbuild').BuildOptions} */
const shared = {
  bundle: true,
  format: 'cjs',
  target: 'es2022',
  minify: !watch,
  keepNames: false,
  sourcemap: watch ? 'inline' : false,
  legalComments: 'none',
  logLevel: 'info',
  mainFields: ['module', 'main'],
  plugins,
};

// All of the extension, which is one file for the desktop and the browser: the neutral platform keeps Node out of it.
const extension = {
  ...shared,
  entryPoints: ['src/vscode/web.ts'],
  outfile: 'dist/main.js',
  platform: 'neutral',
  external: ['vscode'],
};

// What the desktop starts with: it requires the other file when that is first needed.
const entry = {
  ...extension,
  entryPoints: ['src/vscode/extension.ts'],
  outfile: 'dist/extension.js',
  external: ['vscode', './main.js'],
  supported: { 'dynamic-import': false },
};

const cli = {
  ...shared,
  entryPoints: ['src/cli/main.ts'],
  outfile: 'dist/cli.js',
  platform: 'node',
  target: 'node20',
  banner: { js: '#!/usr/bin/env node' },
};

// What an audit loads when the first file has a keyword, as free of Node as the extension.
const engine = {
  ...cli,
  entryPoints: ['src/cli/engine.ts'],
  outfile: 'dist/engine.js',
  platform: 'neutral',
  banner: {},
};

// A thread that helps an audit, which has little to load.
const helper = { ...cli, entryPoints: ['src/cli/helper.ts'], outfile: 'dist/helper.js', banner: {} };

for (const options of [extension, entry, cli, engine, helper]) {
  const build = await context(options);
  if (watch) await build.watch();
  else {
    await build.rebuild();
    await build.dispose();
  }
}
