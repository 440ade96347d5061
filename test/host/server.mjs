// Starts the installed VS Code's server, and runs its one-shot commands.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { installHost, root } from './install.mjs';

const START_LIMIT_MS = 60_000;

// Defaults of the machine: no AI features, look-ups outside, tours or prompts. A user's or workspace's own settings
// still win over these.
const MACHINE_SETTINGS = {
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'files.autoSave': 'off', // the desktop's default; the web's is afterDelay
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

const RESTRICTED_SETTINGS = {
  'security.workspace.trust.enabled': true,
  'security.workspace.trust.startupPrompt': 'never',
};

/**
 * @typedef {object} ServerOptions
 * @property {string} [userDataDir] a new one unless given
 * @property {string} [extensionsDir] an empty one unless given
 * @property {Record<string, unknown>} [settings] settings of the machine
 * @property {NodeJS.ProcessEnv} [env] added to the environment, which extension hosts inherit
 * @property {boolean} [automation] obey the page's development and test payload, as the launcher needs. VS Code then
 *   shows no notification and behaves otherwise than for a user, so leave it off elsewhere
 * @property {boolean} [restricted] leave what is opened untrusted, as Restricted Mode does
 * @property {string[]} [args] more arguments for the server
 * @property {number} [port] a free one unless given
 * @property {number} [reconnectSeconds] how long a closed page's extension host waits for the page to come back
 * @property {(text: string) => void} [onOutput] receives what the server prints
 */

/**
 * @typedef {object} Server
 * @property {string} url the address, with the secret that opens it
 * @property {string} version VS Code's version
 * @property {Promise<number | null>} exited resolves when the server has ended
 * @property {() => string} output the end of what it printed
 * @property {() => Promise<void>} stop ends it and all that it started
 */

/**
 * Starts the server on the loopback interface.
 * @param {ServerOptions} [options]
 * @returns {Promise<Server>} once it listens
 */
export async function startServer(options = {}) {
  const host = installHost();
  const folders = profileFolders(options);
  const settings = { ...(options.restricted ? RESTRICTED_SETTINGS : {}), ...options.settings };
  writeSettings(path.join(folders.userDataDir, 'Machine', 'settings.json'), settings);

  // Whoever reaches the server can run commands as this user: a secret guards it.
  const token = randomBytes(16).toString('hex');
  const tokenFile = path.join(folders.scratch, 'token');
  fs.writeFileSync(tokenFile, token, { mode: 0o600 });

  const args = [
    ...serverArguments(host, folders),
    ...['--host', '127.0.0.1', '--port', String(options.port ?? 0), '--connection-token-file', tokenFile],
    ...(options.restricted ? [] : ['--disable-workspace-trust']),
    '--disable-update-check',
    ...['--reconnection-grace-time', String(options.reconnectSeconds ?? 10)],
    ...(options.automation ? ['--enable-smoke-test-driver'] : []),
    ...(options.args ?? []),
  ];
  const guard = path.join(root, 'test', 'host', 'guard.mjs');
  const child = spawn(process.execPath, [guard, folders.scratch, host.node, ...args], {
    env: serverEnvironment(folders.scratch, options.env),
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  /** @type {Promise<number | null>} */
  const exited = new Promise((resolve) => child.once('exit', resolve));
  const { port, output } = await listening(child, exited, options.onOutput);
  return {
    url: `http://127.0.0.1:${port}/?tkn=${token}`,
    version: host.version,
    exited,
    output,
    async stop() {
      child.stdin.end();
      await exited;
    },
  };
}

/**
 * Runs one of the server's one-shot commands, such as `--install-extension FILE`.
 * @param {string[]} args
 * @param {{ userDataDir?: string | undefined, extensionsDir?: string | undefined, quiet?: boolean }} [options]
 * @returns {Promise<number>} its exit code
 */
export function runServerCommand(args, options = {}) {
  const host = installHost();
  const folders = profileFolders(options);
  const child = spawn(host.node, [...serverArguments(host, folders), ...args], {
    env: serverEnvironment(folders.scratch),
    stdio: options.quiet ? ['ignore', 'ignore', 'inherit'] : 'inherit',
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => {
      fs.rmSync(folders.scratch, { recursive: true, force: true });
      resolve(code ?? 1);
    });
  });
}

// Waits for the line that names the port.
function listening(child, exited, onOutput) {
  let text = '';
  const output = () => text;
  return new Promise((resolve, reject) => {
    const fail = (reason) => {
      clearTimeout(timer);
      reject(new Error(`VS Code's server ${reason}:\n${text}`));
    };
    const timer = setTimeout(() => {
      fail('did not start');
      child.stdin.end();
    }, START_LIMIT_MS);
    const take = (chunk) => {
      text = (text + String(chunk)).slice(-20_000);
      onOutput?.(String(chunk));
      const bound = /Extension host agent listening on (\d+)/.exec(text);
      if (!bound) return;
      clearTimeout(timer);
      resolve({ port: Number(bound[1]), output });
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    exited.then(() => fail('ended'));
  });
}

// The scratch folder's path is short because sockets live in it, whose paths may have about 100 characters.
function profileFolders({ userDataDir, extensionsDir }) {
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'vsc-'));
  return {
    scratch,
    userDataDir: path.resolve(userDataDir ?? path.join(scratch, 'data')),
    extensionsDir: path.resolve(extensionsDir ?? path.join(scratch, 'extensions')),
  };
}

function serverArguments(host, { scratch, userDataDir, extensionsDir }) {
  return [
    ...[host.server, '--accept-server-license-terms', '--disable-telemetry'],
    ...['--server-data-dir', path.join(scratch, 'server')],
    ...['--user-data-dir', userDataDir, '--extensions-dir', extensionsDir],
  ];
}

function serverEnvironment(scratch, extra) {
  const env = { ...process.env, ...extra };
  // In a terminal of VS Code these belong to that window.
  for (const name of Object.keys(env)) if (/^(VSCODE_(?!TEST)|ELECTRON_)/.test(name)) delete env[name];
  env.EXTENSIONS_GALLERY = 'null'; // no marketplace, so not one look-up outside
  env.XDG_RUNTIME_DIR = scratch; // for its sockets, which it leaves behind
  return env;
}

// What the profile says already stays, unless the caller asks for something else.
function writeSettings(file, asked) {
  const current = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : {};
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, JSON.stringify({ ...MACHINE_SETTINGS, ...current, ...asked }, null, 2));
}
