// Opens the workbench of a running server in a headless Chromium.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { findChromium } from './chromium.mjs';

const BROWSER_ARGUMENTS = [
  '--no-sandbox', // needed as root and in containers; the browser only ever opens our own server
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
];

/**
 * Starts the headless Chromium.
 * @param {import('playwright-core').LaunchOptions} [options]
 * @returns {Promise<import('playwright-core').Browser>}
 */
export function startBrowser(options = {}) {
  return chromium.launch({ ...findChromium(), args: BROWSER_ARGUMENTS, ...options });
}

/**
 * The address of a workbench.
 * @param {string} base the server's address
 * @param {{ folder?: string, workspace?: string, file?: string | undefined, payload?: [string, string][] }} [what]
 * @returns {string}
 */
export function workbenchUrl(base, { folder, workspace, file, payload = [] } = {}) {
  const url = new URL(base);
  if (workspace) url.searchParams.set('workspace', path.resolve(workspace));
  else if (folder) url.searchParams.set('folder', path.resolve(folder));
  else url.searchParams.set('ew', 'true');
  const all = [['skipWelcome', 'true'], ...payload, ...(file ? [['openFile', remoteUri(base, file)]] : [])];
  url.searchParams.set('payload', JSON.stringify(all));
  return url.href;
}

/**
 * What a page's payload says about extensions under development and their tests.
 * @param {string} base the server's address
 * @param {string[]} extensions
 * @param {string | undefined} tests
 * @returns {[string, string][]}
 */
export function developmentPayload(base, extensions, tests) {
  return [
    ...extensions.map((folder) => ['extensionDevelopmentPath', remoteUri(base, folder)]),
    ...(tests ? [['extensionTestsPath', remoteUri(base, tests)]] : []),
  ];
}

// The authority is the server's own host and port: with any other, VS Code finds the file but not the extension that
// it belongs to.
function remoteUri(base, file) {
  const absolute = file.startsWith('file:') ? fileURLToPath(file) : path.resolve(file);
  return `vscode-remote://${new URL(base).host}${encodeURI(absolute.split(path.sep).join('/'))}`;
}
