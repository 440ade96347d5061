// `npm run bench -- --only editor [--files N] [--share S]`: measures in a real VS Code what an audit of a made tree does
// to whoever types meanwhile.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { runTests } from '@vscode/test-electron';
import { build } from 'esbuild';
import { root } from '../host/install.mjs';

const out = path.join(root, 'dist', 'test');

/**
 * Runs the measurement.
 * @param {string[]} args of the command line
 * @returns {Promise<number>} the exit code
 */
export async function benchEditor(args) {
  const { values } = parseArgs({
    args,
    options: {
      only: { type: 'string' },
      files: { type: 'string', default: '20000' },
      share: { type: 'string', default: '0.02' },
    },
  });
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'kbe-'));
  const workspace = path.join(scratch, 'workspace');
  try {
    const trees = await bundle('trees.ts', 'bench-trees.mjs');
    const suite = await bundle('editor/index.ts', 'bench-editor.cjs');
    const { makeTree } = await import(pathToFileURL(trees).href);
    makeTree(workspace, Number(values.files), Number(values.share));
    return await runTests({
      vscodeExecutablePath: path.join(root, 'test', 'host', 'launcher.mjs'),
      extensionDevelopmentPath: root,
      extensionTestsPath: suite,
      launchArgs: [
        workspace,
        '--disable-extensions',
        `--user-data-dir=${path.join(scratch, 'data')}`,
        `--extensions-dir=${path.join(scratch, 'extensions')}`,
      ],
    });
  } finally {
    fs.rmSync(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

async function bundle(entry, file) {
  const outfile = path.join(out, file);
  await build({
    entryPoints: [path.join(root, 'test', 'bench', entry)],
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: file.endsWith('.mjs') ? 'esm' : 'cjs',
    external: ['vscode'],
    logLevel: 'silent',
    outfile,
  });
  return outfile;
}
