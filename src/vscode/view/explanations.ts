import * as vscode from 'vscode';

const SCHEME = 'kaspersky-ban';
const PREVIEW = 'markdown.showPreview';

/** Shows Markdown texts that are no files. */
export class Explanations implements vscode.Disposable, vscode.TextDocumentContentProvider {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  private readonly registration = vscode.workspace.registerTextDocumentContentProvider(SCHEME, this);
  private readonly uri = vscode.Uri.from({
    scheme: SCHEME,
    path: `/${vscode.l10n.t('Explanation')}.md`,
  });
  private text = '';

  readonly onDidChange = this.changed.event;

  /** Shows a text in place of the one before: as a preview, or as it is written where there is none. */
  async show(text: string): Promise<void> {
    this.text = text;
    this.changed.fire(this.uri);
    try {
      await vscode.commands.executeCommand(PREVIEW, this.uri);
    } catch {
      await vscode.window.showTextDocument(this.uri);
    }
  }

  provideTextDocumentContent(): string {
    return this.text;
  }

  dispose(): void {
    this.registration.dispose();
    this.changed.dispose();
  }
}
