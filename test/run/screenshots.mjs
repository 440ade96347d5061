// `npm run screenshots`: takes the README's pictures from the packaged extension in a real VS Code, on a copy of
// test/workspace.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startBrowser, workbenchUrl } from '../host/browser.mjs';
import { root } from '../host/install.mjs';
import { packageExtension } from '../host/package.mjs';
import { runServerCommand, startServer } from '../host/server.mjs';
import { Workbench } from '../host/workbench.mjs';

const SIZE = { width: 1040, height: 700 };
/** For the side bar beside an editor. */
const WIDE = { width: 1280, height: 640 };
const AUDIT_LIMIT_MS = 60_000;
const SETTINGS = {
  'breadcrumbs.enabled': false,
  'diffEditor.wordWrap': 'off',
  'editor.minimap.enabled': false,
  'editor.occurrencesHighlight': 'off',
  'editor.selectionHighlight': false,
  'editor.wordWrap': 'on',
  'npm.autoDetect': 'off', // it opens package.json, whose findings would be counted
  'window.autoDetectColorScheme': true,
  'window.commandCenter': false,
  'workbench.activityBar.location': 'default',
  'workbench.layoutControl.enabled': false,
  'workbench.preferredDarkColorTheme': 'Default Dark Modern',
  'workbench.preferredLightColorTheme': 'Default Light Modern',
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
  const open = async (colorScheme) => {
    const window = await browser.newContext({ viewport: SIZE, colorScheme });
    return new Workbench(await window.newPage()).open(workbenchUrl(server.url, { folder }));
  };
  const dark = await open('dark');
  await takeEditor(dark);
  await takeFindings(dark);
  await takeReport(dark, 'report-dark');
  await takeRetirement(dark);
  await dark.page.context().close();
  await takeReport(await open('light'), 'report-light');
} finally {
  await browser?.close();
  await server?.stop();
  fs.rmSync(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}

async function install() {
  const file = path.join(scratch, 'extension.vsix');
  packageExtension(file);
  const status = await runServerCommand(['--install-extension', file], { extensionsDir, quiet: true });
  if (status !== 0) throw new Error('The package cannot be installed.');
}

/** @param {Workbench} workbench */
async function takeEditor(workbench) {
  const { page } = workbench;
  await workbench.openFile('Dockerfile');
  await hideSideBar(page);
  await workbench.squiggles('error').first().waitFor();
  await workbench.goTo('Dockerfile', lineOf('Dockerfile', 'kaspersky/kesl:12.1.0'), 20);
  await workbench.quickFixes();
  await take(page, 'quick-fixes', 380);
  await page.keyboard.press('Escape');

  const hover = await workbench.hover('kaspersky/kesl:12.1.0');
  await hover.getByText('Binds any US person').waitFor();
  await take(page, 'hover', 420);
  await page.keyboard.press('Escape');
}

/** @param {Workbench} workbench */
async function takeFindings(workbench) {
  const { page } = workbench;
  await page.setViewportSize(WIDE);
  await workbench.openFile('docker-compose.yml');
  await workbench.squiggles('error').first().waitFor();
  await page.getByRole('tab', { name: 'Kaspersky Ban' }).click();
  await workbench.command('Kaspersky Ban: Group Findings by Verdict');
  await workbench.command('Kaspersky Ban: Audit Workspace');
  await workbench.statusBarItem(/Audited \d+ files/).waitFor({ timeout: AUDIT_LIMIT_MS });
  const rows = page.locator('.part.sidebar .monaco-list-row');
  await rows.filter({ hasText: 'Prohibited' }).waitFor();
  const file = rows.filter({ hasText: 'docker-compose.yml' }).first();
  // A tree that is drawn anew meanwhile may lose a click.
  for (let tries = 0; tries < 5 && (await file.getAttribute('aria-expanded')) !== 'true'; tries++) {
    await file.click();
    await page.waitForTimeout(500);
  }
  await rows
    .filter({ hasText: /\d+:\d+ · / })
    .first()
    .click();
  await page.locator('.editor-instance .selected-text').first().waitFor();
  await workbench.statusBarItem('Activating Extensions').waitFor({ state: 'hidden' });
  await take(page, 'findings');
  await page.setViewportSize(SIZE);
}

/** @param {Workbench} workbench */
async function takeReport(workbench, name) {
  const { page } = workbench;
  await workbench.openFile('README.txt');
  await workbench.command('Kaspersky Ban: Open Report');
  const report = workbench.webview();
  await report.getByRole('button', { name: 'Docker Compose' }).waitFor({ timeout: AUDIT_LIMIT_MS });
  await hideSideBar(page);
  await take(page, name);
}

/** @param {Workbench} workbench */
async function takeRetirement(workbench) {
  const { page } = workbench;
  await workbench.command('View: Close All Editors');
  await workbench.command('Kaspersky Ban: Retire Products Across the Workspace');
  const products = workbench.quickInput.locator('.monaco-list-row');
  for (const title of ['Kaspersky Security Center Network Agent', 'Kaspersky container image'])
    await products.filter({ hasText: title }).first().click({ timeout: AUDIT_LIMIT_MS });
  await workbench.quickInput.getByRole('button', { name: 'OK' }).click();
  const rows = page.locator('.bulk-edit-panel .monaco-list-row');
  await rows
    .filter({ hasText: /kaspersky\/kesl:12\.1\.0.*clamav\/clamav/ })
    .first()
    .dblclick({ timeout: AUDIT_LIMIT_MS });
  await page.locator('.monaco-diff-editor').first().waitFor();
  await take(page, 'retire');
}

async function hideSideBar(page) {
  const sideBar = page.locator('.part.sidebar');
  if (await sideBar.isVisible()) await page.keyboard.press('Control+KeyB');
  await sideBar.waitFor({ state: 'hidden' });
}

async function take(page, name, height = page.viewportSize().height) {
  const { width } = page.viewportSize();
  // What was clicked last is not to be shown as pointed at.
  if (name !== 'hover') await page.mouse.move(width - 5, height - 5);
  const clip = { x: 0, y: 0, width, height };
  await page.screenshot({ path: path.join(root, 'media', `${name}.png`), clip });
}

function lineOf(file, text) {
  return fs.readFileSync(path.join(folder, file), 'utf8').split(text)[0]?.split('\n').length ?? 1;
}
