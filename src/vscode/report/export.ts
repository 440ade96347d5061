import * as vscode from 'vscode';
import { REPORT_FORMATS } from '../../report/formats.js';
import type { ReportFormatId } from '../../report/formats.js';
import type { Gathered } from './gather.js';

const MESSAGE_MS = 5000;
const NAME = 'kaspersky-ban-audit';
const IDS = Object.keys(REPORT_FORMATS) as ReportFormatId[];

/** What is written where; what is not given is asked for. */
export interface ExportWish {
  readonly format?: ReportFormatId;
  /** True lists removals and mentions too. */
  readonly all?: boolean;
  readonly target?: vscode.Uri;
}

/** Gathers the report to write; undefined where someone changed their mind. */
export type Gather = (withFixes: boolean) => Thenable<Gathered | undefined>;

/**
 * Writes a report to a file.
 * @returns the file, or undefined where nothing was written.
 */
export async function exportReport(gather: Gather, wish: ExportWish = {}): Promise<vscode.Uri | undefined> {
  const id = wish.format ?? (await askFormat());
  if (!id) return undefined;
  const all = wish.all ?? (await askScope());
  if (all === undefined) return undefined;
  const { write, fixes, title, extension } = REPORT_FORMATS[id];
  const target = wish.target ?? (await askTarget(title, extension));
  if (!target) return undefined;
  const gathered = await gather(fixes);
  if (!gathered) return undefined;
  const text = write(gathered.report, gathered.entries, all);
  await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(text));
  const name = target.path.slice(target.path.lastIndexOf('/') + 1);
  vscode.window.setStatusBarMessage(vscode.l10n.t('Wrote {0}', name), MESSAGE_MS);
  return target;
}

async function askFormat(): Promise<ReportFormatId | undefined> {
  const uses: Record<ReportFormatId, string> = {
    sarif: vscode.l10n.t('for code scanning and other tools'),
    json: vscode.l10n.t('everything, for programs; the report view reads it as an earlier report'),
    csv: vscode.l10n.t('a table, for spreadsheets'),
    markdown: vscode.l10n.t('tables, for issues and pull requests'),
    html: vscode.l10n.t('the report page, in one file'),
    cyclonedx: vscode.l10n.t('an inventory, for tools that read bills of materials'),
  };
  const items = IDS.map((id) => ({ label: REPORT_FORMATS[id].title, description: uses[id], id }));
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Export report'),
    placeHolder: vscode.l10n.t('Which format?'),
  });
  return picked?.id;
}

async function askScope(): Promise<boolean | undefined> {
  const items = [
    {
      label: vscode.l10n.t('Open findings and exceptions'),
      description: vscode.l10n.t('what asks for something'),
      all: false,
    },
    {
      label: vscode.l10n.t('Everything'),
      description: vscode.l10n.t('removals and mentions too'),
      all: true,
    },
  ];
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Export report'),
    placeHolder: vscode.l10n.t('Which findings?'),
  });
  return picked?.all;
}

async function askTarget(title: string, extension: string): Promise<vscode.Uri | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const name = `${NAME}.${extension}`;
  return vscode.window.showSaveDialog({
    title: vscode.l10n.t('Export report'),
    filters: { [title]: [extension.slice(extension.lastIndexOf('.') + 1)] },
    ...(folder ? { defaultUri: vscode.Uri.joinPath(folder, name) } : {}),
  });
}
