import * as vscode from 'vscode';
import type { Audit } from './audit.js';
import type { Documents } from './documents.js';
import type { Engines } from './engines.js';
import type { PolicyFiles } from './policyFiles.js';
import { isPolicyFile } from './uris.js';

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
    if (isPolicyFile(uri)) engines.reset();
    documents.linked(uri);
    audit.changed(uri);
  };
  const deleted = (uri: vscode.Uri): void => {
    if (isPolicyFile(uri)) {
      policies.drop(uri);
      engines.reset();
    }
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
    // Neither a policy above the workspace folder nor every virtual file system is watched.
    vscode.workspace.onDidSaveTextDocument(({ uri }) => {
      if (isPolicyFile(uri)) engines.reset();
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
