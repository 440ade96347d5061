import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { plugins } from '../../src/plugins.mjs';

const PURE = ['core', 'formats', 'catalog', 'report'];

/** What each layer may import from, itself included. */
const INWARD: Record<string, readonly string[]> = {
  core: ['core'],
  formats: ['core', 'formats'],
  catalog: ['core', 'catalog'],
  report: ['core', 'report'],
  vscode: ['core', 'formats', 'catalog', 'report', 'vscode'],
  cli: ['core', 'formats', 'catalog', 'report', 'cli'],
};

function sources(layer: string): string[] {
  return fs
    .readdirSync(path.join('src', layer), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
    .map((name) => path.join('src', layer, name));
}

function imports(file: string): string[] {
  const text = fs.readFileSync(file, 'utf8');
  return [...text.matchAll(/^(?:import|export)\b[^'"]*?from\s+'([^']+)'/gm)].map(([, name = '']) => name);
}

async function bundle(entry: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    platform: 'neutral',
    format: 'cjs',
    mainFields: ['module', 'main'],
    plugins,
    external: ['vscode'],
    logLevel: 'silent',
  });
  return outputFiles[0]?.text ?? '';
}

suite('boundaries', () => {
  test('imports point inward', () => {
    for (const [layer, allowed] of Object.entries(INWARD)) {
      for (const file of sources(layer)) {
        for (const name of imports(file).filter((each) => each.startsWith('.'))) {
          const target = path.relative('src', path.join(path.dirname(file), name)).split(path.sep)[0] ?? '';
          if (target === '..') continue;
          assert.ok(allowed.includes(target), `${file} imports ${name}`);
        }
      }
    }
  });

  test('no pure file imports Node or vscode', () => {
    for (const file of PURE.flatMap(sources)) {
      for (const name of imports(file)) assert.doesNotMatch(name, /^(?:node:|vscode$|fs$|path$)/, file);
    }
  });

  test('no file is longer than 300 lines', () => {
    const files = [...Object.keys(INWARD).flatMap(sources)];
    const long = files.filter((file) => fs.readFileSync(file, 'utf8').split('\n').length > 301);
    assert.deepEqual(long, []);
  });

  test('the engine bundles for a neutral platform with no externals', async () => {
    const text = await bundle('src/core/engine.ts');
    assert.doesNotMatch(text, /\brequire\("/);
  });

  test('the extension needs nothing but vscode and has no network or process API', async () => {
    const text = await bundle('src/vscode/web.ts');
    const required = [...text.matchAll(/\brequire\("([^"]+)"\)/g)].map(([, name]) => name);
    assert.deepEqual([...new Set(required)], ['vscode']);
    assert.doesNotMatch(text, /\b(?:fetch|XMLHttpRequest|WebSocket|EventSource|eval|importScripts)\s*\(/);
    assert.doesNotMatch(text, /\bchild_process\b|\bnew Function\b/);
  });
});
