// `npm start`: builds, prints the audit of a folder, and opens VS Code on it with the extension loaded.
//
//   npm start [-- FOLDER] [--once] [--server] [--port N]
//
// The window is that of your own `code` where there is one, else the packaged VS Code shows in your browser, which
// `--server` asks for outright. Without FOLDER a copy of the sample workspace is opened. `--once` only prints the audit.
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { workbenchUrl } from '../host/browser.mjs';
import { root } from '../host/install.mjs';
import { npm } from '../host/npm.mjs';
import { startServer } from '../host/server.mjs';

const SAMPLE = path.join(root, 'test', 'workspace');
const RECONNECT_SECONDS = 3 * 3600; // a sleeping laptop's page comes back
const windows = process.platform === 'win32';

class UsageError extends Error {}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}

async function main() {
  const { folder, once, server, port } = readArguments();
  npm(['run', '--silent', 'build'], root);
  audit(folder);
  if (once) return;
  const copy = folder === SAMPLE ? copyOfSample() : undefined;
  try {
    if (!server && (await openDesktop(copy ?? folder))) return;
    await openServer(copy ?? folder, port);
  } finally {
    if (copy) fs.rmSync(path.dirname(copy), { recursive: true, force: true });
  }
}

function readArguments() {
  let parsed;
  try {
    parsed = parseArgs({
      allowPositionals: true,
      options: {
        once: { type: 'boolean', default: false },
        server: { type: 'boolean', default: false },
        port: { type: 'string' },
      },
    });
  } catch (error) {
    throw new UsageError(error.message);
  }
  const { values, positionals } = parsed;
  if (positionals.length > 1) throw new UsageError('Name one folder.');
  // npm runs scripts in the root; the folder is meant as seen from where the user is.
  const folder = path.resolve(process.env.INIT_CWD ?? '', positionals[0] ?? SAMPLE);
  if (!fs.statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new UsageError(`There is no folder ${folder}.`);
  }
  const port = Number(values.port ?? 0);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new UsageError(`--port takes a number up to 65535, not "${values.port}".`);
  }
  return { folder, once: values.once, server: values.server || values.port !== undefined, port };
}

function audit(folder) {
  const cli = path.join(root, 'dist', 'cli.js');
  const { status } = spawnSync(process.execPath, [cli, folder, '--fail-on', 'never'], { stdio: 'inherit' });
  if (status !== 0) throw new Error(`The audit failed (exit code ${status}).`);
}

// Quick fixes are to be tried, and the sample is part of the tests.
function copyOfSample() {
  const folder = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'kaspersky-ban-audit-')), 'sample');
  fs.cpSync(SAMPLE, folder, { recursive: true });
  return folder;
}

/**
 * Opens the folder in the user's own VS Code and waits until its window is closed or Ctrl+C is pressed.
 * @returns {Promise<boolean>} false where there is none, or it cannot be started
 */
function openDesktop(folder) {
  const display = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  if (process.env.CI || !display) return Promise.resolve(false);
  // On Windows `code` is a .cmd file, which starts only through a shell.
  const args = [`--extensionDevelopmentPath=${root}`, '--new-window', '--wait', folder];
  const child = spawn('code', windows ? args.map((text) => `"${text}"`) : args, {
    stdio: ['ignore', 'inherit', 'ignore'],
    shell: windows,
  });
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
      process.once(signal, () => {
        child.kill();
        resolve(true);
      });
    }
    child.once('spawn', () => {
      if (!windows) console.log(`\nVS Code opens ${folder} with the extension. Ctrl+C ends the wait for it.`);
    });
    child.once('error', () => resolve(false));
    child.once('exit', (code) => resolve(code === 0));
  });
}

async function openServer(folder, port) {
  const profile = path.join(root, '.vscode-test', 'start'); // stays, with the user's settings
  const extensionsDir = path.join(profile, 'extensions');
  linkExtension(extensionsDir);
  const server = await startServer({
    userDataDir: path.join(profile, 'data'),
    extensionsDir,
    port,
    reconnectSeconds: RECONNECT_SECONDS,
  });
  let asked = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      asked = true;
      void server.stop();
    });
  }
  console.log(`\nVS Code ${server.version} with the extension, for your browser:\n`);
  console.log(`  ${workbenchUrl(server.url, { folder })}\n`);
  console.log('Reload the page after a build. Ctrl+C ends it.');
  await server.exited;
  if (!asked) throw new Error(`VS Code's server ended early:\n${server.output()}`);
}

// VS Code lists what it finds in a new folder, so a link to the checkout is an installed extension.
function linkExtension(extensionsDir) {
  const { publisher, name, version } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
  fs.rmSync(extensionsDir, { recursive: true, force: true });
  fs.mkdirSync(extensionsDir, { recursive: true });
  fs.symlinkSync(root, path.join(extensionsDir, `${publisher}.${name}-${version}`), 'junction');
}
