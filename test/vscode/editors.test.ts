import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  DOCKERFILE,
  IMAGE,
  actionsAt,
  apply,
  closeEditors,
  problemsIn,
  scratch,
  settled,
  underlined,
  untilCount,
  withSettings,
} from './support.js';
import type { Scratch } from './support.js';

const SCRIPT = 'apt-get update\napt-get install -y kesl\n';

suite('kinds of editors', () => {
  let files: Scratch;

  setup(function () {
    files = scratch(`editors-${this.currentTest?.title.replace(/\W+/g, '-') ?? ''}`);
  });

  teardown(async () => {
    await files.dispose();
  });

  test('an untitled document of a known language is judged and fixed', async () => {
    const document = await vscode.workspace.openTextDocument({ language: 'dockerfile', content: DOCKERFILE });
    await vscode.window.showTextDocument(document);
    const [problem] = await untilCount(document.uri, 1);
    assert.ok(problem);
    assert.equal(underlined(document, problem), IMAGE);
    const actions = await actionsAt(document, IMAGE, vscode.CodeActionKind.QuickFix);
    await apply(actions.find(({ title }) => title.startsWith('Replace with ')));
    await untilCount(document.uri, 0);
  });

  test('a cell of a notebook is judged by its own language and the rules of its notebook', async () => {
    const data = new vscode.NotebookData([
      new vscode.NotebookCellData(vscode.NotebookCellKind.Markup, 'We once ran kesl.', 'markdown'),
      new vscode.NotebookCellData(vscode.NotebookCellKind.Code, SCRIPT, 'shellscript'),
    ]);
    const notebook = await vscode.workspace.openNotebookDocument('jupyter-notebook', data);
    await vscode.window.showNotebookDocument(notebook);
    const cell = notebook.cellAt(1).document;
    const [problem] = await untilCount(cell.uri, 1);
    assert.ok(problem);
    assert.equal(underlined(cell, problem), 'kesl');
    const actions = await actionsAt(cell, 'kesl', vscode.CodeActionKind.QuickFix);
    await apply(actions.find(({ title }) => title === 'Turn into a removal'));
    await untilCount(cell.uri, 0);
    assert.match(cell.getText(), /purge/);
    await closeEditors();
  });

  test('a diff shows the findings of the file, not of what it is compared with', async () => {
    const left = await files.write('before/Dockerfile', DOCKERFILE);
    const right = await files.write('Dockerfile', DOCKERFILE.replace(IMAGE, 'debian:12'));
    const old = left.with({ scheme: 'git', query: JSON.stringify({ path: left.path, ref: 'HEAD' }) });
    await vscode.commands.executeCommand('vscode.diff', left, right);
    await untilCount(left, 1);
    assert.deepEqual(problemsIn(right), []);
    assert.deepEqual(problemsIn(old), []);
  });

  test('output, settings and search results are left alone', async () => {
    await vscode.commands.executeCommand('workbench.action.openSettingsJson');
    await vscode.commands.executeCommand('kasperskyBan.showLog');
    await settledNowhere(['output', 'vscode-userdata']);
    await vscode.commands.executeCommand('workbench.action.closePanel');
  });

  test('a file outside of the workspace is judged by the settings', async () => {
    const outside = vscode.Uri.joinPath(files.folder, '..', '..', 'outside', 'Dockerfile');
    await vscode.workspace.fs.writeFile(outside, new TextEncoder().encode(DOCKERFILE));
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(outside));
    await untilCount(outside, 1);
    await withSettings({ 'severity.prohibited': 'none' }, async () => {
      await untilCount(outside, 0);
    });
    await vscode.workspace.fs.delete(vscode.Uri.joinPath(outside, '..'), { recursive: true });
    await files.write('.keep', '');
  });
});

async function settledNowhere(schemes: readonly string[]): Promise<void> {
  for (const { uri } of vscode.workspace.textDocuments) {
    if (schemes.includes(uri.scheme)) assert.deepEqual(await settled(uri), []);
  }
}
