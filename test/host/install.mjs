// Puts the real VS Code (the server and web workbench inside the npm package code-server) and a Node.js new enough
// to run it under .vscode-test/host, from the npm registry alone. See README.md.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { npm } from './npm.mjs';

/** The repository's root folder. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Where the host is installed. */
export const hostFolder = path.resolve(root, process.env.VSCODE_TEST_HOST_DIR ?? '.vscode-test/host');

const source = path.join(root, 'test', 'host', 'vscode');

/**
 * @typedef {object} Host
 * @property {string} node the Node.js that runs the server
 * @property {string} server the server's main script
 * @property {string} version VS Code's version
 */

/**
 * Installs the host where it is missing or older than its lock file; otherwise returns at once.
 * @returns {Host}
 */
export function installHost() {
  const stamp = path.join(hostFolder, '.installed');
  const wanted = fingerprint();
  if (!fs.existsSync(stamp) || fs.readFileSync(stamp, 'utf8') !== wanted) {
    const began = Date.now();
    console.error(`Installing VS Code into ${path.relative('', hostFolder)} (once) ...`);
    fs.rmSync(stamp, { force: true });
    fs.cpSync(source, hostFolder, { recursive: true });
    npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], hostFolder);
    linkDependencies();
    fs.writeFileSync(stamp, wanted);
    console.error(`Installed in ${((Date.now() - began) / 1000).toFixed(1)} s.`);
  }
  const vscode = path.join(hostFolder, 'node_modules', 'code-server', 'lib', 'vscode');
  return {
    node: findNode(),
    server: path.join(vscode, 'out', 'server-main.js'),
    version: JSON.parse(fs.readFileSync(path.join(vscode, 'package.json'), 'utf8')).version,
  };
}

// The server's dependencies are installed beside code-server. Node.js finds them there by walking up; the web page
// asks for them under lib/vscode/node_modules, so that name has to lead to the same folder.
function linkDependencies() {
  const modules = path.join(hostFolder, 'node_modules');
  const link = path.join(modules, 'code-server', 'lib', 'vscode', 'node_modules');
  fs.rmSync(link, { recursive: true, force: true });
  const windows = process.platform === 'win32';
  fs.symlinkSync(windows ? modules : '../../..', link, windows ? 'junction' : 'dir');
}

function fingerprint() {
  const hash = createHash('sha256').update(`${process.platform}-${process.arch}`);
  for (const name of fs.readdirSync(source, { recursive: true }).map(String).sort()) {
    const file = path.join(source, name);
    if (fs.statSync(file).isFile()) hash.update(`\0${name}\0`).update(fs.readFileSync(file));
  }
  return hash.digest('hex');
}

// The server calls module.registerHooks, which Node.js has since 22.15: the one installed with it is taken where
// there is one for this platform, else the running one.
function findNode() {
  const own = path.join(
    hostFolder,
    'node_modules',
    `node-${process.platform}-${process.arch}`,
    'bin',
    'node',
  );
  if (fs.existsSync(own)) return own;
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 15)) return process.execPath;
  throw new Error(
    `VS Code's server needs Node.js 22.15 or later on this platform; this is ${process.version}.`,
  );
}
