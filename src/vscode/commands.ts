import * as vscode from 'vscode';
import { POLICY_FILE } from '../core/policy.js';
import type { Audit } from './audit.js';
import { summaryWords } from './auditFolders.js';
import type { AuditSummary } from './auditFolders.js';
import { fixAllEdit } from './codeActions.js';
import type { Documents } from './documents.js';
import type { Engines } from './engines.js';
import type { Findings } from './findings.js';
import { folderAtHand } from './folders.js';
import { COMMANDS } from './manifest.js';
import { NEW_POLICY } from './policyText.js';
import type { Retire } from './retire.js';
import type { Sample } from './sample.js';
import type { Suppress } from './suppress.js';

const MESSAGE_MS = 5000;
const SUMMARY_MS = 15_000;

/** What the commands work with. */
export interface Services {
  readonly audit: Audit;
  readonly documents: Documents;
  readonly engines: Engines;
  readonly findings: Findings;
  readonly retire: Retire;
  readonly sample: Sample;
  readonly suppress: Suppress;
  readonly log: vscode.LogOutputChannel;
}

/** Registers the commands. */
export function registerCommands(services: Services): vscode.Disposable {
  const { audit, documents, engines, findings, retire, sample, suppress, log } = services;
  const handlers: Record<
    Exclude<keyof typeof COMMANDS, 'draftDisclosure' | 'writeBaseline'>,
    (...args: never[]) => unknown
  > = {
    auditWorkspace: () => auditWorkspace(audit),
    fixAllInFile: (entry?: string) => fixAllInFile(findings, entry),
    retire: (entries?: string | readonly string[]) => retire.run(entries),
    suppress: (...args: Parameters<Suppress['run']>) => suppress.run(...args),
    openPolicy: () => openPolicy(engines),
    createPolicy: () => createPolicy(),
    clearFindings: () => {
      audit.clear();
      documents.refresh();
    },
    openSample: () => sample.open(),
    fixSample: () => sample.fix(),
    showLog: () => {
      log.show();
    },
  };
  return vscode.Disposable.from(
    ...Object.entries(handlers).map(([name, handler]) =>
      vscode.commands.registerCommand(COMMANDS[name as keyof typeof COMMANDS], handler),
    ),
  );
}

/** Audits the workspace and says what came of it where it disturbs no one. */
async function auditWorkspace(audit: Audit): Promise<AuditSummary | undefined> {
  if ((vscode.workspace.workspaceFolders ?? []).length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Open a folder first: an audit looks through the folders of the workspace.'),
    );
    return undefined;
  }
  const summary = await audit.run();
  vscode.window.setStatusBarMessage(summaryWords(summary), SUMMARY_MS);
  return summary;
}

/** Applies the preferred fixes of the active editor's file, of one entry if it is named. True if there were any. */
async function fixAllInFile(findings: Findings, entry: string | undefined): Promise<boolean> {
  const document = vscode.window.activeTextEditor?.document;
  const scanned = document && (await findings.scanOf(document));
  const edit = scanned && fixAllEdit(scanned, entry);
  if (edit) return vscode.workspace.applyEdit(edit);
  vscode.window.setStatusBarMessage(vscode.l10n.t('There is nothing to replace in this file.'), MESSAGE_MS);
  return false;
}

/** Opens the policy file that holds for the active editor, or a new one in its workspace folder. */
async function openPolicy(engines: Engines): Promise<void> {
  const folder = await folderAtHand(needsFolder());
  if (!folder) return;
  const active = vscode.window.activeTextEditor?.document.uri;
  const inFolder = active && vscode.workspace.getWorkspaceFolder(active) === folder;
  const { policyFile } = await engines.of(inFolder ? active : vscode.Uri.joinPath(folder.uri, POLICY_FILE));
  if (policyFile) await vscode.window.showTextDocument(policyFile);
  else await createPolicyIn(folder);
}

function needsFolder(): string {
  return vscode.l10n.t('Open a folder first: a policy file holds for the folder that it lies in.');
}

/** Makes a policy file in a workspace folder, or opens the one that it has. */
async function createPolicy(): Promise<void> {
  const folder = await folderAtHand(needsFolder());
  if (folder) await createPolicyIn(folder);
}

async function createPolicyIn({ uri }: vscode.WorkspaceFolder): Promise<void> {
  const file = vscode.Uri.joinPath(uri, POLICY_FILE);
  const edit = new vscode.WorkspaceEdit();
  edit.createFile(file, { contents: new TextEncoder().encode(NEW_POLICY), ignoreIfExists: true });
  if (await vscode.workspace.applyEdit(edit)) await vscode.window.showTextDocument(file);
}
