import * as vscode from 'vscode';
import type { PlannedChange } from '../core/retire.js';
import type { Edit, FixKind } from '../core/types.js';
import { rangeOf } from './convert.js';
import type { FilePlan } from './retire.js';

const ICONS: Readonly<Record<FixKind, string>> = {
  replace: 'replace',
  uninstall: 'circle-slash',
  remove: 'trash',
  suppress: 'comment',
};

/** Where the list of what is left can be kept, in the first folder that is changed. */
const LIST_FILE = 'kaspersky-ban-retirement.md';

/**
 * The changes of a plan as a workspace edit whose every entry can be ticked by itself. What only tidies up is not
 * ticked from the start, and neither is the list of what is left: the editor shows a preview only where something
 * waits for a tick.
 */
export function retirementEdit(plans: readonly FilePlan[], left: string): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  for (const { scanned, changes } of plans) {
    const all = changes.flatMap(({ edits }) => edits);
    for (const change of changes) {
      const metadata = metadataOf(change);
      for (const { span, text } of asOne(change.edits, all, scanned.document.text)) {
        edit.replace(scanned.uri, rangeOf(scanned.starts, span), text, metadata);
      }
    }
  }
  const base = plans[0]?.scanned.rules.base;
  if (base) {
    const options = { overwrite: true, contents: new TextEncoder().encode(left) };
    edit.createFile(vscode.Uri.joinPath(base, LIST_FILE), options, {
      label: vscode.l10n.t('Keep the list of what is left to do'),
      needsConfirmation: true,
      iconPath: new vscode.ThemeIcon('checklist'),
    });
  }
  return edit;
}

function metadataOf({ kind, title, note, findings }: PlannedChange): vscode.WorkspaceEditEntryMetadata {
  const description = note ?? findings[0]?.title;
  return {
    label: title,
    needsConfirmation: findings.length === 0,
    iconPath: new vscode.ThemeIcon(ICONS[kind]),
    ...(description === undefined ? {} : { description }),
  };
}

/**
 * One edit in place of several of one change, so that nobody can take half of it; unless something of another
 * change lies between them.
 */
function asOne(edits: readonly Edit[], all: readonly Edit[], text: string): readonly Edit[] {
  const sorted = [...edits].sort((a, b) => a.span[0] - b.span[0]);
  const start = sorted[0]?.span[0] ?? 0;
  const end = sorted.at(-1)?.span[1] ?? 0;
  const others = all.filter((each) => !edits.includes(each));
  if (sorted.length < 2 || others.some(({ span }) => span[0] <= end && span[1] >= start)) return edits;
  let written = '';
  let at = start;
  for (const { span, text: piece } of sorted) {
    written += text.slice(at, span[0]) + piece;
    at = span[1];
  }
  return [{ span: [start, end], text: written }];
}
