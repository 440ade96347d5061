import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  IMAGE,
  eventually,
  problemsIn,
  retype,
  scratch,
  settled,
  show,
  underlined,
  until,
  untilCount,
} from './support.js';
import type { Scratch } from './support.js';

const LINES = Array.from(
  { length: 200 },
  (_, line) => `  app${line}:\n    image: registry.example/app${line}:1\n`,
);
const COMPOSE = `services:\n${LINES.join('')}`;

/** Makes changes of a document all at once. */
async function change(document: vscode.TextDocument, ...changes: [vscode.Range, string][]): Promise<void> {
  // The window refuses an edit of a version that it is ahead of.
  await eventually(() => {
    const edit = new vscode.WorkspaceEdit();
    edit.set(
      document.uri,
      changes.map(([range, text]) => vscode.TextEdit.replace(range, text)),
    );
    return vscode.workspace.applyEdit(edit) as Promise<boolean>;
  }, 'the edit');
}

function at(line: number, character: number, end = character): vscode.Range {
  return new vscode.Range(line, character, line, end);
}

// Each file has a name of its own: the editor keeps a document for a while, and reloads it when its file is written anew.
suite('typing in a document without a finding', () => {
  let files: Scratch;

  setup(() => {
    files = scratch('typing');
  });

  teardown(() => files.dispose());

  test('a name that is put together from what was there is found, and goes when it is undone', async () => {
    const document = await files.open('apart/compose.yaml', `${COMPOSE}  last:\n    image: kaspe\n`);
    const line = document.lineCount - 2;
    assert.deepEqual(await settled(document.uri), []);
    await change(document, [at(3, 0), '# a comment\n']);
    await change(document, [at(line + 1, 16), 'rsky/kesl:12']);
    const [problem] = await untilCount(document.uri, 1);
    assert.ok(problem);
    assert.equal(underlined(document, problem), 'kaspersky/kesl:12');
    await vscode.commands.executeCommand('undo');
    await untilCount(document.uri, 0);
    await change(document, [at(line + 1, 16), 'rsky/kesl:12']);
    await untilCount(document.uri, 1);
  });

  test('of several changes at once each counts, wherever it comes to lie', async () => {
    const document = await files.open('several/compose.yaml', COMPOSE);
    assert.deepEqual(await settled(document.uri), []);
    await change(
      document,
      [at(1, 0), '# one\n# two\n'],
      [at(202, 11, document.lineAt(202).text.length), IMAGE],
      [at(301, 0), '# three\n'],
    );
    const [problem] = await untilCount(document.uri, 1);
    assert.ok(problem);
    assert.equal(show(problem), `204:11-204:${11 + IMAGE.length}`);
  });

  test('a document that has lost its last finding is looked at as it is typed', async () => {
    const document = await files.open('lost/compose.yaml', `services:\n  a:\n    image: ${IMAGE}\n`);
    await untilCount(document.uri, 1);
    await retype(document, COMPOSE);
    await untilCount(document.uri, 0);
    await change(document, [at(1, 0), '# nothing\n']);
    assert.deepEqual(await settled(document.uri), []);
    await change(document, [at(3, 11, document.lineAt(3).text.length), IMAGE]);
    await until(document.uri, ([problem]) => problem?.range.start.line === 3, 'the finding in its line');
  });

  test('a value in a file without a name counts for the file that asks for it', async () => {
    const env = await files.open('linked/.env', 'REST=nginx\n');
    const compose = await files.open(
      'linked/compose.yaml',
      '# not kaspersky\nservices:\n  a:\n    image: kas${REST}\n',
    );
    assert.deepEqual(await settled(compose.uri), []);
    const problems = (): number => problemsIn(env.uri).length + problemsIn(compose.uri).length;
    await change(env, [at(0, 5, 10), 'persky/x:1']);
    await eventually(() => problems() === 1, 'the finding');
    await change(env, [at(0, 5, 15), 'nginx']);
    await eventually(() => problems() === 0, 'its end');
  });
});
