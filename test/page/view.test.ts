import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import type { Workbench } from '../host/workbench.mjs';
import { START_LIMIT_MS, STEP_LIMIT_MS, eventually, startEditor, type Editor } from './support';

const EXPIRING_SOON_DAYS = 10;
const MENU_LIMIT_MS = 1000;
const BRANCH_LIMIT_MS = 5000;
const DAY_MS = 24 * 60 * 60 * 1000;

suite('the findings view', function () {
  this.timeout(STEP_LIMIT_MS);

  let editor: Editor;
  let workbench: Workbench;
  let workspace: string;

  suiteSetup(async function () {
    this.timeout(START_LIMIT_MS);
    editor = await startEditor();
    workspace = editor.copyWorkspace();
    const until = new Date(Date.now() + EXPIRING_SOON_DAYS * DAY_MS).toISOString().slice(0, 10);
    write('lab/kept.sh', '# kaspersky-ban-ignore-next-line reason="lab"\napt-get install -y kesl\n');
    write(
      'lab/ends.sh',
      `# kaspersky-ban-ignore-next-line reason="until the move" until=${until}\napt-get install -y kesl\n`,
    );
    write('lab/big.sh', `# ${'x'.repeat(5 * 1024 * 1024)}\n`);
    workbench = await editor.open(workspace);
    await workbench.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  });

  suiteTeardown(async () => {
    await editor.stop();
  });

  teardown(async function () {
    if (this.currentTest?.isFailed()) await editor.screenshot(workbench, `failed ${this.currentTest.title}`);
  });

  test('before an audit it has one button, which audits', async () => {
    const button = pane().locator('.welcome-view').getByRole('button');
    await workbench.insist(async () => {
      // A click on the view that shows hides it.
      if (!(await button.isVisible()))
        await workbench.page.getByRole('tab', { name: 'Kaspersky Ban' }).click();
    }, button);
    assert.deepEqual(await button.allInnerTexts(), ['Audit Workspace']);
    await editor.screenshot(workbench, '30-welcome');
    await button.click();
    await workbench.statusBarItem(/Audited \d+ files/).waitFor({ timeout: STEP_LIMIT_MS });
    await row('Suppressed').waitFor();
    assert.equal(await button.count(), 0);
  });

  test('by file: files with their counts, and what is not open at the end', async () => {
    await expand('Dockerfile');
    await inDockerfile().waitFor();
    await editor.screenshot(workbench, '31-by-file');
    const texts = await rows().allInnerTexts();
    const order = ['Exceptions that end soon', 'Suppressed', 'Remediation', 'Mentions', 'Not read'];
    const at = order.map((words) => texts.findIndex((text) => text.includes(words)));
    assert.deepEqual(
      [...at].sort((a, b) => a - b),
      at,
      texts.join('|'),
    );
    assert.ok(!at.includes(-1), texts.join('|'));
  });

  test('its badge counts what is to be acted on', async () => {
    const tab = workbench.page.getByRole('tab', { name: /^Kaspersky Ban/ });
    await eventually(async () => /\d+ findings to act on/.test(await tab.innerHTML()), 'the badge');
    const badge = Number(await tab.locator('.badge-content').innerText());
    const status = await workbench.page.locator('[id$="kasperskyBan.findings"].statusbar-item').innerText();
    assert.equal(badge, Number(status.trim()));
  });

  test('what was not read is listed with the reason', async () => {
    await expand('Not read');
    await row('lab/big.sh').waitFor();
    assert.match(await row('lab/big.sh').innerText(), /larger than 4 MiB/);
    await editor.screenshot(workbench, '32-not-read');
  });

  test('screen readers hear verdict, name, product and place', async () => {
    const label = await inDockerfile().getAttribute('aria-label');
    assert.match(label ?? '', /^Prohibited: kaspersky\/kesl:12\.1\.0, .+, line \d+ of Dockerfile/);
  });

  test('by product and by verdict', async () => {
    await workbench.command('Kaspersky Ban: Group Findings by Product');
    await row('Endpoint Security for Linux').first().waitFor();
    await editor.screenshot(workbench, '33-by-product');
    await workbench.command('Kaspersky Ban: Group Findings by Verdict');
    await row('Prohibited').first().waitFor();
    await editor.screenshot(workbench, '34-by-verdict');
    await workbench.command('Kaspersky Ban: Group Findings by File');
    await row('docker-compose.yml').first().waitFor();
  });

  test('the filter narrows it down while it is typed, and says to how many', async () => {
    await workbench.command('Kaspersky Ban: Filter Findings…');
    await workbench.insist(
      () => workbench.quickInputField.fill('main.tf', { timeout: MENU_LIMIT_MS }),
      pane().getByText(/\d+ of \d+ findings hold "main\.tf"/),
    );
    await eventually(async () => (await rows().count()) === 1, 'one row');
    await workbench.insist(() => workbench.page.keyboard.press('Enter'), workbench.quickInput, 'hidden');
    await editor.screenshot(workbench, '35-filtered');
    await workbench.command('Kaspersky Ban: Clear Filter of Findings');
    await row('docker-compose.yml').first().waitFor();
  });

  test('the keyboard leads to the place', async () => {
    await expand('docker-compose.yml');
    const finding = focused().and(pane().locator('[aria-level="2"]'));
    await workbench.insist(async () => {
      // A tree that is drawn anew gives the focus away, and begins at its first row again.
      await pane().locator('.monaco-list').first().focus();
      await workbench.page.keyboard.press('ArrowDown');
    }, finding);
    const [, file = ''] =
      /, line \d+ of (?:.*\/)?([^\s,/]+)/.exec((await finding.getAttribute('aria-label')) ?? '') ?? [];
    await workbench.insist(() => workbench.page.keyboard.press('Enter'), workbench.editor(file));
    await workbench.squiggles('error').first().waitFor();
  });

  test('a finding is copied as Markdown, a file as a table', async () => {
    await expand('Dockerfile');
    const one = await copied(inDockerfile(), /^\*\*/);
    assert.match(one, /- Place: `Dockerfile:\d+:\d+`\n- Named: `kaspersky\/kesl:12\.1\.0`/);
    assert.match(one, /89 FR 52434/);
    const table = await copied(row('docker-compose.yml').first(), /^\| Place/);
    assert.match(table, /\n\| `docker-compose\.yml:\d+:\d+` \|/);
  });

  test('a finding is explained', async () => {
    const preview = workbench.webview();
    await choose(inDockerfile(), 'Explain', preview.getByText('What the catalog knows'));
    await editor.screenshot(workbench, '36-explained');
    await preview.getByText('Binds any US person').first().waitFor();
    await workbench.command('View: Close All Editors');
  });

  test('a finding is fixed where it stands', async () => {
    const pick = workbench.quickInput.locator('.monaco-list-row', { hasText: /^Replace with / }).first();
    await choose(inDockerfile(), 'Fix…', pick);
    await editor.screenshot(workbench, '37-fix');
    await workbench.take(pick);
    await eventually(
      async () => !(await workbench.editorText('Dockerfile')).includes('kaspersky/kesl:12'),
      'the fix',
    );
    await workbench.save();
    await eventually(async () => (await row('kaspersky/kesl:12.1.0').count()) === 1, 'one row less');
    await editor.screenshot(workbench, '38-fixed');
  });

  test('a finding is suppressed', async () => {
    await choose(row('KLAUTOANSWERS').first(), 'Suppress with a Reason…', workbench.quickInputField);
    await workbench.answer('read by the move');
    await workbench.reply('Who answers for it?', 'the platform team');
    await workbench.reply('Until when', '');
    await eventually(async () => (await row('KLAUTOANSWERS').count()) === 0, 'one row less');
    await expand('Suppressed');
    await row('KLAUTOANSWERS').waitFor();
    await editor.screenshot(workbench, '39-suppressed');
  });

  function write(name: string, text: string): void {
    fs.mkdirSync(path.dirname(path.join(workspace, name)), { recursive: true });
    fs.writeFileSync(path.join(workspace, name), text);
  }

  function pane(): Locator {
    return workbench.page.locator('.part.sidebar');
  }

  function rows(): Locator {
    return pane().locator('.monaco-list-row');
  }

  function row(text: string | RegExp): Locator {
    return rows().filter({ hasText: text });
  }

  /** The image of the Dockerfile, which other files name too; rows stand in no order in the page. */
  function inDockerfile(): Locator {
    return row(/kaspersky\/kesl:12\.1\.0\s*5:6/);
  }

  function focused(): Locator {
    return pane().locator('.monaco-list-row.focused');
  }

  /** Opens a branch of the tree that is closed, which puts the focus on it. */
  async function expand(text: string): Promise<void> {
    const closed = row(text).and(pane().locator('[aria-expanded="false"]')).first();
    // A click opens it once its rows are known, a second one would close it again; a tree that is drawn anew forgets it.
    await eventually(async () => {
      if ((await row(text).first().getAttribute('aria-expanded')) === 'true') return true;
      await closed.click({ timeout: MENU_LIMIT_MS }).catch(() => undefined);
      return opens(text);
    }, `the rows of ${text}`);
  }

  async function opens(text: string): Promise<boolean> {
    const open = row(text).and(pane().locator('[aria-expanded="true"]')).first();
    return open.waitFor({ timeout: BRANCH_LIMIT_MS }).then(
      () => true,
      () => false,
    );
  }

  /** Takes an action of the context menu, which takes no click in its first moments, until its effect shows. */
  async function choose(at: Locator, action: string, effect: Locator): Promise<void> {
    await closeMenu();
    await workbench.insist(() => clickInMenu(at, action), effect);
  }

  async function clickInMenu(at: Locator, action: string): Promise<void> {
    const item = workbench.page.locator('.monaco-menu .action-item', { hasText: action });
    if (!(await item.isVisible())) await at.click({ button: 'right', timeout: MENU_LIMIT_MS });
    await item.click({ timeout: MENU_LIMIT_MS });
  }

  /** Closes a menu that was opened once more before its first choice had shown an effect. */
  async function closeMenu(): Promise<void> {
    const menu = workbench.page.locator('.monaco-menu');
    await eventually(async () => {
      if ((await menu.count()) === 0) return true;
      await workbench.page.keyboard.press('Escape');
      return false;
    }, 'the menu to close');
  }

  /** What a row is copied as. */
  async function copied(at: Locator, expected: RegExp): Promise<string> {
    let text = '';
    await closeMenu();
    await eventually(async () => {
      await clickInMenu(at, 'Copy as Markdown').catch(() => undefined);
      text = await workbench.page.evaluate(() => navigator.clipboard.readText());
      return expected.test(text);
    }, 'the text in the clipboard');
    await closeMenu();
    return text;
  }
});
