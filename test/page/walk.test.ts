import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import type { Workbench } from '../host/workbench.mjs';
import { START_LIMIT_MS, STEP_LIMIT_MS, count, eventually, startEditor, type Editor } from './support';

// What the user reads.
const AUDIT_COMMAND = 'Kaspersky Ban: Audit Workspace';
const POLICY_COMMAND = 'Kaspersky Ban: Open Policy File';
const REPLACE = /^Replace with /;
const TURN_INTO_REMOVAL = 'Turn into a removal';
const REMOVE = 'Remove the task';
const REPLACE_ALL =
  'Apply the preferred replacements of Kaspersky Security Center Network Agent in this file';
const RETIRE = 'Retire Kaspersky Security Center Network Agent across the workspace…';
const SUPPRESS = 'Suppress with a reason…';

const POLICY = '.kaspersky-ban.yaml';
const STATUS_ITEM = 'kaspersky-ban-audit.kaspersky-ban-audit.kasperskyBan.findings';

// What the sample workspace holds.
const IMAGE = 'kaspersky/kesl:12.1.0';
const SETTING = 'KLAUTOANSWERS';
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
    fs.writeFileSync(path.join(workspace, 'Containerfile'), '');
    workbench = await editor.open(workspace);
  });

  suiteTeardown(async () => {
    await editor.stop();
  });

  teardown(async function () {
    if (this.currentTest?.isFailed()) await editor.screenshot(workbench, `failed ${this.currentTest.title}`);
  });

  test('in a Dockerfile exactly the names are underlined', async () => {
    await workbench.openFile('Dockerfile');
    await workbench.squiggles('error').first().waitFor();
    await eventually(async () => (await workbench.underlined('error')).length >= 5, 'the squiggles');
    await editor.screenshot(workbench, '01-dockerfile');
    const [image, setting, url, file] = await workbench.underlined('error');
    assert.equal(image, IMAGE);
    assert.equal(setting, SETTING);
    assert.match(url ?? '', /^https:\/\/products\.s\.kaspersky-labs\.com\//);
    assert.equal(file, './kesl_${KESL_VERSION}_amd64.deb');
  });

  test('the hover tells what, by which rule, and what instead', async () => {
    const hover = await workbench.hover(SETTING);
    await hover.getByText('Binds any US person').waitFor();
    await editor.screenshot(workbench, '02-hover');
    const words = await hover.innerText();
    assert.equal(count(words, 'replace or remove it, prohibited by 89 FR 52434'), 1, words);
    for (const part of [
      'Prohibited',
      'since 2024-09-29',
      'What it does not cover',
      '89 FR 52434 (June 24, 2024)',
    ])
      assert.ok(words.includes(part), `${part} is not in:\n${words}`);
    await workbench.page.keyboard.press('Escape');
  });

  test('the status bar counts what is known', async () => {
    const findings = workbench.page.locator(`[id="${STATUS_ITEM}"]`);
    const problems = workbench.page.locator('[id="status.problems"]');
    const numbers = async (): Promise<number[]> =>
      ((await problems.innerText()).match(/\d+/g) ?? []).map(Number);
    const agree = async (): Promise<boolean> =>
      Number(await findings.innerText()) === (await numbers()).reduce((sum, each) => sum + each, 0);
    await eventually(agree, 'the count');
    await workbench.insist(async () => {
      await problems.hover();
      await findings.hover();
    }, workbench.page.getByText('Prohibited: '));
    await editor.screenshot(workbench, '03-status-bar');
    await workbench.page.keyboard.press('Escape');
  });

  test('the quick-fix menu has the replacements first and the suppression last', async () => {
    await goToText('Dockerfile', IMAGE);
    const rows = await workbench.quickFixes();
    await editor.screenshot(workbench, '04-quick-fixes');
    const titles = await rows.allInnerTexts();
    assert.match(titles[0] ?? '', REPLACE);
    assert.equal(titles.at(-1), SUPPRESS);
    assert.equal(new Set(titles).size, titles.length);
    await workbench.page.keyboard.press('Escape');
  });

  test('an image is replaced', async () => {
    await goToText('Dockerfile', IMAGE);
    await workbench.applyQuickFix(REPLACE);
    await workbench.save();
    await eventually(async () => !(await workbench.underlined('error')).includes(IMAGE), 'one squiggle less');
    await editor.screenshot(workbench, '05-replaced');
    assert.ok(!read('Dockerfile').includes(IMAGE), 'the image is still there');
  });

  test('a finding is suppressed with a reason', async () => {
    await goToText('Dockerfile', SETTING);
    await workbench.applyQuickFix(SUPPRESS);
    await workbench.quickInputField.waitFor();
    await editor.screenshot(workbench, '06-reason');
    await workbench.answer('Read by the migration script only');
    await workbench.reply('Who answers for it?', 'platform');
    await workbench.reply('Until when', '');
    await eventually(
      async () => !(await workbench.underlined('error')).includes(SETTING),
      'one squiggle less',
    );
    await workbench.save();
    await editor.screenshot(workbench, '07-suppressed');
    const reason = 'reason="Read by the migration script only" owner="platform"';
    assert.ok(
      read('Dockerfile').includes(`# kaspersky-ban-ignore-next-line klnagent ${reason}\nENV ${SETTING}`),
    );
  });

  test('in an Ansible role exactly the names are underlined', async () => {
    await workbench.openFile(TASKS);
    await eventually(async () => (await workbench.underlined('error')).length === 3, 'the squiggles');
    await editor.screenshot(workbench, '08-tasks');
    assert.deepEqual(await workbench.underlined('error'), [
      INSTALLED_PACKAGE,
      '/opt/kaspersky/klnagent64/bin/klmover',
      'kesl',
    ]);
  });

  test('a task that installs becomes one that removes', async () => {
    const before = read(TASKS);
    await goToText(TASKS, INSTALLED_PACKAGE);
    const rows = await workbench.quickFixes();
    const titles = await rows.allInnerTexts();
    await editor.screenshot(workbench, '09-removal-offered');
    assert.deepEqual(
      titles.filter((title) => !title.startsWith('Replace with ')),
      [TURN_INTO_REMOVAL, REMOVE, REPLACE_ALL, RETIRE, SUPPRESS],
    );
    await workbench.page.keyboard.press('Escape');
    await workbench.applyQuickFix(TURN_INTO_REMOVAL);
    await workbench.save();
    await editor.screenshot(workbench, '10-removal');
    const after = read(TASKS);
    assert.ok(after.includes(INSTALLED_PACKAGE), 'the task itself is gone');
    assert.equal(count(after, 'state: absent'), count(before, 'state: absent') + 1);
  });

  test('a banned image is underlined as it is typed', async () => {
    await workbench.openFile('Containerfile');
    await workbench.editor('Containerfile').locator('.view-lines').click();
    await workbench.overwrite('FROM kaspersky/kesl:12 AS scan', workbench.squiggles('error').first());
    await editor.screenshot(workbench, '11-typed');
    assert.deepEqual(await workbench.underlined('error'), ['kaspersky/kesl:12']);
    await workbench.save();
  });

  test('the audit lists the whole workspace in the Problems panel', async () => {
    await workbench.command(AUDIT_COMMAND);
    await workbench.statusBarItem(/Audited \d+ files/).waitFor();
    for (const name of FILES_IN_AUDIT) {
      const rows = await workbench.filterProblems(`**/${name}`);
      await rows.filter({ hasText: name }).first().waitFor();
    }
    const rows = await workbench.filterProblems('');
    await rows.filter({ hasText: 'scan.yml' }).first().waitFor();
    await editor.screenshot(workbench, '12-problems');
    const finding = rows.filter({ hasText: 'Kaspersky container image: ' }).first();
    assert.match(await finding.innerText(), /replace or remove it, prohibited by 89 FR 52434/);
    assert.match(await finding.innerText(), /kaspersky-ban\s+\(?vendor-images/);
    assert.deepEqual(
      await workbench.notifications().allInnerTexts(),
      [],
      'a notification that no one asked for',
    );
  });

  test('a finding in the Problems panel leads to its place', async () => {
    const rows = await workbench.filterProblems('**/main.tf');
    const finding = rows.filter({ hasText: 'VM extension' }).first();
    await workbench.insist(() => finding.dblclick(), workbench.editor('main.tf'));
    await workbench.squiggles('error').first().waitFor();
    await editor.screenshot(workbench, '13-terraform');
    assert.ok((await workbench.underlined('error')).includes('KasperskyLabSecurityAgent'));
    await workbench.filterProblems('');
  });

  test('a mistake in the policy file is underlined at its place', async () => {
    await workbench.command(POLICY_COMMAND);
    await workbench.goTo(POLICY, 1);
    await workbench.overwrite('profile: us-federl', workbench.squiggles('error').first());
    await eventually(async () => (await workbench.underlined('error')).includes('us-federl'), 'the squiggle');
    const rows = await workbench.filterProblems(`**/${POLICY}`);
    await rows.filter({ hasText: 'did you mean "us-federal"?' }).first().waitFor();
    await editor.screenshot(workbench, '14-policy-mistake');
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
