import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  DOCKERFILE,
  IMAGE,
  codeOf,
  problemsIn,
  retype,
  scratch,
  show,
  sleep,
  underlined,
  until,
  untilCount,
} from './support.js';
import type { Scratch } from './support.js';

const POLICY = '.kaspersky-ban.yaml';

suite('policy file', () => {
  let files: Scratch;

  setup(function () {
    files = scratch(`policy-${this.currentTest?.title.replace(/\W+/g, '-') ?? ''}`);
  });

  teardown(async () => {
    await files.dispose();
  });

  test('its mistakes stand at their places, while it is typed', async () => {
    const text = 'profile: us-federl\nseverity: { prohibited: loud }\nexclud: []\n';
    const document = await files.open(POLICY, text);
    const problems = await untilCount(document.uri, 3);
    const places = problems.map((each) => underlined(document, each)).sort();
    assert.deepEqual(places, ['exclud', 'loud', 'us-federl']);
    for (const each of problems) assert.equal(codeOf(each), 'policy');
    await retype(document, 'profile: us-federal\n');
    await untilCount(document.uri, 0);
    await retype(document, 'profile: [\n');
    const [syntax] = await until(document.uri, ({ length }) => length > 0, 'a mistake');
    assert.ok(syntax && syntax.range.start.line <= 1, syntax && show(syntax));
  });

  test('is judged by what is stored once it is closed', async () => {
    const uri = await files.write(POLICY, 'profile: de\n');
    await vscode.commands.executeCommand('vscode.open', uri, { preview: false });
    const document = await vscode.workspace.openTextDocument(uri);
    await retype(document, 'profile: nowhere\n');
    await untilCount(uri, 1);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await untilCount(uri, 0);
  });

  test('a broken one never means no rules, and is shown without being open', async () => {
    const uri = await files.write(POLICY, 'exclude: ["**"]\nprofile: nowhere\n');
    const document = await files.open('Dockerfile', DOCKERFILE);
    await untilCount(document.uri, 1);
    const [mistake] = await untilCount(uri, 1);
    assert.equal(mistake && show(mistake), '1:9-1:16');
    await vscode.workspace.fs.delete(uri);
    await untilCount(uri, 0);
  });

  test('the nearest one rules: nested in the other, whatever that says', async () => {
    await files.write(POLICY, 'severity: { prohibited: warning }\n');
    await files.write(`nested/${POLICY}`, 'severity: { prohibited: information }\nexclude: ["lab/**"]\n');
    const outer = await files.open('Dockerfile', DOCKERFILE);
    const inner = await files.open('nested/app/Dockerfile', DOCKERFILE);
    const left = await files.open('nested/lab/Dockerfile', DOCKERFILE);
    const { Warning, Information } = vscode.DiagnosticSeverity;
    await until(outer.uri, ([first]) => first?.severity === Warning, 'a warning');
    await until(inner.uri, ([first]) => first?.severity === Information, 'information');
    assert.deepEqual(problemsIn(left.uri), []);
  });

  test('what it says takes effect as soon as it is saved', async () => {
    const document = await files.open('Dockerfile', DOCKERFILE);
    await untilCount(document.uri, 1);
    await files.write(POLICY, 'ignore:\n  - { entry: vendor-images, path: "Dockerfile", reason: lab }\n');
    await untilCount(document.uri, 0);
    await files.write(POLICY, 'profile: us-commercial\n');
    await untilCount(document.uri, 1);
    const policy = await files.open(POLICY, 'severity: { prohibited: none }\n');
    await untilCount(document.uri, 0);
    await retype(policy, 'severity: { prohibited: warning }\n');
    await sleep(600);
    assert.deepEqual(problemsIn(document.uri), [], 'a policy that is not saved rules');
    assert.ok(await policy.save());
    await untilCount(document.uri, 1);
  });

  test('its own entries are found', async () => {
    await files.write(
      POLICY,
      `catalog:
  - id: acme-av-mirror
    title: ACME mirror of the endpoint agent
    category: endpoint-agent
    match: [{ type: docker, name: registry.acme.example/security/av-agent }]
`,
    );
    const document = await files.open('Dockerfile', 'FROM registry.acme.example/security/av-agent:7\n');
    const [problem] = await untilCount(document.uri, 1);
    assert.ok(problem);
    assert.equal(codeOf(problem), 'acme-av-mirror');
    assert.match(problem.message, /^ACME mirror of the endpoint agent: /);
  });

  test('it names products and is no finding itself', async () => {
    const document = await files.open(POLICY, `# image: ${IMAGE}\nexclude: ["/opt/kaspersky/**"]\n`);
    await sleep(600);
    assert.deepEqual(problemsIn(document.uri), []);
  });

  test('a command opens it, or makes one', async () => {
    await files.write(POLICY, 'profile: de\n');
    await files.open('Dockerfile', DOCKERFILE);
    await vscode.commands.executeCommand('kasperskyBan.openPolicy');
    assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), files.uri(POLICY).toString());
  });
});
