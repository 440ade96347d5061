import * as vscode from 'vscode';
import type { Verdict } from '../../core/types.js';
import { isExcepted } from '../../core/verify.js';
import { say } from '../say.js';
import type { Found } from '../scan.js';
import { gravest } from './tree.js';
import type { BranchNode, FindingNode, Heading, HeadingNode, MoreNode, Node, SkippedNode } from './tree.js';
import { countWords, headingHelp, headingIcon, headingWords } from './words.js';

const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;

/** Command that shows more children of a node; only items of the tree run it. */
export const SHOW_MORE = 'kasperskyBan.showMore';

/** What a context menu is shown for, as `viewItem` of its `when`. */
export const CONTEXT = {
  open: 'finding.open',
  closed: 'finding.closed',
  group: 'group',
} as const;

/** Headings that say more when they are open at once. */
const AT_ONCE: readonly Heading[] = ['prohibited', 'review'];

/** How a node is shown. */
export function itemOf(node: Node<Found>): vscode.TreeItem {
  switch (node.kind) {
    case 'heading':
      return headingItem(node);
    case 'product':
    case 'file':
      return groupItem(node);
    case 'finding':
      return findingItem(node);
    case 'skipped':
      return skippedItem(node);
    case 'more':
      return moreItem(node);
  }
}

function headingItem({ id, heading, count }: HeadingNode<Found>): vscode.TreeItem {
  const words = headingWords(heading);
  const item = new vscode.TreeItem(words, AT_ONCE.includes(heading) ? Expanded : Collapsed);
  item.id = id;
  item.description = String(count);
  item.iconPath = headingIcon(heading);
  item.tooltip = headingHelp(heading);
  item.contextValue = heading === 'skipped' ? 'skipped' : CONTEXT.group;
  item.accessibilityInformation = { label: `${words}, ${count}. ${headingHelp(heading)}` };
  return item;
}

function groupItem(node: Exclude<BranchNode<Found>, HeadingNode<Found>>): vscode.TreeItem {
  const { id, kind, rows } = node;
  const label = kind === 'file' ? node.path.slice(node.path.lastIndexOf('/') + 1) : node.title;
  const item = new vscode.TreeItem(label, Collapsed);
  item.id = id;
  item.contextValue = CONTEXT.group;
  if (kind === 'file') {
    const folder = node.path.slice(0, Math.max(node.path.lastIndexOf('/'), 0));
    item.resourceUri = vscode.Uri.parse(node.file);
    item.iconPath = vscode.ThemeIcon.File;
    // The editor itself shows the count of problems beside a file.
    item.description = folder;
    item.tooltip = `${node.path}: ${countWords(rows.length)}`;
  } else {
    item.iconPath = headingIcon(gravest(rows));
    item.description = String(rows.length);
    item.tooltip = rows[0]?.entry ?? '';
  }
  const name = kind === 'file' ? node.path : label;
  item.accessibilityInformation = { label: `${name}, ${countWords(rows.length)}` };
  return item;
}

function findingItem({ id, row, inFile }: FindingNode<Found>): vscode.TreeItem {
  const { name, title, path, line, column, verdict, suppression, known, expiring } = row;
  const { finding, location } = row.item.placed;
  const hidden = known ? 'known' : expiring ? 'expiring' : 'suppressed';
  const state = suppression ? hidden : verdict;
  const item = new vscode.TreeItem(name, None);
  item.id = id;
  item.description = inFile ? `${line}:${column} · ${title}` : `${path}:${line}:${column}`;
  item.iconPath = headingIcon(state);
  item.tooltip = tooltipOf(row);
  item.contextValue = isExcepted(finding) || !isOpen(verdict) ? CONTEXT.closed : CONTEXT.open;
  item.command = {
    command: 'vscode.open',
    title: vscode.l10n.t('Open the place'),
    arguments: [location.uri, { selection: location.range, preserveFocus: true }],
  };
  const place = vscode.l10n.t('line {0} of {1}', line, path);
  item.accessibilityInformation = { label: `${headingWords(state)}: ${name}, ${title}, ${place}` };
  return item;
}

function isOpen(verdict: Verdict): boolean {
  return verdict === 'prohibited' || verdict === 'review' || verdict === 'exempt';
}

function tooltipOf({ item, path, line, column, suppression }: FindingNode<Found>['row']): string {
  const { finding } = item.placed;
  const { headline } = item.scanned.rules.engine.describe(finding, say);
  const lines = [headline, `${path}:${line}:${column}`];
  if (suppression?.known) lines.push(headingWords('known'));
  else if (suppression) {
    lines.push(vscode.l10n.t('Suppressed: {0}', suppression.reason));
    if (suppression.owner !== undefined) lines.push(vscode.l10n.t('Owner: {0}', suppression.owner));
    if (suppression.until !== undefined) lines.push(vscode.l10n.t('Until: {0}', suppression.until));
  }
  return lines.join('\n');
}

function skippedItem({ id, file, path, reason }: SkippedNode): vscode.TreeItem {
  const item = new vscode.TreeItem(path, None);
  item.id = id;
  item.description = reason;
  item.tooltip = `${path}: ${reason}`;
  item.iconPath = headingIcon('skipped');
  item.contextValue = 'skipped';
  item.accessibilityInformation = { label: vscode.l10n.t('Not read: {0}, {1}', path, reason) };
  item.command = {
    command: 'revealInExplorer',
    title: vscode.l10n.t('Show in the Explorer'),
    arguments: [vscode.Uri.parse(file)],
  };
  return item;
}

function moreItem({ id, parent, hidden }: MoreNode): vscode.TreeItem {
  const item = new vscode.TreeItem(vscode.l10n.t('{0} more…', hidden), None);
  item.id = id;
  item.iconPath = new vscode.ThemeIcon('ellipsis');
  item.tooltip = vscode.l10n.t('Show more, or narrow them down with the filter');
  item.contextValue = 'more';
  item.command = { command: SHOW_MORE, title: vscode.l10n.t('Show more'), arguments: [parent] };
  return item;
}
