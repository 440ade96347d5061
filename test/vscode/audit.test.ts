import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { inFolder, memoryOfSuite } from './memoryFiles.js';
import {
  DOCKERFILE,
  closeEditors,
  problemsIn,
  retype,
  scratch,
  settled,
  sleep,
  untilCount,
  withSettings,
} from './support.js';
import type { Scratch } from './support.js';

interface Summary {
  readonly found: number;
  readonly files: number;
  readonly scanned: number;
  readonly unchanged: number;
  readonly findings: number;
  readonly skipped: readonly { readonly path: string; readonly reason: string }[];
  readonly cancelled: boolean;
  readonly milliseconds: number;
}

suite('audit', () => {
  let files: Scratch;
  const memory = memoryOfSuite();

  setup(function () {
    files = scratch(`audit-${this.currentTest?.title.replace(/\W+/g, '-') ?? ''}`);
  });

  teardown(async () => {
    await vscode.commands.executeCommand('kasperskyBan.clearFindings');
    await files.dispose();
  });

  function audit(): Thenable<Summary> {
    return vscode.commands.executeCommand('kasperskyBan.auditWorkspace');
  }

  test('finds what no editor shows, in every folder, though they have the same name', async function () {
    const folders = vscode.workspace.workspaceFolders ?? [];
    if (folders.length < 2) this.skip(); // started by hand on one folder
    assert.deepEqual(
      folders.map(({ name }) => name),
      ['workspace', 'workspace'],
    );
    await files.write('a/Dockerfile', DOCKERFILE);
    const summary = await audit();
    assert.equal(summary.cancelled, false);
    assert.equal(summary.files, summary.found);
    assert.ok(summary.findings > 20, String(summary.findings));
    await untilCount(files.uri('a/Dockerfile'), 1);
    for (const { uri } of folders) {
      assert.ok(problemsIn(vscode.Uri.joinPath(uri, 'Dockerfile')).length > 0, uri.path);
    }
    assert.equal(problemsIn(vscode.Uri.joinPath(folders[1]?.uri ?? files.folder, 'Dockerfile')).length, 1);
  });

  test('shows what a role installs where the name is written', async () => {
    const root = vscode.workspace.workspaceFolders?.[0]?.uri;
    assert.ok(root);
    await audit();
    const role = vscode.Uri.joinPath(root, 'ansible', 'roles', 'endpoint');
    const problems = await untilCount(vscode.Uri.joinPath(role, 'defaults', 'main.yml'), 2);
    assert.deepEqual(
      problems.map(({ range }) => range.start.line),
      [1, 2],
    );
  });

  test('leaves out what the editor, version control, the policy and the settings leave out', async () => {
    const names = ['hidden', 'unsearched', 'ignored', 'ruled', 'setting', 'kept'];
    for (const name of names) await files.write(`${name}/Dockerfile`, DOCKERFILE);
    await files.write('ignored/kept/Dockerfile', DOCKERFILE);
    await files.write('node_modules/x/Dockerfile', DOCKERFILE);
    await files.write('.git/HEAD', 'ref: refs/heads/main\n');
    await files.write('.gitignore', 'ignored/*\n!ignored/kept/\n');
    await files.write('.kaspersky-ban.yaml', 'exclude: ["ruled/**"]\n');
    const seen = (): string[] =>
      [...names, 'ignored/kept', 'node_modules/x'].filter(
        (name) => problemsIn(files.uri(`${name}/Dockerfile`)).length > 0,
      );
    await withSettings(
      { exclude: { '**/hidden': true } },
      async () => {
        await withSettings(
          { exclude: { '**/unsearched': true } },
          async () => {
            await withSettings({ exclude: ['**/setting/**'] }, async () => {
              await audit();
              assert.deepEqual(seen(), ['kept', 'ignored/kept']);
            });
          },
          'search',
        );
      },
      'files',
    );
    await withSettings({ respectGitignore: false }, async () => {
      await audit();
      assert.deepEqual(seen(), ['hidden', 'unsearched', 'ignored', 'setting', 'kept', 'ignored/kept']);
    });
  });

  test('judges a variable by what is done with it, as the command line does', async () => {
    const task = (state: string): string =>
      `- name: kesl\n  apt:\n    name: "{{ endpoint_package }}"\n    state: ${state}\n`;
    const defaults = await files.write('roles/av/defaults/main.yml', 'endpoint_package: kesl\n');
    // Elsewhere in the role, so that the variables alone do not tell.
    await files.write('roles/av/tasks/offboard.yml', task('absent'));
    await audit();
    assert.deepEqual(problemsIn(defaults), []);
    await files.write('roles/av/tasks/install.yml', task('present'));
    await audit();
    assert.equal(problemsIn(defaults).length, 1);
  });

  test('goes by a policy file that has only just come', async () => {
    const uri = await files.write('Dockerfile', DOCKERFILE);
    await audit();
    await untilCount(uri, 1);
    await files.write('.kaspersky-ban.yaml', 'exclude: ["**"]\n');
    await audit();
    assert.deepEqual(problemsIn(uri), []);
  });

  test('reads other text, which the editor leaves alone', async () => {
    const path = '/opt/kaspersky/kesl/bin/kesl-control';
    const notes = await files.write('notes.adoc', `See ${path}.\n`);
    const hovers = async (): Promise<number> => {
      const at = new vscode.Position(0, 10);
      const found = await vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        notes,
        at,
      );
      return found.length;
    };
    const before = (await audit()).scanned;
    assert.ok(before > 0);
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(notes));
    assert.equal(await hovers(), 0);
  });

  test('says what it skipped and why', async () => {
    await files.write('Dockerfile', `${DOCKERFILE}${'# filler\n'.repeat(300)}`);
    await files.write('binary', new Uint8Array([0, 1, 2, 0]));
    await withSettings({ maxFileSize: 2 }, async () => {
      const { skipped } = await audit();
      const own = skipped.filter(({ path }) => path.includes('scratch-audit-'));
      assert.deepEqual(
        own.map(({ path, reason }) => `${path.split('/').at(-1) ?? ''}: ${reason}`),
        ['Dockerfile: larger than 2 KiB'],
      );
    });
  });

  test('stays live: files that come, change and go', async () => {
    await audit();
    const uri = await files.write('Dockerfile', DOCKERFILE);
    await untilCount(uri, 1);
    await files.write('Dockerfile', 'FROM debian:12\n');
    await untilCount(uri, 0);
    await files.write('Dockerfile', DOCKERFILE.repeat(2));
    await untilCount(uri, 2);
    await vscode.workspace.fs.rename(uri, files.uri('Containerfile'));
    await untilCount(files.uri('Containerfile'), 2);
    await untilCount(uri, 0);
    await files.write('deep/er/Dockerfile', DOCKERFILE);
    await untilCount(files.uri('deep/er/Dockerfile'), 1);
    await vscode.workspace.fs.rename(files.uri('deep'), files.uri('moved'));
    await untilCount(files.uri('moved/er/Dockerfile'), 1);
    await untilCount(files.uri('deep/er/Dockerfile'), 0);
    await vscode.workspace.fs.rename(files.uri('moved'), files.uri('deep'));
    await untilCount(files.uri('deep/er/Dockerfile'), 1);
    await vscode.workspace.fs.delete(files.uri('deep'), { recursive: true });
    await untilCount(files.uri('deep/er/Dockerfile'), 0);
  });

  test('stays live: settings, ignore files, exclusions and policies', async () => {
    const uri = await files.write('lab/Dockerfile', DOCKERFILE);
    await audit();
    await untilCount(uri, 1);
    await withSettings({ 'severity.prohibited': 'none' }, () => untilCount(uri, 0).then(() => undefined));
    await untilCount(uri, 1);
    await withSettings(
      { exclude: { '**/lab': true } },
      () => untilCount(uri, 0).then(() => undefined),
      'files',
    );
    await untilCount(uri, 1);
    await files.write('.git/HEAD', 'ref: refs/heads/main\n');
    await files.write('.gitignore', 'lab\n');
    await untilCount(uri, 0);
    await vscode.workspace.fs.delete(files.uri('.gitignore'));
    await untilCount(uri, 1);
    await files.write('.kaspersky-ban.yaml', 'exclude: ["lab/**"]\n');
    await untilCount(uri, 0);
  });

  for (const state of ['closed', 'open'] as const) {
    // In memory, since VS Code does not tell of every change in a folder on disk that has just been made.
    test(`stays live: a variable that a role uses, its tasks ${state}`, async () => {
      const task = '- name: agent\n  apt:\n    name: "{{ endpoint_package }}"\n    state: present\n';
      const role = `/live-${state}/roles/av`;
      const defaults = memory.add(`${role}/defaults/main.yml`, 'endpoint_package: clamav\n');
      const tasks = memory.add(`${role}/tasks/main.yml`, task);
      await inFolder(`/live-${state}`, async () => {
        if (state === 'open') await vscode.window.showTextDocument(tasks, { preview: false });
        await audit();
        memory.put(`${role}/defaults/main.yml`, 'endpoint_package: kesl\n');
        await untilCount(defaults, 1);
        // Typed and not yet saved.
        const document = await vscode.workspace.openTextDocument(defaults);
        await vscode.window.showTextDocument(document, { preview: false });
        await retype(document, 'endpoint_package: clamav\n');
        await untilCount(defaults, 0);
        await closeEditors();
      });
    });
  }

  test('what is typed goes before what is stored, until it is closed', async () => {
    const uri = await files.write('Dockerfile', DOCKERFILE);
    await vscode.commands.executeCommand('vscode.open', uri, { preview: false });
    const document = vscode.window.activeTextEditor?.document;
    assert.ok(document);
    await retype(document, DOCKERFILE.repeat(3));
    await untilCount(uri, 3);
    await audit();
    assert.equal(problemsIn(uri).length, 3);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await untilCount(uri, 1);
  });

  test('ends when it is cancelled, though a file is still to come, and finds nothing afterwards', async () => {
    const late = memory.add('/held/z/Dockerfile', DOCKERFILE);
    await inFolder('/held', async () => {
      const { asked, release } = memory.hold(late);
      const first = audit();
      await asked;
      const second = audit();
      const { cancelled, files: done, found } = await first;
      assert.equal(cancelled, true);
      assert.ok(done < found, `${done} of ${found}`);
      await vscode.commands.executeCommand('kasperskyBan.clearFindings');
      assert.equal((await second).cancelled, true);
      release();
      assert.deepEqual(await settled(late), []);
      assert.ok((await audit()).files >= found);
      await untilCount(late, 1);
    });
  });

  test('its findings go when they are cleared; those of open documents stay', async () => {
    const closed = await files.write('closed/Dockerfile', DOCKERFILE);
    const open = await files.open('open/Dockerfile', DOCKERFILE);
    await audit();
    await untilCount(closed, 1);
    await vscode.commands.executeCommand('kasperskyBan.clearFindings');
    await untilCount(closed, 0);
    await untilCount(open.uri, 1);
    await files.write('closed/Dockerfile', DOCKERFILE.repeat(2));
    await sleep(600);
    assert.deepEqual(problemsIn(closed), []);
  });

  test('the findings of a folder go with it', async function () {
    const [, second] = vscode.workspace.workspaceFolders ?? [];
    if (!second) this.skip(); // started by hand on one folder
    const file = vscode.Uri.joinPath(second.uri, 'Dockerfile');
    await audit();
    await untilCount(file, 1);
    assert.ok(vscode.workspace.updateWorkspaceFolders(1, 1));
    await untilCount(file, 0);
    await sleep(200);
    assert.ok(vscode.workspace.updateWorkspaceFolders(1, 0, { uri: second.uri }));
    await untilCount(file, 1);
  });
});
