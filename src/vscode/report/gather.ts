import * as vscode from 'vscode';
import { POLICY_FILE } from '../../core/policy.js';
import { lineStarts } from '../../core/text/lines.js';
import type { CatalogEntry } from '../../core/types.js';
import {
  compareFindings,
  compareNotices,
  compareText,
  distinctReported,
  exceptionNotices,
  regionAt,
  reportScan,
} from '../../report/report.js';
import type { Notice, Report, ReportedFinding } from '../../report/report.js';
import { version } from '../../../package.json';
import type { Audit } from '../audit.js';
import type { AuditSummary } from '../auditFolders.js';
import type { Engines } from '../engines.js';
import { readStored } from '../files.js';
import type { PolicyFiles } from '../policyFiles.js';
import { reportBase, reportPath } from '../roots.js';
import type { Scanned } from '../scan.js';
import type { Store } from '../store.js';
import { todayDate } from '../today.js';

/** Longest stretch of work after which others get their turn. */
const SLICE_MS = 8;

/** What a report is gathered from. */
export interface GatherSource {
  readonly audit: Audit;
  readonly engines: Engines;
  readonly policies: PolicyFiles;
  readonly store: Store;
  readonly summary: AuditSummary;
}

/** A report with the catalog by which it was judged. */
export interface Gathered {
  readonly report: Report;
  readonly entries: ReadonlyMap<string, CatalogEntry>;
}

/**
 * The report of what the audit found and what has changed since, the same as the command line makes of the folder
 * that names the files.
 * @param withFixes True works out the fixes of every open finding.
 * @returns undefined where it was cancelled.
 */
export async function gatherReport(
  source: GatherSource,
  withFixes: boolean,
  token: vscode.CancellationToken,
): Promise<Gathered | undefined> {
  const { engines, summary } = source;
  const base = reportBase();
  const findings: ReportedFinding[] = [];
  const notices = summary.skipped.map(({ path, kind, reason }): Notice => ({ kind, path, message: reason }));
  const rest = pacer();
  for (const { scanned } of inOrder(auditedScans(source), base)) {
    const { rules, document, result } = scanned;
    const nameOf = (path: string): string =>
      reportPath(path === document.path ? scanned.uri : rules.uriOf(path), base);
    const found = reportScan(rules.engine, document, result, withFixes, nameOf);
    findings.push(...found.findings);
    notices.push(...found.notices);
    await rest();
    if (token.isCancellationRequested) return undefined;
  }
  notices.push(...(await ruleNotices(source)));
  const roots = await rootEngines(engines);
  const regimes = new Map(roots.flatMap((engine) => engine.regimes.map((regime) => [regime.id, regime])));
  return {
    entries: new Map(roots.flatMap((engine) => [...engine.entries])),
    report: {
      version,
      asOf: todayDate(),
      regimes: [...regimes.values()],
      files: summary.files - summary.skipped.filter(({ kind }) => kind === 'skipped').length,
      findings: distinctReported(findings).sort(compareFindings),
      notices: notices.sort(compareNotices),
    },
  };
}

/** What is open but left out of the audit, or in no folder of the workspace, is no part of the report. */
function auditedScans({ audit, store }: GatherSource): Scanned[] {
  return store.scans().filter(({ uri }) => audit.lists(uri));
}

/** The order in which the command line comes upon files, which decides between findings of one place. */
function inOrder(
  scans: readonly Scanned[],
  base: vscode.Uri | undefined,
): { scanned: Scanned; segments: readonly string[] }[] {
  return scans
    .map((scanned) => ({ scanned, segments: reportPath(scanned.uri, base).split('/') }))
    .sort((a, b) => {
      const at = a.segments.findIndex((segment, index) => segment !== b.segments[index]);
      return compareText(a.segments[at] ?? '', b.segments[at] ?? '');
    });
}

/** What is wrong with the exceptions of policies; unused ones only where all that they hold for was read. */
async function ruleNotices(source: GatherSource): Promise<Notice[]> {
  const { engines, policies } = source;
  const notices: Notice[] = [];
  for (const { uri, policy } of await policies.found()) {
    const text = policy && (await readStored(uri));
    if (text === undefined) continue;
    const { engine } = await engines.of(uri);
    const key = uri.toString();
    const judged = auditedScans(source)
      .filter(({ rules }) => rules.policyFile?.toString() === key)
      .flatMap(({ result }) => result.findings);
    const found = engine.ruleNotices(vscode.workspace.getWorkspaceFolder(uri) ? judged : undefined);
    const starts = lineStarts(text);
    notices.push(...exceptionNotices(found, reportPath(uri), (span) => regionAt(starts, span)));
  }
  return notices;
}

async function rootEngines(engines: Engines) {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const rules = folders.map(({ uri }) => engines.of(vscode.Uri.joinPath(uri, POLICY_FILE)));
  return (await Promise.all(rules)).map(({ engine }) => engine);
}

function pacer(): () => Promise<void> {
  let slice = Date.now();
  return async () => {
    if (Date.now() - slice < SLICE_MS) return;
    await new Promise((resolve) => {
      setTimeout(resolve, 0);
    });
    slice = Date.now();
  };
}
