import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import * as vscode from 'vscode';
import {
  DOCKERFILE,
  IMAGE,
  actionsAt,
  apply,
  closeEditors,
  eventually,
  hoverOver,
  problemsIn,
  untilCount,
} from './support.js';

const CLI = path.resolve(__dirname, '..', 'cli.js');
const FILE = '.kaspersky-ban-baseline.json';
const ORIGINAL = 'FROM kaspersky/kesl:12.1.0\n';
const WRITE = 'kasperskyBan.writeBaseline';

interface Baseline {
  readonly findings: readonly { readonly path: string; readonly name: string }[];
}

suite('baseline', () => {
  let folder: vscode.Uri;
  let dockerfile: vscode.Uri;
  let baseline: vscode.Uri;

  setup(async function () {
    const [, second] = vscode.workspace.workspaceFolders ?? [];
    if (!second) this.skip(); // started by hand on one folder
    folder = second.uri;
    dockerfile = vscode.Uri.joinPath(folder, 'Dockerfile');
    baseline = vscode.Uri.joinPath(folder, FILE);
    // Which folder it is for is told by the active editor.
    await vscode.window.showTextDocument(dockerfile);
  });

  teardown(async () => {
    await vscode.commands.executeCommand('kasperskyBan.clearFindings');
    await closeEditors();
    await store(dockerfile, ORIGINAL);
    await vscode.workspace.fs.delete(baseline, { useTrash: false });
  });

  test('what it holds is known; what comes is not; written again it only loses what is mended', async () => {
    await untilCount(dockerfile, 1);
    await vscode.commands.executeCommand(WRITE);
    assert.deepEqual(await held(), ['Dockerfile kaspersky/kesl:12.1.0']);
    await untilCount(dockerfile, 0);
    await closeEditors();
    await store(dockerfile, `${DOCKERFILE}RUN apt-get install -y klnagent64\n`);
    const [fresh] = await untilCount(dockerfile, 1);
    assert.match(fresh?.message ?? '', /Network Agent/);
    await vscode.window.showTextDocument(dockerfile);
    await vscode.commands.executeCommand(WRITE);
    assert.deepEqual(await held(), ['Dockerfile kaspersky/kesl:12.1.0'], 'it has taken in something new');
    await closeEditors();
    await store(dockerfile, 'FROM debian:12\nRUN apt-get install -y klnagent64\n');
    await vscode.window.showTextDocument(dockerfile);
    await vscode.commands.executeCommand(WRITE);
    assert.deepEqual(await held(), []);
    await untilCount(dockerfile, 1);
  });

  test('what it holds can still be fixed, and so can what stands beside it', async () => {
    const text = `${ORIGINAL}RUN apt-get install -y kesl\n`;
    await vscode.commands.executeCommand(WRITE);
    await untilCount(dockerfile, 0);
    await closeEditors();
    await store(dockerfile, text);
    const document = await vscode.workspace.openTextDocument(dockerfile);
    await vscode.window.showTextDocument(document);
    await untilCount(dockerfile, 1);
    const titles = async (at: string): Promise<string[]> =>
      (await actionsAt(document, at)).map(({ title }) => title);
    for (const at of [IMAGE, 'kesl\n']) assert.match((await titles(at))[0] ?? '', /^Replace with /, at);
    const words = await hoverOver(document, IMAGE);
    assert.match(words, /\nKnown from the baseline\n/);
    assert.match(words, /\[Replace with /);
    const suppress = 'kasperskyBan.suppress';
    const target = { uri: dockerfile.toString(), entry: 'kesl', start: text.indexOf('kesl\n') };
    assert.equal(await vscode.commands.executeCommand(suppress, target, { reason: 'lab' }), true);
    assert.match(document.getText(), /# kaspersky-ban-ignore-next-line kesl reason="lab"\n/);
    await apply((await actionsAt(document, IMAGE)).find(({ title }) => title.startsWith('Replace with ')));
    assert.ok(!document.getText().includes(IMAGE));
  });

  test('editor and command line read and write the same', async () => {
    await vscode.commands.executeCommand(WRITE);
    const written = await read(baseline);
    await vscode.workspace.fs.delete(baseline, { useTrash: false });
    const options = { cwd: folder.fsPath, encoding: 'utf8' } as const;
    spawnSync(process.execPath, [CLI, '--write-baseline', '--fail-on', 'never'], options);
    assert.equal(await read(baseline), written);
    await untilCount(dockerfile, 0);
    const { status, stdout } = spawnSync(process.execPath, [CLI, '--baseline', FILE], options);
    assert.equal(status, 0, stdout);
  });

  test('one with a mistake hides nothing, and says so', async () => {
    await store(baseline, '{ "version": 1 }');
    await eventually(() => problemsIn(baseline).length === 1, 'the mistake');
    assert.match(problemsIn(baseline)[0]?.message ?? '', /expected a list "findings"/);
    await untilCount(dockerfile, 1);
  });

  async function held(): Promise<string[]> {
    const { findings } = JSON.parse(await read(baseline)) as Baseline;
    return findings.map(({ path: file, name }) => `${file} ${name}`);
  }
});

async function store(uri: vscode.Uri, text: string): Promise<void> {
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
}

async function read(uri: vscode.Uri): Promise<string> {
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}
