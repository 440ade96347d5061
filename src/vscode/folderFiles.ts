import type * as vscode from 'vscode';

/** A file that was found and read. */
interface Read {
  readonly uri: vscode.Uri;
  readonly text: string;
}

/**
 * The files that hold for folders, each looked for once. A file that is read again stays the same object while its
 * text does, so that whoever has made something of it knows.
 */
export class FolderFiles<File extends Read> {
  private readonly byFolder = new Map<string, Promise<File | undefined>>();
  private readonly before = new Map<string, File>();

  /** @param find Looks for the file that holds for a folder. */
  constructor(private readonly find: (folder: vscode.Uri) => Promise<File | undefined>) {}

  /** The file that holds for a folder. */
  of(folder: vscode.Uri): Promise<File | undefined> {
    const key = folder.toString();
    const known = this.byFolder.get(key);
    if (known) return known;
    const found = this.find(folder);
    this.byFolder.set(key, found);
    return found;
  }

  /** The files that were found so far, each once. */
  async found(): Promise<File[]> {
    const files = await Promise.all(this.byFolder.values());
    return [...new Map(files.flatMap((file) => (file ? [[file.uri.toString(), file]] : []))).values()];
  }

  /** Forgets what was found for a folder, or for all: a file may have come, changed or gone. */
  forget(folder?: vscode.Uri): void {
    if (folder) this.byFolder.delete(folder.toString());
    else this.byFolder.clear();
  }

  /** The file of a text: the one from before, if it had the same. */
  read(uri: vscode.Uri, text: string, make: () => File): File {
    const key = uri.toString();
    const before = this.before.get(key);
    if (before?.text === text) return before;
    const file = make();
    this.before.set(key, file);
    return file;
  }
}
