import * as vscode from 'vscode';
import type { DisclosureDates } from '../../report/disclosure.js';
import type { Audit } from '../audit.js';
import type { Baselines } from '../baselines.js';
import type { Engines } from '../engines.js';
import { COMMANDS, VIEW_COMMANDS } from '../manifest.js';
import type { PolicyFiles } from '../policyFiles.js';
import type { Store } from '../store.js';
import { writeBaseline } from './baseline.js';
import { draftDisclosure } from './disclosure.js';
import { exportReport } from './export.js';
import type { ExportWish, Gather } from './export.js';
import { gatherReport } from './gather.js';
import { ReportPanel } from './panel.js';

/** What reports are made of. */
export interface ReportServices {
  readonly audit: Audit;
  readonly baselines: Baselines;
  readonly engines: Engines;
  readonly policies: PolicyFiles;
  readonly store: Store;
  readonly memory: vscode.Memento;
}

/** Registers what shows and writes reports. */
export function registerReports(services: ReportServices): vscode.Disposable {
  const gather = gatherOf(services);
  const panel = new ReportPanel(gather, services.audit, services.memory);
  const withEarlier: Gather = async (withFixes) => {
    const gathered = await gather(withFixes);
    return gathered && { ...gathered, report: { ...gathered.report, earlier: panel.earlier() } };
  };
  const register = vscode.commands.registerCommand;
  return vscode.Disposable.from(
    panel,
    register(VIEW_COMMANDS.exportReport, (wish?: ExportWish) => exportReport(withEarlier, wish)),
    register(COMMANDS.draftDisclosure, (dates?: DisclosureDates) => draftDisclosure(services, dates)),
    register(COMMANDS.writeBaseline, () => writeBaseline(services)),
    register(VIEW_COMMANDS.openReport, () => panel.show()),
    register(VIEW_COMMANDS.addEarlierReports, (files?: readonly vscode.Uri[]) => panel.addEarlier(files)),
  );
}

/** Gathers the report of an audit that has ended; one is made where there is none. */
function gatherOf({ audit, baselines, engines, policies, store }: ReportServices): Gather {
  return async (withFixes) => {
    if (!audit.summary || audit.summary.cancelled)
      await vscode.commands.executeCommand(COMMANDS.auditWorkspace);
    const { summary } = audit;
    if (!summary || summary.cancelled) return undefined;
    const options: vscode.ProgressOptions = {
      location: withFixes ? vscode.ProgressLocation.Notification : vscode.ProgressLocation.Window,
      title: vscode.l10n.t('Gathering the report'),
      cancellable: withFixes,
    };
    return vscode.window.withProgress(options, (_progress, token) =>
      gatherReport({ audit, baselines, engines, policies, store, summary }, { withFixes, token }),
    );
  };
}
