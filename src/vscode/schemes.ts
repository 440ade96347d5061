import type { Uri } from 'vscode';

/** Schemes whose documents are views of something else, or no files of the user's. */
const NOT_FILES = new Set(['git', 'git-commit', 'gitlens', 'output', 'vscode-settings', 'vscode-userdata']);

/** True for documents that may be files of the user's, by their scheme alone. */
export function mayBeFile({ scheme }: Uri): boolean {
  return !NOT_FILES.has(scheme);
}
