import * as vscode from 'vscode';
import { positionOf } from '../core/text/lines.js';
import type { Edit, Severity, Span } from '../core/types.js';

/** The range of a span in a text whose lines start at these offsets. */
export function rangeOf(starts: readonly number[], span: Span): vscode.Range {
  const start = positionOf(starts, span[0]);
  const end = positionOf(starts, span[1]);
  return new vscode.Range(start.line, start.column, end.line, end.column);
}

/** Edits of one document's text as a workspace edit. */
export function workspaceEdit(
  uri: vscode.Uri,
  starts: readonly number[],
  edits: readonly Edit[],
): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  edit.set(
    uri,
    edits.map(({ span, text }) => new vscode.TextEdit(rangeOf(starts, span), text)),
  );
  return edit;
}

/** The one edit that turns a text into another, without what both have at their ends; undefined if they agree. */
export function difference(before: string, after: string): Edit | undefined {
  if (before === after) return undefined;
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let end = 0;
  while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  // A range cannot begin or end inside a line break.
  if (before[start - 1] === '\r' && start > 0) start--;
  if (before[before.length - end] === '\n' && end > 0) end--;
  return { span: [start, before.length - end], text: after.slice(start, after.length - end) };
}

const SEVERITIES: Record<Severity, vscode.DiagnosticSeverity | undefined> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
  none: undefined,
};

/** The editor's severity, or undefined for what is not shown. */
export function severityOf(severity: Severity): vscode.DiagnosticSeverity | undefined {
  return SEVERITIES[severity];
}
