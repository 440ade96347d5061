import * as vscode from 'vscode';
import { parseEarlier } from '../../report/earlier.js';
import type { Point } from '../../report/earlier.js';
import { htmlReport } from '../../report/html.js';
import { listed } from '../../report/select.js';
import type { Audit } from '../audit.js';
import { COMMANDS, VIEW_COMMANDS } from '../manifest.js';
import { reportBase } from '../roots.js';
import type { Gather } from './export.js';
import type { Gathered } from './gather.js';

const TYPE = 'kasperskyBan.report';
const EARLIER_KEY = 'report.earlier';

/** What the page asks for. */
type Ask =
  { readonly ask: 'export' | 'earlier' | 'audit' } | { readonly ask: 'open'; readonly place: number };

/** Shows the report as a page in an editor, made when it is first asked for. */
export class ReportPanel implements vscode.Disposable {
  private panel: vscode.WebviewPanel | undefined;
  private shown: Gathered | undefined;
  private readonly subscription: vscode.Disposable;

  constructor(
    private readonly gather: Gather,
    audit: Audit,
    private readonly memory: vscode.Memento,
  ) {
    this.subscription = audit.onDidEnd(({ cancelled }) => {
      if (!cancelled && this.panel) void this.show();
    });
  }

  /** Shows the report as it is now. */
  async show(): Promise<void> {
    const gathered = await this.gather(false);
    if (!gathered) return;
    this.shown = gathered;
    this.panel ??= this.create();
    this.draw();
    if (!this.panel.visible) this.panel.reveal();
  }

  /**
   * Adds what earlier reports in JSON came to.
   * @param files Asked for where they are not given.
   */
  async addEarlier(files?: readonly vscode.Uri[]): Promise<void> {
    const chosen =
      files ??
      (await vscode.window.showOpenDialog({
        title: vscode.l10n.t('Earlier reports, as JSON'),
        canSelectMany: true,
        filters: { JSON: ['json'] },
      }));
    if (!chosen || chosen.length === 0) return;
    const points: Point[] = [];
    for (const file of chosen) {
      const point = parseEarlier(new TextDecoder().decode(await vscode.workspace.fs.readFile(file)));
      if (typeof point === 'string') {
        const name = file.path.slice(file.path.lastIndexOf('/') + 1);
        void vscode.window.showErrorMessage(vscode.l10n.t('{0} is no report: {1}', name, point));
      } else points.push(point);
    }
    const known = new Map([...this.earlier(), ...points].map((point) => [point.asOf, point]));
    await this.memory.update(EARLIER_KEY, [...known.values()]);
    if (this.panel) this.draw();
    else await this.show();
  }

  dispose(): void {
    this.panel?.dispose();
    this.subscription.dispose();
  }

  /** What earlier reports came to that were added in this workspace. */
  earlier(): readonly Point[] {
    return this.memory.get<readonly Point[]>(EARLIER_KEY) ?? [];
  }

  private create(): vscode.WebviewPanel {
    const panel = vscode.window.createWebviewPanel(
      TYPE,
      vscode.l10n.t('Kaspersky Ban Report'),
      vscode.ViewColumn.Active,
      { enableScripts: true, enableFindWidget: true, localResourceRoots: [] },
    );
    panel.webview.onDidReceiveMessage((message: Ask) => this.answer(message));
    panel.onDidDispose(() => {
      this.panel = undefined;
      this.shown = undefined;
    });
    return panel;
  }

  private draw(): void {
    if (!this.panel || !this.shown) return;
    const report = { ...this.shown.report, earlier: this.earlier() };
    this.panel.webview.html = htmlReport(report, true, nonce());
  }

  private answer(message: Ask): Thenable<unknown> | undefined {
    switch (message.ask) {
      case 'open':
        return this.open(message.place);
      case 'export':
        return vscode.commands.executeCommand(VIEW_COMMANDS.exportReport);
      case 'earlier':
        return this.addEarlier();
      case 'audit':
        return vscode.commands.executeCommand(COMMANDS.auditWorkspace);
    }
  }

  /** Opens the place of a finding, by its number in the table. */
  private open(place: number): Thenable<unknown> | undefined {
    const each = this.shown && listed(this.shown.report, true)[place];
    const uri = each && uriOf(each.finding.path);
    if (!uri) return undefined;
    const { startLine, startColumn, endLine, endColumn } = each.region;
    const selection = new vscode.Range(startLine - 1, startColumn - 1, endLine - 1, endColumn - 1);
    return vscode.window.showTextDocument(uri, { selection });
  }
}

/** The file that a report names. */
function uriOf(path: string): vscode.Uri {
  const base = reportBase();
  if (/^[a-z][\w+.-]+:\/\//i.test(path)) return vscode.Uri.parse(path);
  return base && !path.startsWith('/') ? vscode.Uri.joinPath(base, path) : vscode.Uri.file(path);
}

function nonce(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
