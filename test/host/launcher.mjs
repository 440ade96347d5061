#!/usr/bin/env node
// Stands in for VS Code's own executable: takes the command line that @vscode/test-electron gives it, runs the real
// workbench (server and headless Chromium) with it, streams the extension host's console, and exits as VS Code would.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, parseArgs } from 'node:util';
import { developmentPayload, startBrowser, workbenchUrl } from './browser.mjs';
import { installHost, root } from './install.mjs';
import { runServerCommand, startServer } from './server.mjs';

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  strict: false, // VS Code has many flags; those that mean nothing here are ignored
  options: {
    extensionDevelopmentPath: { type: 'string', multiple: true, default: [] },
    extensionDevelopmentKind: { type: 'string', multiple: true, default: [] },
    extensionTestsPath: { type: 'string' },
    'user-data-dir': { type: 'string' },
    'extensions-dir': { type: 'string' },
    'folder-uri': { type: 'string' },
    'install-extension': { type: 'string', multiple: true, default: [] },
    'list-extensions': { type: 'boolean' },
    'disable-extensions': { type: 'boolean' },
    version: { type: 'boolean', short: 'v' },
    verbose: { type: 'boolean' },
  },
});

const TIME_LIMIT_MS = Number(process.env.VSCODE_TEST_TIMEOUT_MS ?? 15 * 60_000);
/** VS Code's page is large, and a busy machine is slow. */
const LOAD_LIMIT_MS = 90_000;

// What the workbench itself says at 'info' while it starts and stops.
const CHATTER = new RegExp(
  '^(' +
    [
      'Resolv(ing|ed) connection token',
      'Creating a socket',
      '\\[(reconnection-grace-time|AgentHost|AccountPolicyGate|ChatModelSelection|DefaultAccount)',
      '\\[Service Worker\\] registration',
      '(Ignoring fetching|Updating) additional builtin',
      'Creation of workbench contribution',
      'Timed out waiting for authentication provider',
      'Canceled: Canceled',
    ].join('|') +
    ')',
);

const inBrowser = flags.extensionDevelopmentKind.includes('web');
const profile = { userDataDir: flags['user-data-dir'], extensionsDir: flags['extensions-dir'] };

process.exit(await main());

async function main() {
  if (flags.version) {
    console.log(installHost().version);
    return 0;
  }
  const commands = flags['install-extension'].flatMap((id) => ['--install-extension', id]);
  if (flags['list-extensions']) commands.push('--list-extensions');
  return commands.length > 0 ? runServerCommand(commands, profile) : runWorkbench();
}

async function runWorkbench() {
  /** @type {(() => unknown)[]} */
  const cleanup = [];
  let finish = (_code) => {};
  const finished = new Promise((resolve) => {
    finish = resolve;
  });
  let ended = false;
  const fail = (reason) => {
    if (!ended) console.error(reason);
    finish(1);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => finish(130));
  const timer = setTimeout(
    () => fail(`The tests did not end within ${TIME_LIMIT_MS / 1000} s (VSCODE_TEST_TIMEOUT_MS).`),
    TIME_LIMIT_MS,
  );
  try {
    const suite = flags.extensionTestsPath && !inBrowser ? watchedSuite(flags.extensionTestsPath) : undefined;
    if (suite) cleanup.push(suite.dispose);
    const server = await startServer({
      ...profile,
      automation: true,
      settings: inBrowser ? { 'remote.extensionKind': browserKinds() } : {},
      env: suite?.env,
      onOutput: (text) => flags.verbose && process.stderr.write(text),
    });
    cleanup.push(server.stop);
    server.exited.then((code) => fail(`VS Code's server ended early (code ${code}).\n${server.output()}`));

    const browser = await startBrowser({ handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false });
    cleanup.push(() => browser.close());
    browser.on('disconnected', () => fail('Chromium ended early.'));
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.on('crash', () => fail('The workbench page crashed.'));
    // The workbench looks for these two functions.
    await page.exposeFunction('codeAutomationLog', print);
    await page.exposeFunction('codeAutomationExit', (code) => {
      if (code === 0 && suite && !suite.passed()) fail('The extension host ended before the suite did.');
      else finish(Number(code));
    });
    const payload = developmentPayload(
      server.url,
      flags.extensionDevelopmentPath,
      suite ? suite.shim : flags.extensionTestsPath,
    );
    if (flags['disable-extensions']) payload.push(['disableExtensions', 'true']);
    await page.goto(workbenchUrl(server.url, { ...opened(), payload }), { timeout: LOAD_LIMIT_MS });
    return await finished;
  } catch (error) {
    console.error(error);
    return 1;
  } finally {
    ended = true;
    clearTimeout(timer);
    for (const undo of cleanup.reverse()) await Promise.resolve(undo()).catch(() => {});
  }
}

// The web workbench reads extensionDevelopmentKind from its payload and then forgets it; this setting has the effect.
function browserKinds() {
  return Object.fromEntries(
    flags.extensionDevelopmentPath.map((folder) => {
      const { publisher, name } = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
      return [`${publisher}.${name}`, flags.extensionDevelopmentKind];
    }),
  );
}

// The suite goes through suite-shim.cjs, which tells how it ended.
function watchedSuite(suite) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'vsr-'));
  const result = path.join(folder, 'result');
  return {
    shim: path.join(root, 'test', 'host', 'suite-shim.cjs'),
    env: { VSCODE_TEST_SUITE: path.resolve(suite), VSCODE_TEST_RESULT: result },
    passed: () => fs.existsSync(result) && fs.readFileSync(result, 'utf8') === 'passed',
    dispose: () => fs.rmSync(folder, { recursive: true, force: true }),
  };
}

// The folder, workspace file or single file named on the command line.
function opened() {
  const first = flags['folder-uri'] ? fileURLToPath(flags['folder-uri']) : positionals[0];
  if (!first) return {};
  const target = path.resolve(first);
  if (target.endsWith('.code-workspace')) return { workspace: target };
  return fs.statSync(target).isDirectory() ? { folder: target, file: positionals[1] } : { file: target };
}

function print(type, args) {
  const text = format(...args);
  if (!flags.verbose && CHATTER.test(text)) return;
  const stream = type === 'error' || type === 'warn' ? process.stderr : process.stdout;
  stream.write(`${text.replace(/\n$/, '')}\n`);
}
