import assert from 'node:assert/strict';
import * as vscode from 'vscode';
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

const SCHEME = 'kbtest';
const POLICY = '.kaspersky-ban.yaml';

/** Files in memory, as a virtual workspace has them. */
class MemoryFiles implements vscode.FileSystemProvider {
  private readonly changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  private readonly files = new Map<string, { bytes: Uint8Array; mtime: number }>();
  readonly onDidChangeFile = this.changed.event;

  put(path: string, text: string): vscode.Uri {
    const uri = vscode.Uri.from({ scheme: SCHEME, path });
    this.writeFile(uri, new TextEncoder().encode(text));
    return uri;
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  stat({ path }: vscode.Uri): vscode.FileStat {
    const file = this.files.get(path);
    if (file) return { type: vscode.FileType.File, ctime: 0, mtime: file.mtime, size: file.bytes.length };
    if (this.namesIn(path).length === 0) throw vscode.FileSystemError.FileNotFound(path);
    return { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 };
  }

  readDirectory({ path }: vscode.Uri): [string, vscode.FileType][] {
    const base = path.endsWith('/') ? path : `${path}/`;
    return [...new Set(this.namesIn(path))].map((name) => [
      name,
      this.files.has(base + name) ? vscode.FileType.File : vscode.FileType.Directory,
    ]);
  }

  readFile({ path }: vscode.Uri): Uint8Array {
    const file = this.files.get(path);
    if (!file) throw vscode.FileSystemError.FileNotFound(path);
    return file.bytes;
  }

  writeFile(uri: vscode.Uri, bytes: Uint8Array): void {
    const type = this.files.has(uri.path) ? vscode.FileChangeType.Changed : vscode.FileChangeType.Created;
    this.files.set(uri.path, { bytes, mtime: Date.now() });
    this.changed.fire([{ type, uri }]);
  }

  delete(uri: vscode.Uri): void {
    this.files.delete(uri.path);
    this.changed.fire([{ type: vscode.FileChangeType.Deleted, uri }]);
  }

  createDirectory(): void {
    throw vscode.FileSystemError.NoPermissions();
  }

  rename(): void {
    throw vscode.FileSystemError.NoPermissions();
  }

  private namesIn(path: string): string[] {
    const base = path.endsWith('/') ? path : `${path}/`;
    return [...this.files.keys()]
      .filter((name) => name.startsWith(base))
      .map((name) => name.slice(base.length).split('/')[0] ?? '');
  }
}

suite('virtual file systems', () => {
  let files: MemoryFiles;
  let registration: vscode.Disposable;

  suiteSetup(() => {
    files = new MemoryFiles();
    registration = vscode.workspace.registerFileSystemProvider(SCHEME, files);
  });

  suiteTeardown(() => {
    registration.dispose();
  });

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
    assert.ok(!new TextDecoder().decode(files.readFile(uri)).includes(IMAGE));
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

  test('a workspace folder on one is audited', async () => {
    const uri = files.put('/three/deep/Dockerfile', DOCKERFILE);
    files.put('/three/.gitignore', 'left/\n');
    const left = files.put('/three/left/Dockerfile', DOCKERFILE);
    const folder = vscode.Uri.from({ scheme: SCHEME, path: '/three' });
    const count = vscode.workspace.workspaceFolders?.length ?? 0;
    assert.ok(count > 1, 'another first folder would restart the extension host');
    const added = new Promise<void>((resolve) => {
      const listener = vscode.workspace.onDidChangeWorkspaceFolders(() => {
        listener.dispose();
        resolve();
      });
    });
    assert.ok(vscode.workspace.updateWorkspaceFolders(count, 0, { uri: folder }));
    await added;
    try {
      await vscode.commands.executeCommand('kasperskyBan.auditWorkspace');
      await untilCount(uri, 1);
      assert.deepEqual(problemsIn(left), []);
      files.delete(uri);
      await untilCount(uri, 0);
    } finally {
      vscode.workspace.updateWorkspaceFolders(count, 1);
      await vscode.commands.executeCommand('kasperskyBan.clearFindings');
    }
  });
});
