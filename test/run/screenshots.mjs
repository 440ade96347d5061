// `npm run screenshots`: takes the README's pictures from the packaged extension in a real VS Code, on a copy of
// test/workspace.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startBrowser, workbenchUrl } from '../host/browser.mjs';
import { root } from '../host/install.mjs';
import { runServerCommand, startServer } from '../host/server.mjs';
import { Workbench } from '../host/workbench.mjs';

const SIZE = { width: 1200, height: 720 };
const AUDIT_LIMIT_MS = 60_000;
const SETTINGS = {
  'breadcrumbs.enabled': false,
  'editor.minimap.enabled': false,
  'window.commandCenter': false,
  'workbench.colorTheme': 'Default Dark Modern',
  'workbench.layoutControl.enabled': false,
};

const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'kbs-'));
const folder = path.join(scratch, 'infrastructure');
const extensionsDir = path.join(scratch, 'extensions');
let server;
let browser;
try {
  fs.cpSync(path.join(root, 'test', 'workspace'), folder, { recursive: true });
  await install();
  server = await startServer({ extensionsDir, settings: SETTINGS });
  browser = await startBrowser();
  const window = await browser.newContext({ viewport: SIZE });
  const workbench = await new Workbench(await window.newPage()).open(workbenchUrl(server.url, { folder }));
  await takeAll(workbench);
} finally {
  await browser?.close();
  await server?.stop();
  fs.rmSync(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}

async function install() {
  const file = path.join(scratch, 'extension.vsix');
  const vsce = path.join(root, 'node_modules', '@vscode', 'vsce', 'vsce');
  const args = ['package', '--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links'];
  const made = spawnSync(process.execPath, [vsce, ...args, '--out', file], { cwd: root, encoding: 'utf8' });
  if (made.status !== 0) throw new Error(made.stdout + made.stderr);
  const status = await runServerCommand(['--install-extension', file], { extensionsDir, quiet: true });
  if (status !== 0) throw new Error('The package cannot be installed.');
}

/** @param {Workbench} workbench */
async function takeAll(workbench) {
  const { page } = workbench;
  await workbench.openFile('Dockerfile');
  await workbench.squiggles('error').first().waitFor();
  const hover = await workbench.hover('kaspersky/kesl:12.1.0');
  await hover.getByText('Binds any US person').waitFor();
  await take(page, 'hover');
  await page.keyboard.press('Escape');

  await workbench.goTo('Dockerfile', lineOf('Dockerfile', 'kaspersky/kesl:12.1.0'), 8);
  await workbench.quickFixes();
  await take(page, 'quick-fixes');
  await page.keyboard.press('Escape');

  await page.getByRole('tab', { name: 'Kaspersky Ban' }).click();
  await workbench.command('Kaspersky Ban: Group Findings by Verdict');
  await workbench.command('Kaspersky Ban: Audit Workspace');
  await workbench.statusBarItem(/Audited \d+ files/).waitFor({ timeout: AUDIT_LIMIT_MS });
  await page.locator('.part.sidebar .monaco-list-row', { hasText: 'Prohibited' }).waitFor();
  await take(page, 'findings');

  await workbench.command('Kaspersky Ban: Open Report');
  await workbench.webview().getByRole('button', { name: 'Docker Compose' }).waitFor();
  await page.keyboard.press('Control+KeyB');
  await page.locator('.part.sidebar').waitFor({ state: 'hidden' });
  await take(page, 'report');
}

async function take(page, name) {
  await page.screenshot({ path: path.join(root, 'media', `${name}.png`) });
}

function lineOf(file, text) {
  return fs.readFileSync(path.join(folder, file), 'utf8').split(text)[0]?.split('\n').length ?? 1;
}
