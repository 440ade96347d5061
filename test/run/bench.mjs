// `npm run bench`: bundles the benchmark and runs it. What is measured in the editor has a run of its own.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { build } from 'esbuild';
import { plugins } from '../../src/plugins.mjs';
import { root } from '../host/install.mjs';
import { benchEditor } from './bench-editor.mjs';

const args = process.argv.slice(2);
if (args.join(' ').includes('--only editor')) process.exit(await benchEditor(args));

const outdir = path.join(root, 'dist', 'test');
await build({
  entryPoints: {
    bench: path.join(root, 'test', 'bench', 'main.ts'),
    prefilter: path.join(root, 'test', 'bench', 'prefilter.ts'),
    helper: path.join(root, 'test', 'bench', 'helper.ts'),
  },
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  mainFields: ['module', 'main'],
  minify: true, // as the product is
  plugins,
  logLevel: 'silent',
  outdir,
});
const { status } = spawnSync(process.execPath, [path.join(outdir, 'bench.js'), ...args], {
  cwd: root,
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
