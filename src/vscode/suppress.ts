import * as vscode from 'vscode';
import type { ExceptionWords } from '../core/fix.js';
import { POLICY_FILE } from '../core/policy.js';
import { isDate } from '../core/text/dates.js';
import { editedDocument } from '../core/text/edits.js';
import { lineStarts } from '../core/text/lines.js';
import type { Edit } from '../core/types.js';
import { isExcepted } from '../core/verify.js';
import { difference, rangeOf, workspaceEdit } from './convert.js';
import type { FindingTarget, Findings, Found } from './findings.js';
import { readPolicy } from './policyFiles.js';
import { withIgnoreRule } from './policyText.js';
import { todayDate } from './today.js';
import { fileOf, parentOf, pathBelow } from './uris.js';

/** Writes exceptions, in a comment where the format has them, else into the policy file. */
export class Suppress {
  constructor(private readonly findings: Findings) {}

  /**
   * Suppresses a finding, the one at the cursor if none is named.
   * @param words The reason, the owner and the last day; asked for where they are not given.
   * @returns Whether an exception was written.
   */
  async run(target?: FindingTarget, words?: ExceptionWords): Promise<boolean> {
    const found = target ? await this.findings.named(target) : await this.atCursor();
    if (!found) {
      const seconds = 5000;
      vscode.window.setStatusBarMessage(vscode.l10n.t('There is no finding to suppress here.'), seconds);
      return false;
    }
    const given = words ?? (await askWords(found));
    if (!given) return false;
    const edits = commentEdits(found, given);
    const { uri, starts } = found.scanned;
    if (edits) return vscode.workspace.applyEdit(workspaceEdit(uri, starts, edits));
    return ruleIntoPolicy(found, given);
  }

  private async atCursor(): Promise<Found | undefined> {
    const editor = vscode.window.activeTextEditor;
    if (!editor) return undefined;
    const found = await this.findings.at(editor.document, editor.selection);
    return found.find(({ placed }) => !isExcepted(placed.finding));
  }
}

/** Asks for a reason, an owner and a last day; the latter two may be left out where the policy does not require them. */
async function askWords({ placed, scanned }: Found): Promise<ExceptionWords | undefined> {
  const { l10n } = vscode;
  const { require } = scanned.rules.engine.policy.exceptions;
  const { title } = placed.finding;
  const ask = (prompt: string, isRequired: boolean, complaint: (value: string) => string | undefined) =>
    vscode.window.showInputBox({
      title,
      prompt,
      placeHolder: isRequired ? '' : l10n.t('Press Enter to leave it out.'),
      ignoreFocusOut: true,
      validateInput: (value) => {
        if (value.trim() !== '') return complaint(value.trim());
        return isRequired ? l10n.t('This is required.') : undefined;
      },
    });
  const anything = (): undefined => undefined;
  const reason = await ask(l10n.t('Why may it stay? Auditors will read this.'), true, anything);
  if (reason === undefined) return undefined;
  const owner = await ask(l10n.t('Who answers for it?'), require.includes('owner'), anything);
  if (owner === undefined) return undefined;
  const until = await ask(l10n.t('Until when, YYYY-MM-DD?'), require.includes('until'), (value) => {
    if (!isDate(value)) return l10n.t('Expected a date, YYYY-MM-DD.');
    return value < todayDate() ? l10n.t('This day has passed.') : undefined;
  });
  if (until === undefined) return undefined;
  return {
    reason: reason.trim(),
    ...(owner.trim() === '' ? {} : { owner: owner.trim() }),
    ...(until.trim() === '' ? {} : { until: until.trim() }),
  };
}

/** The edits that write a comment, if the comment then hides the finding and leaves the rest as it was. */
function commentEdits({ placed, scanned }: Found, words: ExceptionWords): Edit[] | undefined {
  const { rules, document, result } = scanned;
  const { finding } = placed;
  const edits = rules.engine.suppress(document, finding, words);
  const changed = edits && editedDocument(document, edits);
  if (changed === undefined) return undefined;
  const after = rules.engine.scan(changed);
  const count = ({ findings }: typeof result): number =>
    findings.filter((each) => each.entry === finding.entry && !isExcepted(each)).length;
  const sound = after.format === result.format && after.problems.length <= result.problems.length;
  return sound && count(after) < count(result) ? edits : undefined;
}

/** Appends a rule for the finding's entry and file to the policy file that holds, which is made if there is none. */
async function ruleIntoPolicy({ placed, scanned }: Found, words: ExceptionWords): Promise<boolean> {
  const { rules } = scanned;
  const file = rules.policyFile ?? vscode.Uri.joinPath(rules.base, POLICY_FILE);
  const path = pathBelow(parentOf(file), fileOf(placed.location.uri)) ?? placed.finding.path;
  const rule = { entry: placed.finding.entry, path: literalGlob(path), ...words };
  if (!rules.policyFile) {
    const edit = new vscode.WorkspaceEdit();
    const text = withIgnoreRule('', rule) ?? '';
    edit.createFile(file, { contents: new TextEncoder().encode(text) });
    return vscode.workspace.applyEdit(edit);
  }
  const document = await vscode.workspace.openTextDocument(file);
  const { isDirty: wasDirty } = document;
  const before = document.getText();
  const after = withIgnoreRule(before, rule);
  const change = after !== undefined && readPolicy(after).policy ? difference(before, after) : undefined;
  if (!change) {
    await vscode.window.showTextDocument(document);
    void vscode.window.showErrorMessage(
      vscode.l10n.t('The policy file has mistakes, so no exception could be added to it.'),
    );
    return false;
  }
  const edit = new vscode.WorkspaceEdit();
  edit.replace(file, rangeOf(lineStarts(before), change.span), change.text);
  if (!(await vscode.workspace.applyEdit(edit))) return false;
  // Someone who was editing the policy saves it when they are done.
  return wasDirty || document.save();
}

function literalGlob(path: string): string {
  return path.replace(/[*?[\]{}()!+@|\\]/g, '\\$&');
}
