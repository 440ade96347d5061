import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import type { Workbench } from '../host/workbench.mjs';
import { START_LIMIT_MS, STEP_LIMIT_MS, eventually, startEditor, type Editor } from './support';

const AUDIT_COMMAND = 'Kaspersky Ban: Audit Workspace';
const MANY = 2500;
const STATUS_ITEM = 'kaspersky-ban-audit.kaspersky-ban-audit.kasperskyBan.findings';

suite('in Restricted Mode', function () {
  this.timeout(STEP_LIMIT_MS);

  let editor: Editor;
  let workbench: Workbench;
  let workspace: string;

  suiteSetup(async function () {
    this.timeout(START_LIMIT_MS);
    editor = await startEditor({ restricted: true });
    workspace = editor.copyWorkspace();
    // Enough for an audit that a person can cancel.
    for (let index = 0; index < MANY; index++) {
      const folder = path.join(workspace, 'many', String(index % 50));
      fs.mkdirSync(folder, { recursive: true });
      fs.writeFileSync(path.join(folder, `${index}.sh`), `#!/bin/sh\napt-get install -y kesl # ${index}\n`);
    }
    workbench = await editor.open(workspace);
  });

  suiteTeardown(async () => {
    await editor.stop();
  });

  teardown(async function () {
    if (this.currentTest?.isFailed()) await editor.screenshot(workbench, `failed ${this.currentTest.title}`);
  });

  test('names are underlined before the folder is trusted', async () => {
    await workbench.page.getByText('Restricted Mode').first().waitFor();
    await workbench.openFile('Dockerfile');
    await workbench.squiggles('error').first().waitFor();
    await editor.screenshot(workbench, '20-restricted');
    assert.equal((await workbench.underlined('error'))[0], 'kaspersky/kesl:12.1.0');
  });

  test('the audit shows its progress; cancelled, it says how far it got and finds no more', async () => {
    await workbench.command(AUDIT_COMMAND);
    const toast = workbench.page.locator('.notification-toast', { hasText: /\d+ of \d+ files/ });
    await toast.waitFor();
    await editor.screenshot(workbench, '21-progress');
    const end = workbench.statusBarItem(/Audit cancelled after \d+ of \d+ files/);
    await workbench.insist(async () => {
      if (await toast.isVisible()) await toast.getByRole('button', { name: 'Cancel' }).click();
    }, end);
    await toast.waitFor({ state: 'hidden' });
    await editor.screenshot(workbench, '22-cancelled');
    const words = await end.innerText();
    const [done = 0, found = 0, prohibited = 0, review = 0] = (words.match(/\d+/g) ?? []).map(Number);
    assert.ok(done < found, words);
    const known = workbench.page.locator(`[id="${STATUS_ITEM}"]`);
    await eventually(async () => Number(await known.innerText()) === prohibited + review, words);
  });

  test('the audit runs to its end', async () => {
    await workbench.command(AUDIT_COMMAND);
    const end = workbench.statusBarItem(/Audited \d+ files, \d+ prohibited/);
    await end.waitFor({ timeout: STEP_LIMIT_MS });
    assert.match(await end.innerText(), /\b2\d{3} prohibited/);
    await editor.screenshot(workbench, '23-audited');
  });
});
