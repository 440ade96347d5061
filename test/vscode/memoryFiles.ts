import assert from 'node:assert/strict';
import * as vscode from 'vscode';

/** Scheme of the files in memory. */
const MEMORY = 'kbtest';

/** Files in memory, as a virtual workspace has them. */
class MemoryFiles implements vscode.FileSystemProvider {
  private readonly changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  private readonly files = new Map<string, { bytes: Uint8Array; mtime: number }>();
  private changes = 0;
  private readonly held = new Map<string, { asked: () => void; released: Promise<void> }>();
  readonly onDidChangeFile = this.changed.event;
  /** Paths of the files that were read, one after the other. */
  readonly reads: string[] = [];
  /** Paths of the files that were to be read and are not there. */
  readonly missed: string[] = [];

  /** Adds a file that no one is told of, changed long ago unless its time is given. */
  add(path: string, text: string, mtime = ++this.changes): vscode.Uri {
    this.files.set(path, { bytes: new TextEncoder().encode(text), mtime });
    return vscode.Uri.from({ scheme: MEMORY, path });
  }

  /** Adds or replaces a file. */
  put(path: string, text: string): vscode.Uri {
    const uri = vscode.Uri.from({ scheme: MEMORY, path });
    this.writeFile(uri, new TextEncoder().encode(text));
    return uri;
  }

  /** Lets whoever reads a file wait until it is released; `asked` comes once someone does. */
  hold({ path }: vscode.Uri): { asked: Promise<void>; release: () => void } {
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => {
      release = () => {
        this.held.delete(path);
        resolve();
      };
    });
    const asked = new Promise<void>((resolve) => {
      this.held.set(path, { asked: resolve, released });
    });
    return { asked, release };
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

  async readFile({ path }: vscode.Uri): Promise<Uint8Array> {
    const held = this.held.get(path);
    held?.asked();
    await held?.released;
    const file = this.files.get(path);
    if (!file) {
      this.missed.push(path);
      throw vscode.FileSystemError.FileNotFound(path);
    }
    this.reads.push(path);
    return file.bytes;
  }

  writeFile(uri: vscode.Uri, bytes: Uint8Array): void {
    const type = this.files.has(uri.path) ? vscode.FileChangeType.Changed : vscode.FileChangeType.Created;
    this.files.set(uri.path, { bytes, mtime: ++this.changes });
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

/** Files in memory that are there as long as the suite runs which asks for them. */
export function memoryOfSuite(): MemoryFiles {
  const files = new MemoryFiles();
  let registration: vscode.Disposable;
  suiteSetup(() => {
    registration = vscode.workspace.registerFileSystemProvider(MEMORY, files);
  });
  suiteTeardown(() => {
    registration.dispose();
  });
  return files;
}

/** Adds a folder in memory to the workspace for the length of a task; the audit's findings go with it. */
export async function inFolder(path: string, task: () => Promise<void>): Promise<void> {
  const count = vscode.workspace.workspaceFolders?.length ?? 0;
  assert.ok(count > 1, 'another first folder would restart the extension host');
  const uri = vscode.Uri.from({ scheme: MEMORY, path });
  const added = foldersChanged();
  assert.ok(vscode.workspace.updateWorkspaceFolders(count, 0, { uri }));
  await added;
  try {
    await task();
  } finally {
    const removed = foldersChanged();
    assert.ok(vscode.workspace.updateWorkspaceFolders(count, 1));
    await removed;
    await vscode.commands.executeCommand('kasperskyBan.clearFindings');
  }
}

function foldersChanged(): Promise<void> {
  return new Promise((resolve) => {
    const listener = vscode.workspace.onDidChangeWorkspaceFolders(() => {
      listener.dispose();
      resolve();
    });
  });
}
