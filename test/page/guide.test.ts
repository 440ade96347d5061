import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import type { Workbench } from '../host/workbench.mjs';
import { START_LIMIT_MS, STEP_LIMIT_MS, eventually, startEditor, type Editor } from './support';

const POLICY = '.kaspersky-ban.yaml';
const CLICK_LIMIT_MS = 1000;
const STEPS = ['See real findings', 'Fix one', 'Audit your workspace', 'Export the report'];

suite('what helps a user along', function () {
  this.timeout(STEP_LIMIT_MS);

  let editor: Editor;
  let workspace: string;
  let workbench: Workbench;

  suiteSetup(async function () {
    this.timeout(START_LIMIT_MS);
    editor = await startEditor();
    workspace = editor.copyWorkspace();
    fs.writeFileSync(
      path.join(workspace, 'Containerfile'),
      '# kaspersky-ban-ignore-next-line vendor-images reason="lab" until=2025-01-31\nFROM kaspersky/kesl:12.1.0\n',
    );
    workbench = await editor.open(workspace);
  });

  suiteTeardown(async () => {
    await editor.stop();
  });

  teardown(async function () {
    if (this.currentTest?.isFailed()) await editor.screenshot(workbench, `failed ${this.currentTest.title}`);
  });

  test('the walkthrough has four steps', async () => {
    await workbench.command('Welcome: Open Walkthrough...');
    await workbench.quickInputField.fill('Get started with Kaspersky');
    const walkthroughs = workbench.quickInput.locator('.monaco-list-row');
    await workbench.take(walkthroughs.filter({ hasText: 'Get started with Kaspersky Ban Audit' }).first());
    const steps = workbench.page.locator('.getting-started-step');
    await steps.first().waitFor();
    await eventually(async () => (await steps.count()) === STEPS.length, 'four steps');
    for (const [index, title] of STEPS.entries())
      assert.match(await steps.nth(index).innerText(), new RegExp(`^\\s*${title}`));
    await workbench.webview().locator('svg').waitFor();
    await editor.screenshot(workbench, '30-walkthrough');
  });

  test('its first step opens a sample with findings', async () => {
    const button = workbench.page.getByRole('button', { name: 'Open the Sample' });
    await workbench.insist(
      () => button.click({ timeout: CLICK_LIMIT_MS }),
      workbench.squiggles('error').first(),
    );
    await eventually(
      async () => (await workbench.underlined('error')).join() === 'kesl,kaspersky/kesl:12.1.0',
      'the squiggles',
    );
    await editor.screenshot(workbench, '31-sample');
  });

  test('its second step offers the fixes of the first of them', async () => {
    const button = workbench.page.getByRole('button', { name: 'Fix a Finding' });
    await workbench.insist(
      () => workbench.page.locator('.getting-started-step', { hasText: STEPS[1] ?? '' }).click(),
      button,
    );
    const rows = workbench.page.locator('.action-widget .monaco-list-row.action');
    await workbench.insist(() => button.click({ timeout: CLICK_LIMIT_MS }), rows.first());
    await editor.screenshot(workbench, '32-sample-fixes');
    assert.match((await rows.allInnerTexts())[0] ?? '', /^Replace with /);
    await workbench.insist(() => rows.first().click({ timeout: CLICK_LIMIT_MS }), rows.first(), 'hidden');
    await eventually(async () => (await workbench.underlined('error')).length === 1, 'one squiggle less');
  });

  test('an expired exception is underlined, and what it hid is again', async () => {
    await workbench.openFile('Containerfile');
    await workbench.squiggles('warning').first().waitFor();
    await workbench.squiggles('error').first().waitFor();
    const [words] = await workbench.underlined('warning');
    assert.match(words ?? '', /^kaspersky-ban-ignore-next-line/);
    const hover = await workbench.hover('kaspersky-ban-ignore-next-line');
    await hover.getByText('it expired on 2025-01-31').waitFor();
    await editor.screenshot(workbench, '33-expired');
    await workbench.page.keyboard.press('Escape');
  });

  test('the policy file is made with a starter, and completes what is typed', async () => {
    await workbench.command('Kaspersky Ban: Create Policy File');
    await workbench.goTo(POLICY, 1);
    await editor.screenshot(workbench, '34-policy-starter');
    const suggestions = workbench.page.locator('.suggest-widget.visible .monaco-list-row');
    const meaning = suggestions.filter({ hasText: 'US federal agencies and contractors' }).first();
    await workbench.overwrite('profile: us-', meaning);
    await editor.screenshot(workbench, '35-policy-completion');
    const profile = suggestions.filter({ hasText: 'us-federal' }).first();
    await workbench.insist(() => profile.click({ timeout: CLICK_LIMIT_MS }), suggestions.first(), 'hidden');
    await eventually(
      async () => (await workbench.editorText(POLICY)).trim() === 'profile: us-federal',
      'the completed word',
    );
    await workbench.page.keyboard.press('End');
    await workbench.page.keyboard.press('Enter');
    await workbench.page.keyboard.type('ignore:\n- { entry: kesx, reason: lab }');
    await workbench.save();
    const hover = await workbench.hover('us-federal');
    await hover.getByText('US federal agencies and contractors').waitFor();
    await editor.screenshot(workbench, '36-policy-hover');
    const text = fs.readFileSync(path.join(workspace, POLICY), 'utf8');
    assert.match(text, /^profile: us-federal\n/);
  });

  test('all of it is there in Spanish', async function () {
    // It opens a window of its own.
    this.timeout(START_LIMIT_MS);
    const spanish = await editor.open(editor.copyWorkspace(), 'es');
    try {
      await spanish.openFile('Dockerfile');
      await spanish.squiggles('error').first().waitFor();
      await spanish.goTo('Dockerfile', 5, 8);
      const rows = await spanish.quickFixes();
      const titles = await rows.allInnerTexts();
      await editor.screenshot(spanish, '37-spanish-fixes');
      assert.match(titles[0] ?? '', /^Reemplazar por /);
      assert.ok(titles.includes('Suprimir con un motivo…'), titles.join('\n'));
      await spanish.page.keyboard.press('Escape');
      const input = await spanish.openQuickInput('F1');
      await input.fill('>Kaspersky Ban: Auditar');
      const row = spanish.quickInput.locator('.monaco-list-row', { hasText: 'Auditar el área de trabajo' });
      await row.first().waitFor();
      await editor.screenshot(spanish, '38-spanish-commands');
    } catch (error) {
      await editor.screenshot(spanish, 'failed in Spanish');
      throw error;
    }
  });
});
