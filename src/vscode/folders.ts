import * as vscode from 'vscode';

/** The workspace folder of the active editor, else the one that the user picks; where none is open, says why one is needed. */
export async function folderAtHand(why: string): Promise<vscode.WorkspaceFolder | undefined> {
  const active = vscode.window.activeTextEditor?.document.uri;
  return (active && vscode.workspace.getWorkspaceFolder(active)) ?? chooseFolder(why);
}

async function chooseFolder(why: string): Promise<vscode.WorkspaceFolder | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length > 1) return vscode.window.showWorkspaceFolderPick();
  if (folders.length === 0) void vscode.window.showInformationMessage(why);
  return folders[0];
}
