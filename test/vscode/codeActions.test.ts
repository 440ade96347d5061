import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  DOCKERFILE,
  IMAGE,
  actionsAt,
  apply,
  eventually,
  scratch,
  settled,
  untilCount,
  withSettings,
} from './support.js';
import type { Scratch } from './support.js';

const { QuickFix, SourceFixAll } = vscode.CodeActionKind;
const FIX_ALL = SourceFixAll.append('kasperskyBan');
const REPLACE = /^Replace with /;
const SUPPRESS = 'Suppress with a reason…';

/** What comes after the replacements of the agent. */
const AFTER = [
  'Turn into a removal',
  'Remove the task',
  'Retire Kaspersky Security Center Network Agent across the workspace…',
  SUPPRESS,
];

const TASKS = `- name: Install the agent
  ansible.builtin.apt:
    name: klnagent64
    state: present # pinned by ops
- name: Install curl
  ansible.builtin.apt:
    name: curl
`;
const TASK_FILE = 'roles/endpoint/tasks/main.yml';

suite('code actions', () => {
  let files: Scratch;

  setup(function () {
    files = scratch(`actions-${this.currentTest?.title.replace(/\W+/g, '-') ?? ''}`);
  });

  teardown(async () => {
    await files.dispose();
  });

  async function titlesAt(document: vscode.TextDocument, text: string): Promise<string[]> {
    return (await actionsAt(document, text, QuickFix)).map(({ title }) => title);
  }

  async function choose(document: vscode.TextDocument, text: string, title: RegExp | string): Promise<void> {
    const actions = await actionsAt(document, text, QuickFix);
    await apply(
      actions.find((each) => (title instanceof RegExp ? title.test(each.title) : each.title === title)),
    );
  }

  test('come best first: replace, turn into a removal, remove, suppress', async () => {
    const document = await files.open(TASK_FILE, TASKS);
    await untilCount(document.uri, 1);
    const actions = await actionsAt(document, 'klnagent64', QuickFix);
    const titles = actions.map(({ title }) => title);
    const rank = (title: string): number => {
      if (title.startsWith('Replace with ')) return 0;
      return AFTER.indexOf(title) + 1;
    };
    assert.deepEqual(
      [...titles].sort((a, b) => rank(a) - rank(b)),
      titles,
    );
    assert.deepEqual(
      titles.filter((title) => !title.startsWith('Replace with ')),
      AFTER,
    );
    assert.equal(actions.filter(({ isPreferred }) => isPreferred).length, 1);
    assert.equal(new Set(titles).size, titles.length);
  });

  test('replace an image', async () => {
    const document = await files.open('Dockerfile', DOCKERFILE);
    await untilCount(document.uri, 1);
    await choose(document, IMAGE, REPLACE);
    await untilCount(document.uri, 0);
    assert.match(document.getText(), /^FROM (?!kaspersky)\S+\nRUN true\n$/);
  });

  test('turn an install into a removal, and leave the rest as it is written', async () => {
    const document = await files.open(TASK_FILE, TASKS);
    await untilCount(document.uri, 1);
    await choose(document, 'klnagent64', 'Turn into a removal');
    await untilCount(document.uri, 0);
    assert.equal(document.getText(), TASKS.replace('state: present', 'state: absent'));
  });

  test('remove a task', async () => {
    const document = await files.open(TASK_FILE, TASKS);
    await untilCount(document.uri, 1);
    await choose(document, 'klnagent64', 'Remove the task');
    await untilCount(document.uri, 0);
    assert.equal(document.getText(), TASKS.slice(TASKS.indexOf('- name: Install curl')));
  });

  test('are those of what is typed, not of what was scanned before', async () => {
    const document = await files.open('Dockerfile', DOCKERFILE);
    await untilCount(document.uri, 1);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(0, 0), '# one more line\n');
    assert.ok(await vscode.workspace.applyEdit(edit));
    await choose(document, IMAGE, REPLACE);
    assert.match(document.getText(), /^# one more line\nFROM (?!kaspersky)\S+\nRUN true\n$/);
  });

  test('there are none for a removal, an exception or another kind', async () => {
    const comment = '# kaspersky-ban-ignore-next-line vendor-images reason="lab"';
    const document = await files.open('Dockerfile', `${comment}\n${DOCKERFILE}RUN apt-get purge -y kesl\n`);
    assert.deepEqual(await settled(document.uri), []);
    assert.deepEqual(await titlesAt(document, IMAGE), []);
    assert.deepEqual(await titlesAt(document, 'kesl\n'), []);
    const open = await files.open('Containerfile', DOCKERFILE);
    await untilCount(open.uri, 1);
    assert.deepEqual(await actionsAt(open, IMAGE, vscode.CodeActionKind.Refactor), []);
  });

  test('fix all in a file at once', async () => {
    const document = await files.open('Dockerfile', DOCKERFILE.repeat(3));
    await untilCount(document.uri, 3);
    const [action, ...others] = await actionsAt(document, 'RUN', FIX_ALL);
    assert.deepEqual(others, []);
    await apply(action);
    await untilCount(document.uri, 0);
    assert.ok(!document.getText().includes('kaspersky'));
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), DOCKERFILE.repeat(3));
  });

  test('fix all by the command', async () => {
    const document = await files.open('Dockerfile', DOCKERFILE.repeat(2));
    await untilCount(document.uri, 2);
    assert.equal(await vscode.commands.executeCommand('kasperskyBan.fixAllInFile'), true);
    await untilCount(document.uri, 0);
    assert.equal(await vscode.commands.executeCommand('kasperskyBan.fixAllInFile'), false);
  });

  test('fix all on save', async () => {
    const document = await files.open('Dockerfile', DOCKERFILE);
    await untilCount(document.uri, 1);
    const onSave = { codeActionsOnSave: { 'source.fixAll.kasperskyBan': 'explicit' } };
    await withSettings(
      onSave,
      async () => {
        const edit = new vscode.WorkspaceEdit();
        edit.insert(document.uri, new vscode.Position(1, 0), 'USER root\n');
        assert.ok(await vscode.workspace.applyEdit(edit));
        assert.ok(await document.save());
        await eventually(
          async () => !(await files.read('Dockerfile')).includes('kaspersky'),
          'the saved fix',
        );
        await untilCount(document.uri, 0);
      },
      'editor',
    );
  });
});
