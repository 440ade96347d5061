import * as vscode from 'vscode';
import { wholeLines } from '../core/text/edits.js';
import { lineStarts } from '../core/text/lines.js';
import type { ExceptionNotice, Span } from '../core/types.js';
import type { Audit } from './audit.js';
import { rangeOf } from './convert.js';
import { EXCEPTION_CODE, exceptionDiagnostic } from './diagnostics.js';
import type { Engines } from './engines.js';
import { readStored } from './files.js';
import { SOURCE } from './manifest.js';
import type { PolicyFile, PolicyFiles } from './policyFiles.js';
import type { Store } from './store.js';

/** What the exceptions of policy files are held against. */
export interface ExceptionServices {
  readonly audit: Audit;
  readonly engines: Engines;
  readonly policies: PolicyFiles;
  readonly store: Store;
}

/** Follows audits, and offers to remove exceptions that hide nothing. */
export function registerExceptions(services: ExceptionServices): vscode.Disposable {
  return vscode.Disposable.from(
    new UnusedRules(services),
    vscode.languages.registerCodeActionsProvider('*', new ExceptionActions(), {
      providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
    }),
  );
}

/**
 * Tells which exceptions of policy files hide nothing. Only an audit that has looked through everything can tell, so
 * it is told when one ends, and no more once the rules have changed.
 */
class UnusedRules implements vscode.Disposable {
  private readonly collection = vscode.languages.createDiagnosticCollection(`${SOURCE}-exceptions`);
  private readonly subscriptions: vscode.Disposable;

  constructor(private readonly services: ExceptionServices) {
    const { audit, engines } = services;
    const clear = (): void => {
      this.collection.clear();
    };
    this.subscriptions = vscode.Disposable.from(
      engines.onDidChange(clear),
      audit.onDidClear(clear),
      audit.onDidEnd(({ cancelled }) => {
        clear();
        if (!cancelled) void this.tell();
      }),
    );
  }

  dispose(): void {
    this.subscriptions.dispose();
    this.collection.dispose();
  }

  private async tell(): Promise<void> {
    for (const { uri, policy } of await this.services.policies.found()) {
      // Of a policy above the workspace, only a part of what it holds for was looked through.
      if (!policy || !vscode.workspace.getWorkspaceFolder(uri)) continue;
      const text = await readStored(uri);
      if (text === undefined) continue;
      const starts = lineStarts(text);
      const unused = await this.unusedOf(uri);
      this.collection.set(
        uri,
        unused.map((notice) => exceptionDiagnostic(rangeOf(starts, notice.span), notice)),
      );
    }
  }

  private async unusedOf(uri: PolicyFile['uri']): Promise<ExceptionNotice[]> {
    const { engines, store } = this.services;
    const key = uri.toString();
    const findings = store
      .scans()
      .filter(({ rules }) => rules.policyFile?.toString() === key)
      .flatMap(({ placed }) => placed.map(({ finding }) => finding));
    const { engine } = await engines.of(uri);
    // What can be told without an audit is shown already.
    const shown = new Set(engine.ruleNotices().map(({ message, span: [start] }) => `${start} ${message}`));
    return engine
      .ruleNotices(findings)
      .filter(({ message, span: [start] }) => !shown.has(`${start} ${message}`));
  }
}

const COMMENT_OPEN = /(?:#|\/\/|\/\*|<!--|--|;|%|'|\bREM|::|<#|\{\{-?\s*\/\*|\(\*)[ \t]*$/i;
const COMMENT_CLOSE = /^[ \t]*(?:-->|\*\/(?:\s*-?\}\})?|#>|\*\))/;

class ExceptionActions implements vscode.CodeActionProvider {
  provideCodeActions(
    document: vscode.TextDocument,
    _range: vscode.Range,
    { diagnostics }: vscode.CodeActionContext,
  ): vscode.CodeAction[] {
    return diagnostics
      .filter(({ source, code }) => source === SOURCE && code === EXCEPTION_CODE)
      .flatMap((diagnostic) => {
        const text = document.getText();
        const { start, end } = diagnostic.range;
        const comment = commentAround(text, [document.offsetAt(start), document.offsetAt(end)]);
        if (!comment) return [];
        const action = new vscode.CodeAction(
          vscode.l10n.t('Remove the exception'),
          vscode.CodeActionKind.QuickFix,
        );
        action.edit = new vscode.WorkspaceEdit();
        action.edit.delete(document.uri, rangeOf(lineStarts(text), comment));
        action.diagnostics = [diagnostic];
        return action;
      });
  }
}

/** The comment that an exception is written in, with its line if it has that to itself. */
function commentAround(text: string, [start, end]: Span): Span | undefined {
  const line = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  const open = COMMENT_OPEN.exec(line)?.[0];
  if (open === undefined) return undefined;
  const close = COMMENT_CLOSE.exec(text.slice(end, end + 20))?.[0] ?? '';
  const comment: Span = [start - open.length, end + close.length];
  const whole = wholeLines(text, comment);
  if (whole[0] !== comment[0] || whole[1] !== comment[1]) return whole;
  const blank = /[ \t]*$/.exec(line.slice(0, line.length - open.length))?.[0].length ?? 0;
  return [comment[0] - blank, comment[1]];
}
