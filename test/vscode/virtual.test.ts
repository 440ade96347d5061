import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { inFolder, memoryOfSuite } from './memoryFiles.js';
import {
  DOCKERFILE,
  IMAGE,
  actionsAt,
  apply,
  closeEditors,
  problemsIn,
  underlined,
  untilCount,
} from './support.js';

const POLICY = '.kaspersky-ban.yaml';

suite('virtual file systems', () => {
  const files = memoryOfSuite();

  teardown(closeEditors);

  test('a file of one is judged, and fixed', async () => {
    const uri = files.put('/one/Dockerfile', DOCKERFILE);
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document);
    const [problem] = await untilCount(uri, 1);
    assert.ok(problem);
    assert.equal(underlined(document, problem), IMAGE);
    const actions = await actionsAt(document, IMAGE, vscode.CodeActionKind.QuickFix);
    await apply(actions.find(({ title }) => title.startsWith('Replace with ')));
    assert.ok(await document.save());
    assert.ok(!new TextDecoder().decode(await files.readFile(uri)).includes(IMAGE));
    await untilCount(uri, 0);
  });

  test('the policy file beside it rules, and its mistakes are shown', async () => {
    const policy = files.put(
      `/two/${POLICY}`,
      'ignore:\n  - { entry: vendor-images, path: Dockerfile, reason: lab }\n',
    );
    const uri = files.put('/two/Dockerfile', `${DOCKERFILE}RUN apt-get install -y kesl\n`);
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document);
    const [problem] = await untilCount(uri, 1);
    assert.ok(problem);
    assert.equal(underlined(document, problem), 'kesl');
    const opened = await vscode.workspace.openTextDocument(policy);
    await vscode.window.showTextDocument(opened);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(policy, new vscode.Position(0, 0), 'profile: nowhere\n');
    assert.ok(await vscode.workspace.applyEdit(edit));
    const [mistake] = await untilCount(policy, 1);
    assert.match(mistake?.message ?? '', /unknown profile "nowhere"/);
  });

  test('an audit holds what it has read of a file that is read again meanwhile', async () => {
    const uri = files.put('/twice/Dockerfile', DOCKERFILE);
    await inFolder('/twice', async () => {
      const first = files.hold(uri);
      const audit = vscode.commands.executeCommand('kasperskyBan.auditWorkspace');
      await first.asked;
      const second = files.hold(uri);
      files.put('/twice/Dockerfile', DOCKERFILE);
      await second.asked;
      first.release();
      await audit;
      assert.equal(problemsIn(uri).length, 1);
      second.release();
    });
  });

  test('a workspace folder on one is audited', async () => {
    const uri = files.put('/three/deep/Dockerfile', DOCKERFILE);
    files.put('/three/.gitignore', 'left/\n');
    const left = files.put('/three/left/Dockerfile', DOCKERFILE);
    await inFolder('/three', async () => {
      await vscode.commands.executeCommand('kasperskyBan.auditWorkspace');
      await untilCount(uri, 1);
      assert.deepEqual(problemsIn(left), []);
      files.delete(uri);
      await untilCount(uri, 0);
    });
  });

  test('an audit reads what a role refers to, and asks for no file that is not there', async () => {
    files.put('/four/roles/av/tasks/main.yml', '- ansible.builtin.apt: { name: "{{ agent }}" } # kesl\n');
    const named = files.put('/four/roles/av/defaults/main.yml', 'agent: kesl\n');
    await inFolder('/four', async () => {
      files.missed.length = 0;
      await vscode.commands.executeCommand('kasperskyBan.auditWorkspace');
      await untilCount(named, 1);
      // The editor itself looks for files of its own, and in every folder there may be a policy.
      const asked = files.missed.filter((path) => /\/(?:group_vars|roles)\/.*\.ya?ml$/.test(path));
      assert.deepEqual(
        asked.filter((path) => !path.endsWith(`/${POLICY}`)),
        [],
      );
    });
  });
});
