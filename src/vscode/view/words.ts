import * as vscode from 'vscode';
import type { Verdict } from '../../core/types.js';
import type { Heading } from './tree.js';

/** What a group of findings is called. */
export function headingWords(heading: Heading): string {
  const words: Record<Heading, string> = {
    prohibited: vscode.l10n.t('Prohibited'),
    review: vscode.l10n.t('To be reviewed'),
    exempt: vscode.l10n.t('Exempt'),
    expiring: vscode.l10n.t('Exceptions that end soon'),
    suppressed: vscode.l10n.t('Suppressed'),
    known: vscode.l10n.t('Known from the baseline'),
    remediation: vscode.l10n.t('Remediation'),
    mention: vscode.l10n.t('Mentions'),
    skipped: vscode.l10n.t('Not read'),
  };
  return words[heading];
}

/** What a group of findings holds, for its tooltip. */
export function headingHelp(heading: Heading): string {
  const words: Record<Heading, string> = {
    prohibited: vscode.l10n.t('A selected rule covers these.'),
    review: vscode.l10n.t('The selected rules do not plainly decide these: a person has to.'),
    exempt: vscode.l10n.t('A selected rule carves these out.'),
    expiring: vscode.l10n.t('These count again once their exception has ended.'),
    suppressed: vscode.l10n.t('Someone has written down why these may stay.'),
    known: vscode.l10n.t('These were there when the baseline was written, and do not count.'),
    remediation: vscode.l10n.t('These remove, stop, disable or deny the product.'),
    mention: vscode.l10n.t('These only look for the product or talk of it.'),
    skipped: vscode.l10n.t('The audit did not look into these files and folders.'),
  };
  return words[heading];
}

const ICONS: Readonly<Record<Heading, readonly [icon: string, color?: string]>> = {
  prohibited: ['error', 'list.errorForeground'],
  review: ['warning', 'list.warningForeground'],
  exempt: ['info', 'notificationsInfoIcon.foreground'],
  expiring: ['watch', 'list.warningForeground'],
  suppressed: ['mute'],
  known: ['history'],
  remediation: ['pass', 'testing.iconPassed'],
  mention: ['comment'],
  skipped: ['circle-slash'],
};

/** The icon of a group of findings, and of those in it. */
export function headingIcon(heading: Heading): vscode.ThemeIcon {
  const [icon, color] = ICONS[heading];
  return new vscode.ThemeIcon(icon, color === undefined ? undefined : new vscode.ThemeColor(color));
}

/** A count in words. */
export function countWords(count: number): string {
  return count === 1 ? vscode.l10n.t('1 finding') : vscode.l10n.t('{0} findings', count);
}

/** What is to be done about a finding, from its headline. */
export function verdictWords(verdict: Verdict, suppressed: boolean): string {
  return headingWords(suppressed ? 'suppressed' : verdict);
}
