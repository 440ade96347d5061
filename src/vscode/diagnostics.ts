import * as vscode from 'vscode';
import type { ExceptionNotice } from '../core/types.js';
import { rangeOf, severityOf } from './convert.js';
import { SOURCE } from './manifest.js';
import { messageOf, say } from './say.js';
import type { Found, Placed, Scanned } from './scan.js';

/** What a scan says of a place in a file. */
export interface Shown {
  /** Absent for a notice. */
  readonly found?: Found;
  /** Absent for a finding that is counted but not shown. */
  readonly diagnostic?: vscode.Diagnostic;
  /** Most diagnostics of one file. */
  readonly limit: number;
}

/** The findings and notices of a scan, by the URIs of the files that they lie in. */
export function diagnosticsOf(scanned: Scanned): Map<string, Shown[]> {
  const shown = new Map<string, Shown[]>();
  const limit = scanned.rules.settings.maxProblemsPerFile;
  const add = (uri: vscode.Uri, each: Omit<Shown, 'limit'>): void => {
    const key = uri.toString();
    const list = shown.get(key) ?? [];
    shown.set(key, list);
    list.push({ ...each, limit });
  };
  for (const placed of scanned.placed) {
    const diagnostic = diagnosticOf(placed, scanned);
    add(placed.location.uri, { found: { placed, scanned }, ...(diagnostic ? { diagnostic } : {}) });
  }
  for (const notice of scanned.result.notices) {
    add(scanned.uri, { diagnostic: exceptionDiagnostic(rangeOf(scanned.starts, notice.span), notice) });
  }
  return shown;
}

/** `code` of the diagnostics at exceptions. */
export const EXCEPTION_CODE = 'exception';

/** Says what is wrong with an exception, at its place. */
export function exceptionDiagnostic(
  range: vscode.Range,
  notice: Omit<ExceptionNotice, 'span'>,
): vscode.Diagnostic {
  const { Information, Warning } = vscode.DiagnosticSeverity;
  const unused = notice.state === 'unused';
  const diagnostic = new vscode.Diagnostic(range, messageOf(notice), unused ? Information : Warning);
  diagnostic.source = SOURCE;
  diagnostic.code = EXCEPTION_CODE;
  if (unused) diagnostic.tags = [vscode.DiagnosticTag.Unnecessary];
  return diagnostic;
}

/** The diagnostic of a finding, or undefined for one that is not shown. */
export function diagnosticOf({ finding, location, related }: Placed, { rules }: Scanned) {
  const severity = severityOf(finding.severity);
  if (severity === undefined || finding.suppression) return undefined;
  const description = rules.engine.describe(finding, say);
  // One line: the hover tells the rest.
  const diagnostic = new vscode.Diagnostic(location.range, description.headline, severity);
  const [regime] = description.regimes;
  diagnostic.source = SOURCE;
  diagnostic.code = regime ? { value: finding.entry, target: vscode.Uri.parse(regime.url) } : finding.entry;
  if (related.length > 0) {
    diagnostic.relatedInformation = related.map(
      (each) => new vscode.DiagnosticRelatedInformation(each, vscode.l10n.t('Used here')),
    );
  }
  return diagnostic;
}

/** Stands for findings that a file has beyond the limit, at the first of them. */
export function moreDiagnostic(first: vscode.Diagnostic, count: number): vscode.Diagnostic {
  const words =
    count === 1
      ? vscode.l10n.t('… 1 more finding in this file is not shown (kasperskyBan.maxProblemsPerFile)')
      : vscode.l10n.t(
          '… {0} more findings in this file are not shown (kasperskyBan.maxProblemsPerFile)',
          count,
        );
  const diagnostic = new vscode.Diagnostic(first.range, words, first.severity);
  diagnostic.source = SOURCE;
  diagnostic.code = 'more';
  return diagnostic;
}
