// `npm run docs`: writes the README's generated parts and the schema of policy files anew.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { plugins } from '../../src/plugins.mjs';
import { root } from '../host/install.mjs';

const outfile = path.join(root, 'dist', 'test', 'docs.mjs');
await build({
  entryPoints: [path.join(root, 'test', 'unit', 'support', 'docs.ts')],
  bundle: true,
  platform: 'node',
  format: 'esm',
  mainFields: ['module', 'main'],
  banner: {
    js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
  },
  plugins,
  logLevel: 'silent',
  outfile,
});
const { catalogTable, formatTable, policySchema, withSection } = await import(pathToFileURL(outfile).href);
const file = path.join(root, 'README.md');
const readme = withSection(fs.readFileSync(file, 'utf8'), 'formats', formatTable());
fs.writeFileSync(file, withSection(readme, 'catalog', catalogTable()));
const schema = path.join(root, 'media', 'policy.schema.json');
fs.writeFileSync(schema, policySchema());
execFileSync(
  process.execPath,
  [path.join(root, 'node_modules', 'prettier', 'bin', 'prettier.cjs'), '--write', file, schema],
  {
    stdio: 'inherit',
  },
);
