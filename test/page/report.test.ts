import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { FrameLocator } from 'playwright-core';
import type { Workbench } from '../host/workbench.mjs';
import { START_LIMIT_MS, STEP_LIMIT_MS, eventually, startEditor, type Editor } from './support';

const AXE = fs.readFileSync(path.resolve('node_modules', 'axe-core', 'axe.min.js'), 'utf8');

const CLICK_LIMIT_MS = 1000;

/** Themes that VS Code brings, and what it tells a page of each. */
const THEMES = [
  ['Default Light Modern', 'vscode-light'],
  ['Default Dark Modern', 'vscode-dark'],
  ['Default High Contrast', 'vscode-high-contrast'],
  ['Default High Contrast Light', 'vscode-high-contrast-light'],
] as const;

/** What can be asked of a page, whether it is the window or within it. */
interface Evaluates {
  evaluate(script: string): Promise<unknown>;
}

suite('the report view', function () {
  this.timeout(STEP_LIMIT_MS);

  let editor: Editor;
  let workbench: Workbench;
  let workspace: string;
  let exported: string;

  suiteSetup(async function () {
    this.timeout(START_LIMIT_MS);
    editor = await startEditor();
    workspace = editor.copyWorkspace();
    exported = path.join(workspace, 'kaspersky-ban-audit.html');
    workbench = await editor.open(workspace);
  });

  suiteTeardown(async () => {
    await editor.stop();
  });

  teardown(async function () {
    if (this.currentTest?.isFailed()) await editor.screenshot(workbench, `failed ${this.currentTest.title}`);
  });

  test('it audits and shows totals, charts and the table', async () => {
    await workbench.page.getByRole('tab', { name: 'Kaspersky Ban' }).waitFor();
    await workbench.openFile('README.txt');
    await workbench.command('Kaspersky Ban: Open Report');
    await page().getByRole('heading', { name: 'Kaspersky Ban Audit' }).waitFor({ timeout: STEP_LIMIT_MS });
    await page().getByRole('button', { name: 'Docker Compose' }).waitFor();
    await editor.screenshot(workbench, '40-report');
    assert.match(await page().locator('header').innerText(), /As of \d{4}-\d\d-\d\d: \d+ prohibited/);
  });

  test('a place leads into the file', async () => {
    const place = page()
      .getByRole('button', { name: /^infra\/main\.tf:/ })
      .first();
    await workbench.insist(() => place.click({ timeout: CLICK_LIMIT_MS }), workbench.editor('main.tf'));
    await workbench.command('View: Close Editor');
    await page().getByRole('heading', { name: 'Kaspersky Ban Audit' }).waitFor();
  });

  test('the table sorts and filters by keyboard and says how many it shows', async () => {
    const head = page().getByRole('columnheader', { name: 'Product' });
    for (const [direction, sign] of [
      ['ascending', 1],
      ['descending', -1],
    ] as const) {
      // A window that is just being drawn may take the focus back.
      const sorted = page().locator(`th[aria-sort="${direction}"]`);
      await workbench.insist(async () => {
        if (!(await sorted.isVisible())) await head.getByRole('button').press('Enter');
      }, sorted);
      const products = await page().locator('.findings tbody tr td:nth-child(3)').allInnerTexts();
      const expected = [...products].sort((a, b) => sign * a.localeCompare(b, 'en', { numeric: true }));
      assert.ok(products.length > 10);
      assert.deepEqual(products, expected, direction);
    }
    await page().getByLabel('Filter').fill('main.tf');
    const shown = page().locator('.findings tbody tr:visible');
    await eventually(async () => (await shown.count()) < 6, 'the filtered table');
    assert.match(await page().locator('output').innerText(), new RegExp(`^${await shown.count()} of \\d+$`));
    await page().getByRole('button', { name: 'Show all' }).click();
    await eventually(async () => (await shown.count()) > 10, 'the whole table');
  });

  for (const [theme, kind] of THEMES) {
    test(`the page is accessible in the theme ${theme}`, async () => {
      const settings = path.join(workspace, '.vscode', 'settings.json');
      fs.mkdirSync(path.dirname(settings), { recursive: true });
      fs.writeFileSync(settings, JSON.stringify({ 'workbench.colorTheme': theme }));
      await page().locator(`body[data-vscode-theme-kind="${kind}"]`).waitFor();
      await editor.screenshot(workbench, `41-${kind}`);
      const inner = await workbench.page
        .frameLocator('iframe.webview.ready')
        .locator('iframe#active-frame')
        .elementHandle();
      const frame = await inner.contentFrame();
      assert.ok(frame);
      assert.deepEqual(await violations(frame), []);
    });
  }

  test('earlier reports that are chosen show the progress', async () => {
    const earlier = path.join(path.dirname(workspace), 'earlier.json');
    fs.writeFileSync(earlier, JSON.stringify({ asOf: '2025-01-01', findings: [{ verdict: 'prohibited' }] }));
    const compare = page().getByRole('button', { name: 'Compare with earlier reports…' });
    await workbench.insist(() => compare.click({ timeout: CLICK_LIMIT_MS }), workbench.quickInputField);
    await editor.screenshot(workbench, '42-earlier');
    await workbench.quickInputField.fill(earlier);
    await workbench.quickInput.locator('.monaco-list-row', { hasText: 'earlier.json' }).waitFor();
    await workbench.dismiss(workbench.quickInput.getByRole('button', { name: 'OK' }));
    await page().getByRole('heading', { name: 'Progress' }).waitFor();
    await page().getByText('2025-01-01').first().waitFor();
    await editor.screenshot(workbench, '43-progress');
  });

  test('it is exported as one file', async () => {
    await workbench.command('Kaspersky Ban: Export Report…');
    await pick('HTML');
    await pick('Everything');
    await workbench.quickInputField.waitFor();
    await eventually(
      async () => (await workbench.quickInputField.inputValue()).endsWith('kaspersky-ban-audit.html'),
      'the name',
    );
    await editor.screenshot(workbench, '44-export');
    await workbench.insist(async () => {
      if (await workbench.quickInput.isVisible()) await workbench.page.keyboard.press('Enter');
    }, workbench.statusBarItem('Wrote kaspersky-ban-audit.html'));
    assert.match(fs.readFileSync(exported, 'utf8'), /^<!doctype html>/);
  });

  for (const scheme of ['light', 'dark'] as const) {
    test(`the file is accessible by itself (${scheme}), and loads nothing`, async () => {
      const window = await workbench.page.context().browser()?.newContext({ colorScheme: scheme });
      assert.ok(window);
      const file = await window.newPage();
      const requests: string[] = [];
      const complaints: string[] = [];
      file.on('request', (request) => requests.push(request.url()));
      file.on('console', (message) => complaints.push(message.text()));
      await file.goto(pathToFileURL(exported).href);
      await file.screenshot({ path: `.vscode-test/screenshots/45-file-${scheme}.png` });
      assert.deepEqual(await violations(file), []);
      await file.getByLabel('Filter').fill('main.tf');
      assert.match(await file.locator('output').innerText(), /^\d of \d+$/);
      assert.deepEqual(requests, [pathToFileURL(exported).href]);
      assert.deepEqual(complaints, []);
      await window.close();
    });
  }

  test('the file prints on plain paper', async () => {
    const window = await workbench.page
      .context()
      .browser()
      ?.newContext({
        colorScheme: 'dark',
        viewport: { width: 794, height: 1123 },
      });
    assert.ok(window);
    const file = await window.newPage();
    await file.goto(pathToFileURL(exported).href);
    await file.emulateMedia({ media: 'print', colorScheme: 'dark' });
    await file.screenshot({ path: '.vscode-test/screenshots/46-print.png', fullPage: true });
    assert.equal(
      await file.evaluate('getComputedStyle(document.body).backgroundColor'),
      'rgb(255, 255, 255)',
    );
    assert.equal(await file.locator('.filter').isVisible(), false);
    assert.equal(await file.evaluate('document.documentElement.scrollWidth <= innerWidth'), true);
    const pdf = await file.pdf({ format: 'A4' });
    assert.equal(pdf.subarray(0, 5).toString(), '%PDF-');
    await window.close();
  });

  function page(): FrameLocator {
    return workbench.webview();
  }

  async function pick(label: string): Promise<void> {
    await workbench.take(workbench.quickInput.locator('.monaco-list-row', { hasText: label }).first());
  }

  /** What axe-core finds wrong, in words. It is not injected, since the page's policy would not have it. */
  async function violations(target: Evaluates): Promise<string[]> {
    await target.evaluate(AXE);
    return (await target.evaluate(
      `axe.run().then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => id + ': ' + html.slice(0, 200) + ' ' + failureSummary)))`,
    )) as string[];
  }
});
