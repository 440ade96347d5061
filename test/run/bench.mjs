// `npm run bench`: bundles the benchmark and runs it.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { build } from 'esbuild';
import { plugins } from '../../src/plugins.mjs';
import { root } from '../host/install.mjs';

const outfile = path.join(root, 'dist', 'test', 'bench.cjs');
await build({
  entryPoints: [path.join(root, 'test', 'bench', 'main.ts')],
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  mainFields: ['module', 'main'],
  minify: true, // as the product is
  plugins,
  logLevel: 'silent',
  outfile,
});
const { status } = spawnSync(process.execPath, [outfile, ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
