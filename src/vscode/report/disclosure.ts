import * as vscode from 'vscode';
import { isDate } from '../../core/text/dates.js';
import { DISCLOSURE_REGIMES, disclosureDraft } from '../../report/disclosure.js';
import type { DisclosureDates } from '../../report/disclosure.js';
import type { AuditSummary } from '../auditFolders.js';
import { COMMANDS } from '../manifest.js';
import { todayDate } from '../today.js';
import { gatherReport } from './gather.js';
import type { GatherSource } from './gather.js';

/**
 * Opens the draft of a federal contractor's report on what an audit of the workspace finds.
 * @param dates Asked for where they are not given.
 * @returns the draft, or undefined where someone changed their mind or no folder is open.
 */
export async function draftDisclosure(
  services: Omit<GatherSource, 'summary'>,
  dates?: DisclosureDates,
): Promise<vscode.TextDocument | undefined> {
  const identified = dates?.identified ?? (await askDay());
  if (identified === undefined) return undefined;
  const summary = await vscode.commands.executeCommand<AuditSummary | undefined>(COMMANDS.auditWorkspace);
  if (!summary || summary.cancelled) return undefined;
  const title = vscode.l10n.t('Gathering the report');
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  // Judged by the clauses that ask for it, with the fixes, since they are what can be recommended.
  const gathered = await vscode.window.withProgress(options, (_progress, token) =>
    gatherReport({ ...services, summary }, { withFixes: true, token, regimes: DISCLOSURE_REGIMES }),
  );
  if (!gathered) return undefined;
  const content = disclosureDraft(gathered.report, { ...dates, identified });
  const document = await vscode.workspace.openTextDocument({ language: 'markdown', content });
  await vscode.window.showTextDocument(document);
  return document;
}

function askDay(): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: vscode.l10n.t('On which day were the articles identified, YYYY-MM-DD?'),
    prompt: vscode.l10n.t('The deadlines are counted from that day.'),
    value: todayDate(),
    ignoreFocusOut: true,
    validateInput: (value) => (isDate(value) ? undefined : vscode.l10n.t('Expected a date, YYYY-MM-DD.')),
  });
}
