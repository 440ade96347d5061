import * as vscode from 'vscode';
import type { Audit } from './audit.js';
import type { Documents } from './documents.js';
import type { Engines } from './engines.js';
import type { PolicyFiles } from './policyFiles.js';
import { baseName, isOwnFile, isPolicyFile } from './uris.js';
import { IGNORE_FILE } from './walk.js';

/** Settings of the editor that say what an audit leaves out. */
const EXCLUDES = ['files.exclude', 'search.exclude'];

/** Who is told of changes on disk. */
export interface Watching {
  readonly audit: Audit;
  readonly documents: Documents;
  readonly engines: Engines;
  readonly policies: PolicyFiles;
}

/** Follows the files of the workspace, so that what is shown stays true. */
export function watchFiles({ audit, documents, engines, policies }: Watching): vscode.Disposable {
  const changed = (uri: vscode.Uri): void => {
    if (isOwnFile(uri)) engines.reset();
    if (baseName(uri) === IGNORE_FILE) audit.refresh();
    documents.linked(uri);
    audit.changed(uri);
  };
  const deleted = (uri: vscode.Uri): void => {
    if (isPolicyFile(uri)) policies.drop(uri);
    if (isOwnFile(uri)) engines.reset();
    if (baseName(uri) === IGNORE_FILE) audit.refresh();
    documents.linked(uri);
    audit.deleted(uri);
  };
  const watcher = vscode.workspace.createFileSystemWatcher('**/*');
  return vscode.Disposable.from(
    watcher,
    watcher.onDidCreate((uri) => {
      documents.created(uri);
      changed(uri);
    }),
    watcher.onDidChange(changed),
    watcher.onDidDelete(deleted),
    engines.onDidChange(() => {
      audit.refresh();
    }),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (EXCLUDES.some((each) => event.affectsConfiguration(each))) audit.refresh();
    }),
    vscode.workspace.onDidChangeWorkspaceFolders(({ removed }) => {
      for (const { uri } of removed) audit.deleted(uri);
    }),
    // Neither a policy above the workspace folder nor every virtual file system is watched.
    vscode.workspace.onDidSaveTextDocument(({ uri }) => {
      if (isOwnFile(uri)) engines.reset();
    }),
    vscode.workspace.onDidDeleteFiles(({ files }) => {
      files.forEach(deleted);
    }),
    vscode.workspace.onDidRenameFiles(({ files }) => {
      for (const { oldUri, newUri } of files) {
        deleted(oldUri);
        changed(newUri);
      }
    }),
  );
}
