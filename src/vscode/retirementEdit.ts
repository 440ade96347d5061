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

/**
 * The changes of a plan as a workspace edit whose every entry can be confirmed by itself. What takes something away
 * waits for its user's tick; where nothing does, all waits, for else the editor would show no preview.
 */
export function retirementEdit(plans: readonly FilePlan[]): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  const removes = plans.some(({ changes }) => changes.some(({ kind }) => kind === 'remove'));
  for (const { scanned, changes } of plans) {
    const all = changes.flatMap(({ edits }) => edits);
    for (const change of changes) {
      const metadata = metadataOf(change, !removes || change.kind === 'remove');
      for (const { span, text } of asOne(change.edits, all, scanned.document.text)) {
        edit.replace(scanned.uri, rangeOf(scanned.starts, span), text, metadata);
      }
    }
  }
  return edit;
}

function metadataOf(
  { kind, title, note, findings }: PlannedChange,
  needsConfirmation: boolean,
): vscode.WorkspaceEditEntryMetadata {
  const description = note ?? findings[0]?.title;
  return {
    label: title,
    needsConfirmation,
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
