import * as vscode from 'vscode';
import { version } from '../../package.json';
import { knowledge } from '../catalog/index.js';
import { createEngine } from '../core/engine.js';
import type { Engine } from '../core/engine.js';
import type { Policy } from '../core/policy.js';
import { isDate } from '../core/text/dates.js';
import { formats } from '../formats/index.js';
import { DISCLOSURE_REGIMES, disclosureDraft } from '../report/disclosure.js';
import type { DisclosureDates } from '../report/disclosure.js';
import { compareFindings, distinctReported, reportScan } from '../report/report.js';
import type { Notice, Report, ReportedFinding } from '../report/report.js';
import type { AuditSummary } from './auditFolders.js';
import { COMMANDS } from './manifest.js';
import type { Store } from './store.js';
import { todayDate } from './today.js';

/**
 * Opens the draft of a federal contractor's report on what an audit of the workspace finds.
 * @param dates Asked for where they are not given.
 * @returns the draft, or undefined where someone changed their mind or no folder is open.
 */
export async function draftDisclosure(
  store: Store,
  dates?: DisclosureDates,
): Promise<vscode.TextDocument | undefined> {
  const identified = dates?.identified ?? (await askDay());
  if (identified === undefined) return undefined;
  const summary = await vscode.commands.executeCommand<AuditSummary | undefined>(COMMANDS.auditWorkspace);
  if (!summary || summary.cancelled) return undefined;
  const title = vscode.l10n.t('Gathering the report');
  const report = await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title }, () =>
    gather(store, summary),
  );
  const content = disclosureDraft(report, { ...dates, identified });
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

/** What was found, judged by the clauses that ask for the report, whatever rules the workspace is judged by. */
async function gather(store: Store, { files, skipped }: AuditSummary): Promise<Report> {
  const asOf = todayDate();
  const engines = new Map<Policy, Engine>();
  const engineOf = (policy: Policy): Engine => {
    const known = engines.get(policy);
    if (known) return known;
    const made = createEngine({ formats, knowledge, policy, today: asOf, regimes: DISCLOSURE_REGIMES });
    engines.set(policy, made);
    return made;
  };
  const severalRoots = (vscode.workspace.workspaceFolders ?? []).length > 1;
  const findings: ReportedFinding[] = [];
  for (const { rules, document } of store.scans()) {
    const engine = engineOf(rules.engine.policy);
    const found = reportScan(engine, document, engine.scan(document), true);
    for (const each of found.findings) {
      const path = vscode.workspace.asRelativePath(rules.uriOf(each.finding.path), severalRoots);
      findings.push({ ...each, finding: { ...each.finding, path } });
    }
    // Others get their turn.
    await new Promise((resolve) => {
      setTimeout(resolve, 0);
    });
  }
  const known = new Map(knowledge.regimes.map((regime) => [regime.id, regime]));
  return {
    version,
    asOf,
    files,
    regimes: DISCLOSURE_REGIMES.flatMap((id) => known.get(id) ?? []),
    findings: distinctReported(findings).sort(compareFindings),
    notices: skipped.map(({ path, reason }): Notice => ({ kind: 'skipped', path, message: reason })),
  };
}
