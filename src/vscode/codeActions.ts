import * as vscode from 'vscode';
import type { Fix } from '../core/types.js';
import { asksForFix, isExcepted } from '../core/verify.js';
import { difference, workspaceEdit } from './convert.js';
import { targetOf } from './findings.js';
import type { Findings, Found } from './findings.js';
import { COMMANDS, FIX_ALL_KIND, SOURCE } from './manifest.js';
import type { Scanned } from './scan.js';

const FIX_ALL = vscode.CodeActionKind.Empty.append(FIX_ALL_KIND);

const MAX_TITLE = 120;

/** Kinds of the code actions that are offered. */
export const ACTION_KINDS = [vscode.CodeActionKind.QuickFix, FIX_ALL];

/** Offers the verified fixes of the findings at the cursor, and of the whole file. */
export class FindingActions implements vscode.CodeActionProvider {
  constructor(private readonly findings: Findings) {}

  async provideCodeActions(
    document: vscode.TextDocument,
    range: vscode.Range,
    context: vscode.CodeActionContext,
    token: vscode.CancellationToken,
  ): Promise<vscode.CodeAction[]> {
    const wanted = (kind: vscode.CodeActionKind): boolean => !context.only || context.only.contains(kind);
    const actions: vscode.CodeAction[] = [];
    if (wanted(vscode.CodeActionKind.QuickFix)) {
      for (const found of await this.findings.at(document, range)) {
        if (token.isCancellationRequested) return [];
        actions.push(...this.actionsOf(found, document, context));
      }
    }
    // It tries every fix of the file, so it is worked out only where it is asked for.
    if (context.only && wanted(FIX_ALL)) {
      const scanned = await this.findings.scanOf(document);
      const edit = scanned && fixAllEdit(scanned);
      if (edit) {
        const action = new vscode.CodeAction(vscode.l10n.t('Apply all preferred replacements'), FIX_ALL);
        action.edit = edit;
        actions.push(action);
      }
    }
    return actions;
  }

  private actionsOf(
    found: Found,
    { uri }: vscode.TextDocument,
    context: vscode.CodeActionContext,
  ): vscode.CodeAction[] {
    const { finding, location } = found.placed;
    const open = finding.verdict !== 'remediation' && finding.verdict !== 'mention';
    if (isExcepted(finding) || !open || found.scanned.uri.toString() !== uri.toString()) return [];
    const diagnostics = context.diagnostics.filter(
      ({ source, range, code }) =>
        source === SOURCE && location.range.isEqual(range) && codeOf(code) === finding.entry,
    );
    const actions = this.findings
      .fixesOf(found)
      .filter(({ kind }) => kind !== 'suppress')
      .map((fix) => {
        const action = new vscode.CodeAction(titleOf(fix), vscode.CodeActionKind.QuickFix);
        action.edit = workspaceEdit(uri, found.scanned.starts, fix.edits);
        action.isPreferred = fix.preferred;
        action.diagnostics = diagnostics;
        return action;
      });
    const { l10n } = vscode;
    const commands: [title: string, command: string, argument: unknown][] = [
      [l10n.t('Retire {0} across the workspace…', finding.title), COMMANDS.retire, finding.entry],
      [l10n.t('Suppress with a reason…'), COMMANDS.suppress, targetOf(found)],
    ];
    if (hasMore(found)) {
      const title = l10n.t('Apply the preferred replacements of {0} in this file', finding.title);
      commands.unshift([title, COMMANDS.fixAllInFile, finding.entry]);
    }
    return [
      ...actions,
      ...commands.map(([title, command, argument]) => {
        const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
        action.command = { command, title, arguments: [argument] };
        action.diagnostics = diagnostics;
        return action;
      }),
    ];
  }
}

/**
 * The one edit that applies the preferred fixes of all findings that are shown, of one entry if it is named;
 * undefined where there are none.
 */
export function fixAllEdit(
  { uri, rules, document, starts }: Scanned,
  entry?: string,
): vscode.WorkspaceEdit | undefined {
  const { text } = rules.engine.fixAll(
    document,
    (finding) => finding.severity !== 'none' && (entry === undefined || finding.entry === entry),
  );
  const edit = difference(document.text, text);
  return edit && workspaceEdit(uri, starts, [edit]);
}

/** The title with what is left for a person, as far as it goes on a line. */
function titleOf({ title, note }: Fix): string {
  const words = note === undefined ? title : `${title}: ${note.replace(/\.$/, '')}`;
  return words.length > MAX_TITLE ? `${words.slice(0, MAX_TITLE - 1).trimEnd()}…` : words;
}

/** True if the finding's entry has other findings in the file that ask for a fix. */
function hasMore({ placed, scanned }: Found): boolean {
  const { entry, path } = placed.finding;
  const same = scanned.result.findings.filter((each) => each.entry === entry && each.path === path);
  return same.filter(asksForFix).length > 1;
}

function codeOf(code: vscode.Diagnostic['code']): string {
  return String(typeof code === 'object' ? code.value : code);
}
