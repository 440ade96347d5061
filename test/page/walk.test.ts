import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import type { Workbench } from '../host/workbench.mjs';
import { startEditor, type Editor } from './support';

const START_LIMIT_MS = 120_000;
const STEP_LIMIT_MS = 60_000;

// What the user reads.
const AUDIT_COMMAND = 'Kaspersky Ban: Audit Workspace';
const REPLACE = /^Replace with /;
const TURN_INTO_REMOVAL = 'Turn into a removal';
const REMOVE = /^Remove /;
const SUPPRESS = 'Suppress with a reason…';

// What the sample workspace holds.
const IMAGE = 'kaspersky/kesl:12.1.0';
const TASKS = 'ansible/roles/endpoint/tasks/main.yml';
const INSTALLED_PACKAGE = 'klnagent64';
const FILES_IN_AUDIT = ['Dockerfile', 'docker-compose.yml', 'main.tf', 'scan-engine.yaml'];

suite("a user's walk", function () {
  // A busy machine is slow; each wait inside a test has its own, shorter limit.
  this.timeout(STEP_LIMIT_MS);

  let editor: Editor;
  let workspace: string;
  let workbench: Workbench;

  suiteSetup(async function () {
    this.timeout(START_LIMIT_MS);
    editor = await startEditor();
    workspace = editor.copyWorkspace();
    workbench = await editor.open(workspace);
  });

  suiteTeardown(async () => {
    await editor.stop();
  });

  teardown(async function () {
    if (this.currentTest?.isFailed()) await editor.screenshot(workbench, `failed ${this.currentTest.title}`);
  });

  test('a banned image is underlined', async () => {
    await workbench.openFile('Dockerfile');
    await workbench.squiggles('error').first().waitFor();
    await editor.screenshot(workbench, '1-dockerfile');
  });

  test('the quick-fix menu offers replacement, removal and suppression', async () => {
    await goToText('Dockerfile', IMAGE);
    const rows = await workbench.quickFixes();
    for (const title of [REPLACE, SUPPRESS]) await rows.filter({ hasText: title }).first().waitFor();
    await editor.screenshot(workbench, '2-quick-fixes');
    await workbench.page.keyboard.press('Escape');
  });

  test('an image is replaced', async () => {
    await goToText('Dockerfile', IMAGE);
    await workbench.applyQuickFix(REPLACE);
    await workbench.save();
    await editor.screenshot(workbench, '3-replaced');
    assert.ok(!read('Dockerfile').includes(IMAGE), 'the image is still there');
  });

  test('names in an Ansible role are underlined', async () => {
    await workbench.openFile(TASKS);
    await workbench.squiggles('error').first().waitFor();
    await editor.screenshot(workbench, '4-tasks');
  });

  test('a task that installs becomes one that removes', async () => {
    const before = read(TASKS);
    await goToText(TASKS, INSTALLED_PACKAGE);
    const rows = await workbench.quickFixes();
    for (const title of [TURN_INTO_REMOVAL, REMOVE]) await rows.filter({ hasText: title }).first().waitFor();
    await editor.screenshot(workbench, '5-removal-offered');
    await workbench.page.keyboard.press('Escape');
    await workbench.applyQuickFix(TURN_INTO_REMOVAL);
    await workbench.save();
    await editor.screenshot(workbench, '6-removal');
    const after = read(TASKS);
    assert.ok(after.includes(INSTALLED_PACKAGE), 'the task itself is gone');
    assert.equal(count(after, 'state: absent'), count(before, 'state: absent') + 1);
  });

  test('the audit lists the whole workspace in the Problems panel', async () => {
    await workbench.command(AUDIT_COMMAND);
    for (const name of FILES_IN_AUDIT) {
      const rows = await workbench.filterProblems(`**/${name}`);
      await rows.filter({ hasText: name }).first().waitFor();
    }
    await workbench.filterProblems('');
    await editor.screenshot(workbench, '7-problems');
  });

  function read(name: string): string {
    return fs.readFileSync(path.join(workspace, name), 'utf8');
  }

  // The cursor goes into the first occurrence of the text.
  async function goToText(name: string, text: string): Promise<void> {
    const source = read(name);
    const offset = source.indexOf(text);
    assert.notEqual(offset, -1, `${name} does not hold ${text}`);
    const lines = source.slice(0, offset + 1).split('\n');
    await workbench.goTo(path.basename(name), lines.length, lines.at(-1)?.length);
  }
});

function count(text: string, part: string): number {
  return text.split(part).length - 1;
}
