import * as vscode from 'vscode';
import type { Description, RegimeWords } from '../core/describe.js';
import { rangeOf, severityOf } from './convert.js';
import { SOURCE } from './manifest.js';
import type { Placed, Scanned } from './scan.js';

/** A diagnostic and what it is about. */
export interface Shown {
  readonly diagnostic: vscode.Diagnostic;
  /** Catalog entry, or empty for a notice. */
  readonly entry: string;
  /** Most diagnostics of one file. */
  readonly limit: number;
}

const MAX_REGIMES = 3;

/** The diagnostics of a scan, by the URIs of the files that they lie in. */
export function diagnosticsOf(scanned: Scanned): Map<string, Shown[]> {
  const shown = new Map<string, Shown[]>();
  const limit = scanned.rules.settings.maxProblemsPerFile;
  const add = (uri: vscode.Uri, entry: string, diagnostic: vscode.Diagnostic): void => {
    const key = uri.toString();
    const list = shown.get(key) ?? [];
    shown.set(key, list);
    list.push({ entry, diagnostic, limit });
  };
  for (const placed of scanned.placed) {
    const diagnostic = diagnosticOf(placed, scanned);
    if (diagnostic) add(placed.location.uri, placed.finding.entry, diagnostic);
  }
  for (const { span, message } of scanned.result.notices) {
    const range = rangeOf(scanned.starts, span);
    const diagnostic = new vscode.Diagnostic(range, message, vscode.DiagnosticSeverity.Warning);
    diagnostic.source = SOURCE;
    diagnostic.code = 'exception';
    add(scanned.uri, '', diagnostic);
  }
  return shown;
}

/** The diagnostic of a finding, or undefined for one that is not shown. */
export function diagnosticOf({ finding, location, related }: Placed, { rules }: Scanned) {
  const severity = severityOf(finding.severity);
  if (severity === undefined || finding.suppression) return undefined;
  const description = rules.engine.describe(finding);
  const diagnostic = new vscode.Diagnostic(location.range, messageOf(description), severity);
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

function messageOf({ headline, regimes }: Description): string {
  const lines = regimes.slice(0, MAX_REGIMES).map(regimeLine);
  const more = regimes.length - lines.length;
  if (more > 0) lines.push(vscode.l10n.t('{0} more rules apply.', more));
  return [headline, ...lines].join('\n');
}

function regimeLine({ title, words, verified }: RegimeWords): string {
  return verified ? `${title}: ${words}` : `${title} (${vscode.l10n.t('not verified')}): ${words}`;
}
