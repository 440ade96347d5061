import * as vscode from 'vscode';
import { parentOf, pathBelow } from './uris.js';

/**
 * The folder that reports name files by: the workspace's only one, or the nearest above all of them, since several
 * may have the same name. Undefined where they have none in common.
 */
export function reportBase(): vscode.Uri | undefined {
  const [first, ...rest] = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri);
  let base = first;
  if (!base || rest.some(({ scheme, authority }) => scheme !== base?.scheme || authority !== base.authority))
    return undefined;
  for (const { path } of rest) {
    while (path !== base.path && !path.startsWith(base.path.endsWith('/') ? base.path : `${base.path}/`)) {
      base = parentOf(base);
    }
  }
  return base;
}

/** How reports and views name a file: relative to `reportBase` where it lies below that, else whole. */
export function reportPath(uri: vscode.Uri, base = reportBase()): string {
  const below = base && pathBelow(base, uri);
  return below ?? (uri.scheme === 'file' ? uri.path : uri.toString(true));
}
