import * as vscode from 'vscode';
import { COMMANDS } from './manifest.js';
import type { Store } from './store.js';

const SHOW_PROBLEMS = 'workbench.actions.view.problems';
const PRIORITY = 10;
/** An audit changes the store many times a second. */
const REST_MS = 200;

/** Shows in the status bar how many open findings are known; nothing where nothing is. */
export class Status implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem(
    'kasperskyBan.findings',
    vscode.StatusBarAlignment.Left,
    PRIORITY,
  );
  private readonly subscription: vscode.Disposable;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly store: Store) {
    this.item.name = vscode.l10n.t('Kaspersky Ban findings');
    this.item.command = SHOW_PROBLEMS;
    this.subscription = store.onDidChange(() => {
      this.timer ??= setTimeout(() => {
        this.timer = undefined;
        this.update();
      }, REST_MS);
    });
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.subscription.dispose();
    this.item.dispose();
  }

  private update(): void {
    const { byVerdict, suppressed } = this.store.counts();
    const { prohibited, review, exempt, remediation, mention } = byVerdict;
    if (prohibited + review + exempt + remediation + mention + suppressed === 0) {
      this.item.hide();
      return;
    }
    const rows: [string, number][] = [
      [vscode.l10n.t('Prohibited'), prohibited],
      [vscode.l10n.t('To be reviewed'), review],
      [vscode.l10n.t('Exempt'), exempt],
      [vscode.l10n.t('Remediation'), remediation],
      [vscode.l10n.t('Mentions'), mention],
      [vscode.l10n.t('Suppressed'), suppressed],
    ];
    const lines = rows.filter(([, count]) => count > 0).map(([label, count]) => `- ${label}: ${count}`);
    const audit = `[${vscode.l10n.t('Audit the workspace')}](command:${COMMANDS.auditWorkspace})`;
    const tooltip = new vscode.MarkdownString([...lines, '', audit].join('\n'));
    tooltip.isTrusted = { enabledCommands: [COMMANDS.auditWorkspace] };
    this.item.tooltip = tooltip;
    this.item.text = `$(shield) ${prohibited + review}`;
    this.item.accessibilityInformation = {
      label: vscode.l10n.t('{0} Kaspersky findings to act on', prohibited + review),
    };
    this.item.show();
  }
}
