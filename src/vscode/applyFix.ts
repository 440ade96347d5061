import * as vscode from 'vscode';
import { workspaceEdit } from './convert.js';
import type { FindingTarget, Findings } from './findings.js';
import { SECTION } from './manifest.js';

/** Applies one fix of a finding; what a link in a hover runs, so it is not in the palette. */
export const APPLY_FIX = `${SECTION}.applyFix`;

/** A finding and the title of one of its fixes. */
export type ApplyFixArguments = [target: FindingTarget, title: string];

const MESSAGE_MS = 5000;

/** Registers the command. It gives true if the fix was applied. */
export function registerApplyFix(findings: Findings): vscode.Disposable {
  return vscode.commands.registerCommand(APPLY_FIX, async (...[target, title]: ApplyFixArguments) => {
    const found = await findings.named(target);
    const fix = found && findings.fixesOf(found).find((each) => each.title === title);
    if (fix)
      return vscode.workspace.applyEdit(workspaceEdit(found.scanned.uri, found.scanned.starts, fix.edits));
    vscode.window.setStatusBarMessage(vscode.l10n.t('The file has changed; look again.'), MESSAGE_MS);
    return false;
  });
}
