import * as vscode from 'vscode';
import { BASELINE_FILE, baselineText } from '../../report/baseline.js';
import type { AuditSummary } from '../auditFolders.js';
import { folderAtHand } from '../folders.js';
import { COMMANDS } from '../manifest.js';
import { foundIn, readBy } from './gather.js';
import type { GatherSource } from './gather.js';

const MESSAGE_MS = 5000;

/**
 * Audits, and notes what is open in a workspace folder in the baseline file of that folder. One that is there already
 * only loses what was mended.
 * @returns the file, or undefined where nothing was written.
 */
export async function writeBaseline(
  services: Omit<GatherSource, 'summary'>,
): Promise<vscode.Uri | undefined> {
  const { baselines, engines } = services;
  const folder = await folderAtHand(
    vscode.l10n.t('Open a folder first: a baseline holds for the folder that it lies in.'),
  );
  if (!folder) return undefined;
  const summary = await vscode.commands.executeCommand<AuditSummary | undefined>(COMMANDS.auditWorkspace);
  if (!summary || summary.cancelled) return undefined;
  const before = await baselines.of(folder.uri);
  if (before && !before.baseline) {
    await vscode.window.showTextDocument(before.uri);
    return undefined;
  }
  const uri = vscode.Uri.joinPath(folder.uri, BASELINE_FILE);
  const findings = foundIn(services, folder.uri);
  const text = baselineText(findings, before?.baseline, readBy(summary, folder.uri));
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  engines.reset();
  vscode.window.setStatusBarMessage(vscode.l10n.t('Wrote {0}', BASELINE_FILE), MESSAGE_MS);
  return uri;
}
