import * as vscode from 'vscode';
import { openDocument, readText } from './files.js';
import type { ReadLink } from './scan.js';
import { baseName, parentOf } from './uris.js';

const MAX_KEPT = 500;

/**
 * Reads linked files for the length of an audit, each once, since many files of a role ask for the same ones. Most of
 * those that a format asks for are not there: listing a folder costs as much as one file that is not.
 */
export function keepLinks(): ReadLink {
  const read = kept(async (uri) =>
    openDocument(uri) || (await mayBeThere(uri)) ? readText(uri) : undefined,
  );
  const listed = kept(async (folder) => ((await mayBeThere(folder)) ? namesIn(folder) : new Set<string>()));
  const mayBeThere = async (uri: vscode.Uri): Promise<boolean> => {
    const root = vscode.workspace.getWorkspaceFolder(uri)?.uri;
    if (!root || root.toString() === uri.toString()) return true;
    const names = await listed(parentOf(uri));
    return !names || names.has(folded(baseName(uri)));
  };
  return read;
}

/** Keeps what was made of URIs, as many as there is room for. */
function kept<T>(make: (uri: vscode.Uri) => Promise<T>): (uri: vscode.Uri) => Promise<T> {
  const known = new Map<string, Promise<T>>();
  return (uri) => {
    const key = uri.toString();
    const before = known.get(key);
    if (before) return before;
    if (known.size >= MAX_KEPT) known.clear();
    const made = make(uri);
    known.set(key, made);
    return made;
  };
}

/** The names of what lies in a folder, folded; undefined where they cannot be had. */
async function namesIn(folder: vscode.Uri): Promise<ReadonlySet<string> | undefined> {
  try {
    const entries = await vscode.workspace.fs.readDirectory(folder);
    return new Set(entries.map(([name]) => folded(name)));
  } catch {
    return undefined;
  }
}

/** The same for all names that some file system takes for one. */
function folded(name: string): string {
  return name.normalize().toLowerCase();
}
