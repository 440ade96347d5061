import * as vscode from 'vscode';
import type { Findings } from './findings.js';

/** A text with findings of several kinds, to try the extension on. Nothing of it is run. */
const SAMPLE = `FROM debian:12

# An agent that is to be replaced.
RUN apt-get update && apt-get install -y kesl

# An image of a registry that is to be replaced.
COPY --from=kaspersky/kesl:12.1.0 /opt /opt

# Its removal is progress, and no warning.
RUN apt-get purge -y klnagent64
`;

/** What the steps of the walkthrough show. */
export class Sample {
  private document: vscode.TextDocument | undefined;

  constructor(private readonly findings: Findings) {}

  /** Opens the sample beside the walkthrough; the one that is open, if there is one. */
  async open(): Promise<vscode.TextEditor> {
    const { workspace, window } = vscode;
    if (!this.document || this.document.isClosed)
      this.document = await workspace.openTextDocument({ language: 'dockerfile', content: SAMPLE });
    const shown = window.visibleTextEditors.find(({ document }) => document === this.document);
    const viewColumn = shown?.viewColumn ?? vscode.ViewColumn.Beside;
    return window.showTextDocument(this.document, { viewColumn, preview: false });
  }

  /** Goes to the first finding of the sample that can be fixed, and opens the menu of its fixes. */
  async fix(): Promise<void> {
    const editor = await this.open();
    const scanned = await this.findings.scanOf(editor.document);
    const first = scanned?.placed.find(({ finding }) => finding.severity !== 'none');
    if (!first) {
      const message = vscode.l10n.t('Nothing is left to fix in the sample.');
      vscode.window.setStatusBarMessage(message, 5000);
      return;
    }
    editor.selection = new vscode.Selection(first.location.range.start, first.location.range.start);
    editor.revealRange(first.location.range);
    await vscode.commands.executeCommand('editor.action.quickFix');
  }
}
