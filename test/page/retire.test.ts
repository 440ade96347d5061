import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import type { Workbench } from '../host/workbench.mjs';
import { START_LIMIT_MS, STEP_LIMIT_MS, eventually, startEditor, type Editor } from './support';

// What the user reads.
const RETIRE_COMMAND = 'Kaspersky Ban: Retire Products Across the Workspace';
const AGENT = 'Kaspersky Endpoint Security for Linux';
const IMAGES = 'Kaspersky container image';
const KEPT_LIST = 'Keep the list of what is left to do';

const CHANGED = [
  'Dockerfile',
  'docker-compose.yml',
  'deploy/k8s/scan-engine.yaml',
  'scripts/install-agent.sh',
];

suite('retiring products in the window', function () {
  this.timeout(STEP_LIMIT_MS);

  let editor: Editor;
  let workspace: string;
  let workbench: Workbench;
  let before: ReadonlyMap<string, string>;

  suiteSetup(async function () {
    this.timeout(START_LIMIT_MS);
    editor = await startEditor();
    workspace = editor.copyWorkspace();
    before = read();
    workbench = await editor.open(workspace);
  });

  suiteTeardown(async () => {
    await editor.stop();
  });

  teardown(async function () {
    if (this.currentTest?.isFailed()) await editor.screenshot(workbench, `failed ${this.currentTest.title}`);
  });

  test('asks which of the products that are there', async () => {
    await workbench.openFile('docker-compose.yml');
    await workbench.squiggles('error').first().waitFor();
    await workbench.command(RETIRE_COMMAND);
    const rows = workbench.quickInput.locator('.monaco-list-row');
    await rows.filter({ hasText: AGENT }).first().waitFor();
    for (const title of [AGENT, IMAGES]) {
      const row = rows.filter({ hasText: title }).first();
      const box = row.getByRole('checkbox');
      await eventually(async () => {
        if (!(await box.isChecked())) await row.click();
        return box.isChecked();
      }, `the tick at ${title}`);
    }
    await editor.screenshot(workbench, 'retire-1-products');
    await workbench.dismiss(workbench.quickInput.getByRole('button', { name: 'OK' }));
  });

  test('shows every change in the preview before it is made', async () => {
    const rows = workbench.page.locator('.bulk-edit-panel .monaco-list-row');
    await rows.filter({ hasText: 'Dockerfile' }).first().waitFor();
    const change = rows.filter({ hasText: /kaspersky\/kesl:12\.1\.0.*clamav\/clamav/ }).first();
    await change.waitFor();
    await editor.screenshot(workbench, 'retire-2-preview');
    assert.ok((await rows.locator('.monaco-checkbox, input[type="checkbox"]').count()) > 3, 'no boxes');
    assert.deepEqual(read(), before);
    const difference = workbench.page.locator('.monaco-diff-editor').first();
    await workbench.insist(() => change.dblclick(), difference);
    await editor.screenshot(workbench, 'retire-3-change');
  });

  test('changes all files at once and tells what is left', async () => {
    await workbench.dismiss(
      workbench.page.locator('.bulk-edit-panel').getByRole('button', { name: 'Apply' }),
    );
    const message = workbench.notifications().filter({ hasText: 'Retired.' });
    await message.waitFor();
    await editor.screenshot(workbench, 'retire-4-applied');
    // The message goes by itself after a while.
    await workbench.dismiss(workbench.page.getByRole('button', { name: 'Show What Is Left' }));
    await workbench.editor('What is left.md').waitFor();
    await eventually(
      () => Promise.resolve(CHANGED.every((name) => read().get(name) !== before.get(name))),
      'the changed files',
    );
    assert.ok(!read().has('kaspersky-ban-retirement.md'), KEPT_LIST);
    await editor.screenshot(workbench, 'retire-5-left');
    assert.match(await workbench.editorText('What is left.md'), /What the changes could not do/);
  });

  test('gives all files back by one undo', async () => {
    await workbench.openFile('docker-compose.yml');
    await workbench.goTo('docker-compose.yml', 1);
    const undone = workbench.page.locator('.tab.dirty');
    await workbench.insist(async () => {
      if ((await undone.count()) === 0) await workbench.page.keyboard.press('Control+KeyZ');
    }, undone.first());
    // Every file that was changed is open now, with its old text.
    await eventually(async () => (await undone.count()) >= CHANGED.length, 'the undone files');
    await editor.screenshot(workbench, 'retire-6-undone');
    await workbench.command('File: Save All');
    await eventually(
      () => Promise.resolve(CHANGED.every((name) => read().get(name) === before.get(name))),
      'all files as they were',
    );
    assert.deepEqual(read(), before);
  });

  /** The files of the workspace. */
  function read(): Map<string, string> {
    const names = fs.readdirSync(workspace, { recursive: true, encoding: 'utf8' });
    const files = names.filter((name) => fs.statSync(path.join(workspace, name)).isFile()).sort();
    return new Map(files.map((name) => [name, fs.readFileSync(path.join(workspace, name), 'utf8')]));
  }
});
