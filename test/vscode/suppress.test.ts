import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  DOCKERFILE,
  IMAGE,
  actionsAt,
  codeOf,
  eventually,
  rangeOf,
  scratch,
  until,
  untilCount,
} from './support.js';
import type { Scratch } from './support.js';

const TITLE = 'Suppress with a reason…';
const POLICY = '.kaspersky-ban.yaml';
const PACKAGE = `{
  "name": "portal",
  "dependencies": {
    "@kaspersky/hexa-ui": "^4.2.0"
  }
}
`;

suite('exceptions', () => {
  let files: Scratch;

  setup(function () {
    files = scratch(`suppress-${this.currentTest?.title.replace(/\W+/g, '-') ?? ''}`);
  });

  teardown(async () => {
    await files.dispose();
  });

  // As the quick fix does, but with the words that it would ask for.
  async function suppress(document: vscode.TextDocument, text: string, words: object): Promise<unknown> {
    const actions = await actionsAt(document, text, vscode.CodeActionKind.QuickFix);
    const { command } = actions.find(({ title }) => title === TITLE) ?? {};
    assert.ok(command, 'no suppression is offered');
    return vscode.commands.executeCommand(command.command, ...(command.arguments as unknown[]), words);
  }

  test('go into a comment on the line before', async () => {
    const document = await files.open('Dockerfile', DOCKERFILE);
    await untilCount(document.uri, 1);
    assert.equal(await suppress(document, IMAGE, { reason: 'lab "only"', until: '2099-12-31' }), true);
    await untilCount(document.uri, 0);
    const comment = '# kaspersky-ban-ignore-next-line vendor-images reason="lab only" until=2099-12-31';
    assert.equal(document.getText().replace(/ {2,}/g, ' '), `${comment}\n${DOCKERFILE}`);
  });

  test('go above the task, with its indentation', async () => {
    const tasks = '- block:\n    - name: Install\n      ansible.builtin.apt:\n        name: kesl\n';
    const document = await files.open('roles/a/tasks/main.yml', tasks);
    await untilCount(document.uri, 1);
    assert.equal(await suppress(document, 'kesl', { reason: 'lab' }), true);
    await untilCount(document.uri, 0);
    assert.match(document.getText(), /^- block:\n {4}# kaspersky-ban-ignore-next-line kesl reason="lab"\n/);
  });

  test('go into a new policy file where the format has no comments', async () => {
    await files.write('marker', '');
    const document = await files.open('package.json', PACKAGE);
    const root = vscode.workspace.getWorkspaceFolder(document.uri)?.uri;
    assert.ok(root);
    const policy = vscode.Uri.joinPath(root, POLICY);
    await untilCount(document.uri, 1);
    try {
      assert.equal(await suppress(document, '@kaspersky/hexa-ui', { reason: 'design system' }), true);
      await untilCount(document.uri, 0);
      assert.equal(document.getText(), PACKAGE);
      const written = new TextDecoder().decode(await vscode.workspace.fs.readFile(policy));
      const path = vscode.workspace.asRelativePath(document.uri, false);
      assert.equal(
        written,
        `ignore:\n  - { entry: kaspersky-npm, path: "${path}", reason: "design system" }\n`,
      );
    } finally {
      await vscode.workspace.fs.delete(policy, { useTrash: false });
    }
    await untilCount(document.uri, 1);
  });

  test('go into the nearest policy file, whose text stays as it is', async () => {
    const own = '# ours\nexclude: [] # nothing\nignore:\n  - { entry: kuma, reason: "other product" }\n';
    await files.write(POLICY, own);
    const document = await files.open('web/package.json', PACKAGE);
    await untilCount(document.uri, 1);
    assert.equal(await suppress(document, '@kaspersky/hexa-ui', { reason: 'design system' }), true);
    await untilCount(document.uri, 0);
    const rule = '  - { entry: kaspersky-npm, path: "web/package.json", reason: "design system" }\n';
    assert.equal(await files.read(POLICY), `${own}${rule}`);
  });

  test('work at the cursor, and say so where there is nothing', async () => {
    const document = await files.open('Dockerfile', DOCKERFILE);
    await untilCount(document.uri, 1);
    const editor = vscode.window.activeTextEditor;
    assert.equal(editor?.document, document);
    const at = (line: number, column: number): vscode.Selection =>
      new vscode.Selection(line, column, line, column);
    editor.selection = at(1, 0);
    const words = { reason: 'lab' };
    await eventually(() => editor.selection.active.line === 1, 'the cursor');
    assert.equal(await vscode.commands.executeCommand('kasperskyBan.suppress', undefined, words), false);
    const { start } = rangeOf(document, IMAGE);
    editor.selection = at(start.line, start.character);
    await eventually(() => editor.selection.active.line === 0, 'the cursor');
    assert.equal(await vscode.commands.executeCommand('kasperskyBan.suppress', undefined, words), true);
    await untilCount(document.uri, 0);
  });

  test('that lack what the policy requires hide nothing', async () => {
    await files.write(POLICY, 'exceptions: { require: [reason, owner] }\n');
    const comment = '# kaspersky-ban-ignore-next-line vendor-images reason="lab"';
    const document = await files.open('Dockerfile', `${comment}\n${DOCKERFILE}`);
    const problems = await until(document.uri, ({ length }) => length === 2, 'two problems');
    assert.deepEqual(problems.map(codeOf), ['exception', 'vendor-images']);
    assert.match(problems[0]?.message ?? '', /lacks owner/);
  });
});
