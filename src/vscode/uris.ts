import * as vscode from 'vscode';
import { POLICY_FILE } from '../core/policy.js';
import { BASELINE_FILE } from '../report/baseline.js';
import { mayBeFile } from './schemes.js';

const NOTEBOOK_CELL = 'vscode-notebook-cell';

/** True for documents that a user edits as files, on whatever file system. */
export function isFileLike(uri: vscode.Uri): boolean {
  const { scheme } = uri;
  if (!mayBeFile(uri) || isOwnFile(uri)) return false;
  if (scheme === 'file' || scheme === 'untitled' || scheme === 'vscode-remote') return true;
  if (scheme === NOTEBOOK_CELL) return true;
  if (vscode.workspace.workspaceFolders?.some((folder) => folder.uri.scheme === scheme)) return true;
  return vscode.workspace.fs.isWritableFileSystem(scheme) === true;
}

/** The file that a document is part of: the notebook of a cell, else the document's own. */
export function fileOf(uri: vscode.Uri): vscode.Uri {
  if (uri.scheme !== NOTEBOOK_CELL) return uri;
  const key = uri.toString();
  const holds = (notebook: vscode.NotebookDocument): boolean =>
    notebook.getCells().some(({ document }) => document.uri.toString() === key);
  return vscode.workspace.notebookDocuments.find(holds)?.uri ?? uri;
}

/** True for the policy and baseline files, which name products in order to rule on them. */
export function isOwnFile(uri: vscode.Uri): boolean {
  return isPolicyFile(uri) || isBaselineFile(uri);
}

/** True for a policy file. */
export function isPolicyFile(uri: vscode.Uri): boolean {
  return baseName(uri) === POLICY_FILE;
}

/** True for a baseline file. */
export function isBaselineFile(uri: vscode.Uri): boolean {
  return baseName(uri) === BASELINE_FILE;
}

/** The last segment of a URI's path. */
export function baseName(uri: vscode.Uri): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}

/** The folder that a URI lies in; a root is its own. */
export function parentOf(uri: vscode.Uri): vscode.Uri {
  const end = uri.path.replace(/\/$/, '').lastIndexOf('/');
  return uri.with({ path: uri.path.slice(0, Math.max(end, 0)) || '/', query: '', fragment: '' });
}

/** The path from a folder to something below it, with `/`; undefined where it is not below. */
export function pathBelow(folder: vscode.Uri, uri: vscode.Uri): string | undefined {
  if (folder.scheme !== uri.scheme || folder.authority !== uri.authority) return undefined;
  const prefix = folder.path.endsWith('/') ? folder.path : `${folder.path}/`;
  return uri.path.startsWith(prefix) ? uri.path.slice(prefix.length) : undefined;
}
