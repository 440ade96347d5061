import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { actionsAt, apply, closeEditors, eventually, underlined, untilCount } from './support.js';

suite('sample of the walkthrough', () => {
  teardown(closeEditors);

  test('opens once, unsaved, with findings that can be fixed', async () => {
    await vscode.commands.executeCommand('kasperskyBan.openSample');
    const document = vscode.window.activeTextEditor?.document;
    assert.ok(document);
    assert.deepEqual([document.uri.scheme, document.languageId], ['untitled', 'dockerfile']);
    const problems = await untilCount(document.uri, 2);
    assert.deepEqual(
      problems.map((each) => underlined(document, each)),
      ['kesl', 'kaspersky/kesl:12.1.0'],
    );
    await vscode.commands.executeCommand('kasperskyBan.openSample');
    assert.equal(vscode.window.activeTextEditor?.document, document);
    const actions = await actionsAt(document, 'kesl', vscode.CodeActionKind.QuickFix);
    await apply(actions.find(({ title }) => title.startsWith('Replace with ')));
    await untilCount(document.uri, 1);
  });

  test('the second step goes to a finding of it', async () => {
    await vscode.commands.executeCommand('kasperskyBan.fixSample');
    const editor = vscode.window.activeTextEditor;
    assert.ok(editor);
    await eventually(() => editor.selection.active.line === 3, 'the line of the finding');
    const word = editor.document.getWordRangeAtPosition(editor.selection.active);
    assert.equal(editor.document.getText(word), 'kesl');
  });
});
