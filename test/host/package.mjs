// `npm run package [FILE]`: packages the extension, as it stands in dist, for the editor.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './install.mjs';
import { withoutPictures } from './pictures.mjs';

const VSCE = path.join(root, 'node_modules', '@vscode', 'vsce', 'vsce');
const README = 'README.md';
const MANIFEST = 'package.json';

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { name, version } = JSON.parse(fs.readFileSync(path.join(root, MANIFEST), 'utf8'));
  console.log(packageExtension(path.resolve(process.argv[2] ?? `${name}-${version}.vsix`)));
}

/**
 * Packages what .vscodeignore lets through.
 * @param {string} file to be written
 * @returns {string} what was packaged, in words
 * @throws Error with the words of vsce.
 */
export function packageExtension(file) {
  const stage = fs.mkdtempSync(path.join(os.tmpdir(), 'kbv-'));
  try {
    for (const name of vsce(root, 'ls', '--no-dependencies').trim().split(/\r?\n/)) {
      fs.mkdirSync(path.dirname(path.join(stage, name)), { recursive: true });
      fs.copyFileSync(path.join(root, name), path.join(stage, name));
    }
    const { scripts: _scripts, devDependencies: _tools, ...manifest } = read(stage, MANIFEST, JSON.parse);
    fs.writeFileSync(path.join(stage, MANIFEST), `${JSON.stringify(manifest, undefined, 2)}\n`);
    // vsce writes the whole address of each picture where the manifest names a repository.
    if (!manifest.repository)
      fs.writeFileSync(path.join(stage, README), read(stage, README, withoutPictures));
    return vsce(
      stage,
      'package',
      '--no-dependencies',
      '--allow-missing-repository',
      ...plain(manifest),
      '--out',
      file,
    );
  } finally {
    fs.rmSync(stage, { recursive: true, force: true });
  }
}

function plain({ repository }) {
  return repository ? [] : ['--no-rewrite-relative-links'];
}

function read(folder, name, parse) {
  return parse(fs.readFileSync(path.join(folder, name), 'utf8'));
}

function vsce(cwd, ...args) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [VSCE, ...args], { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`vsce ${args[0]} failed:\n${stdout}${stderr}`);
  return stdout;
}
