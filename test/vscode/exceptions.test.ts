import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  DOCKERFILE,
  actionsAt,
  apply,
  codeOf,
  eventually,
  problemsIn,
  scratch,
  settled,
  underlined,
  until,
  untilCount,
} from './support.js';
import type { Scratch } from './support.js';

const POLICY = '.kaspersky-ban.yaml';
const REMOVE = 'Remove the exception';
const DAY_MS = 24 * 60 * 60 * 1000;

function inDays(days: number): string {
  return new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);
}

suite('exceptions that are wrong', () => {
  let files: Scratch;

  setup(function () {
    files = scratch(`exceptions-${this.currentTest?.title.replace(/\W+/g, '-') ?? ''}`);
  });

  teardown(async () => {
    await vscode.commands.executeCommand('kasperskyBan.clearFindings');
    await files.dispose();
  });

  test('an expired one is told of at the comment, and what it hid is shown again', async () => {
    const words = `kaspersky-ban-ignore-next-line vendor-images reason="lab" until=${inDays(-2)}`;
    const document = await files.open('Dockerfile', `# ${words}\n${DOCKERFILE}`);
    const [comment, image] = await untilCount(document.uri, 2);
    assert.ok(comment && image);
    assert.equal(underlined(document, comment), words);
    assert.equal(comment.severity, vscode.DiagnosticSeverity.Warning);
    assert.match(comment.message, /it expired on \d{4}-\d{2}-\d{2}/);
    assert.equal(codeOf(image), 'vendor-images');
  });

  test('one that will soon expire is told of, and still hides', async () => {
    const words = `kaspersky-ban-ignore-next-line vendor-images reason="lab" until=${inDays(10)}`;
    const document = await files.open('Dockerfile', `# ${words}\n${DOCKERFILE}`);
    const [comment] = await untilCount(document.uri, 1);
    assert.match(comment?.message ?? '', /^This exception expires on \S+, in (9|10|11) days\.$/);
  });

  test('an unused one is faded, and a quick fix removes it', async () => {
    const text = 'FROM debian:12\n  # kaspersky-ban-ignore-next-line kesl reason="lab"\nRUN true\n';
    const document = await files.open('Dockerfile', text);
    const [comment] = await untilCount(document.uri, 1);
    assert.deepEqual(comment?.tags, [vscode.DiagnosticTag.Unnecessary]);
    const actions = await actionsAt(document, 'kaspersky-ban-ignore');
    await apply(actions.find(({ title }) => title === REMOVE));
    assert.equal(document.getText(), 'FROM debian:12\nRUN true\n');
    await untilCount(document.uri, 0);
  });

  test('one behind code goes without the code', async () => {
    const text = '<project>\n  <a/> <!-- kaspersky-ban-ignore-line reason="lab" -->\n</project>\n';
    const document = await files.open('pom.xml', text);
    await untilCount(document.uri, 1);
    const actions = await actionsAt(document, 'kaspersky-ban-ignore');
    await apply(actions.find(({ title }) => title === REMOVE));
    assert.equal(document.getText(), '<project>\n  <a/>\n</project>\n');
  });

  test('those of the policy file are told of in it, as they are typed', async () => {
    const rule = `  - { entry: vendor-images, path: Dockerfile, reason: lab, until: ${inDays(-1)} }`;
    const policy = await files.open(POLICY, `ignore:\n${rule}\n`);
    const [expired] = await untilCount(policy.uri, 1);
    assert.ok(expired);
    assert.equal(codeOf(expired), 'exception');
    assert.equal(underlined(policy, expired), rule.slice('  - '.length));
    const document = await files.open('Dockerfile', DOCKERFILE);
    await untilCount(document.uri, 1);
    const edit = new vscode.WorkspaceEdit();
    edit.replace(policy.uri, policy.lineAt(1).range, rule.replace(inDays(-1), inDays(90)));
    assert.ok(await vscode.workspace.applyEdit(edit));
    await untilCount(policy.uri, 0);
    assert.ok(await policy.save());
    await untilCount(document.uri, 0);
  });

  test('unused rules of the policy file are told of by an audit, until it is cleared', async () => {
    await files.write('Dockerfile', DOCKERFILE);
    const used = '  - { entry: vendor-images, path: Dockerfile, reason: lab }\n';
    const policy = await files.open(POLICY, `ignore:\n${used}  - { entry: kuma-siem, reason: lab }\n`);
    assert.deepEqual(await settled(policy.uri), []);
    await vscode.commands.executeCommand('kasperskyBan.auditWorkspace');
    const [unused] = await untilCount(policy.uri, 1);
    assert.ok(unused);
    assert.equal(underlined(policy, unused), '{ entry: kuma-siem, reason: lab }');
    assert.deepEqual(problemsIn(files.uri('Dockerfile')), []);
    await vscode.commands.executeCommand('kasperskyBan.clearFindings');
    await untilCount(policy.uri, 0);
  });

  test('a policy that changes is held against a new audit', async () => {
    await files.write('Dockerfile', DOCKERFILE);
    await files.write(POLICY, 'ignore:\n  - { entry: vendor-images, reason: lab }\n');
    await vscode.commands.executeCommand('kasperskyBan.auditWorkspace');
    await eventually(() => problemsIn(files.uri(POLICY)).length === 0, 'no notice');
    await files.write(POLICY, 'ignore:\n  - { entry: kesl, reason: lab }\n');
    await until(files.uri('Dockerfile'), ({ length }) => length === 1, 'the finding');
    await untilCount(files.uri(POLICY), 1);
  });
});
