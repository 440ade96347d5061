import * as vscode from 'vscode';
import { knowledge } from '../../catalog/index.js';
import { createEngine } from '../../core/engine.js';
import type { Engine } from '../../core/engine.js';
import { POLICY_FILE } from '../../core/policy.js';
import type { Policy } from '../../core/policy.js';
import { lineStarts } from '../../core/text/lines.js';
import type { CatalogEntry } from '../../core/types.js';
import { formats } from '../../formats/index.js';
import { applyBaseline, mendedNotice, withoutBaseline } from '../../report/baseline.js';
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
import type { Baselines } from '../baselines.js';
import type { Engines } from '../engines.js';
import { readStored } from '../files.js';
import type { PolicyFiles } from '../policyFiles.js';
import { reportBase, reportPath } from '../roots.js';
import type { Scanned } from '../scan.js';
import type { Store } from '../store.js';
import { todayDate } from '../today.js';
import { turns } from '../turns.js';
import { pathBelow } from '../uris.js';

/** What a report is gathered from. */
export interface GatherSource {
  readonly audit: Audit;
  readonly baselines: Baselines;
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

/** How a report is gathered. */
export interface GatherOptions {
  /** True works out the fixes of every open finding. */
  readonly withFixes: boolean;
  readonly token: vscode.CancellationToken;
  /** Regimes by id, in place of those that the files are judged by; what baselines hold counts then. */
  readonly regimes?: readonly string[];
}

/**
 * The report of what the audit found and what has changed since, the same as the command line makes of the folder
 * that names the files.
 * @returns undefined where it was cancelled.
 */
export async function gatherReport(
  source: GatherSource,
  { withFixes, token, regimes }: GatherOptions,
): Promise<Gathered | undefined> {
  const { engines, summary } = source;
  const judge = regimes && judgeBy(regimes);
  const base = reportBase();
  const findings: ReportedFinding[] = [];
  const notices = summary.skipped.map(({ path, kind, reason }): Notice => ({ kind, path, message: reason }));
  const turn = turns();
  for (const { scanned } of inOrder(auditedScans(source), base)) {
    const { rules, document } = scanned;
    const engine = judge?.(rules.engine) ?? rules.engine;
    const result = judge ? engine.scan(document) : scanned.result;
    const nameOf = (path: string): string =>
      reportPath(path === document.path ? scanned.uri : rules.uriOf(path), base);
    const found = reportScan(engine, document, result, withFixes, nameOf);
    findings.push(...found.findings);
    notices.push(...found.notices);
    await turn();
    if (token.isCancellationRequested) return undefined;
  }
  notices.push(...(await ruleNotices(source)), ...(await mendedNotices(source)));
  const roots = (await rootEngines(engines)).map((engine) => judge?.(engine) ?? engine);
  const selected = new Map(roots.flatMap((engine) => engine.regimes.map((regime) => [regime.id, regime])));
  return {
    entries: new Map(roots.flatMap((engine) => [...engine.entries])),
    report: {
      version,
      asOf: todayDate(),
      regimes: [...selected.values()],
      files: summary.files - summary.skipped.filter(({ kind }) => kind === 'skipped').length,
      findings: distinctReported(findings).sort(compareFindings),
      notices: notices.sort(compareNotices),
    },
  };
}

/** Engines that judge by some regimes, whatever the policies that they are made with select. */
function judgeBy(regimes: readonly string[]): (engine: Engine) => Engine {
  const made = new Map<Policy, Engine>();
  return ({ policy }) => {
    const known = made.get(policy);
    if (known) return known;
    const engine = createEngine({ formats, knowledge, policy, today: todayDate(), regimes });
    made.set(policy, engine);
    return engine;
  };
}

/**
 * What an audit found in a workspace folder, as the command line run there names and tells it, whatever its baseline
 * holds.
 */
export function foundIn(
  source: Pick<GatherSource, 'audit' | 'store'>,
  folder: vscode.Uri,
): ReportedFinding[] {
  const own = auditedScans(source).filter(({ uri }) => pathBelow(folder, uri) !== undefined);
  const findings = inOrder(own, folder).flatMap(({ scanned: { rules, document, result, uri } }) => {
    const nameOf = (path: string): string =>
      reportPath(path === document.path ? uri : rules.uriOf(path), folder);
    return reportScan(rules.engine, document, result, false, nameOf).findings;
  });
  return withoutBaseline(distinctReported(findings).sort(compareFindings));
}

/** True for paths below a workspace folder that an audit has read. */
export function readBy({ skipped }: AuditSummary, folder: vscode.Uri): (path: string) => boolean {
  return (path) => {
    const uri = vscode.Uri.joinPath(folder, path);
    const key = uri.toString();
    return !skipped.some((each) => each.uri.toString() === key || pathBelow(each.uri, uri) !== undefined);
  };
}

/** What is open but left out of the audit, or in no folder of the workspace, is no part of the report. */
function auditedScans({ audit, store }: Pick<GatherSource, 'audit' | 'store'>): Scanned[] {
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

/** What stands in the baselines of the workspace's folders although it is mended. */
async function mendedNotices(source: GatherSource): Promise<Notice[]> {
  const notices: Notice[] = [];
  for (const { uri } of vscode.workspace.workspaceFolders ?? []) {
    const file = await source.baselines.of(uri);
    if (!file?.baseline) continue;
    const { mended } = applyBaseline(foundIn(source, uri), file.baseline, readBy(source.summary, uri));
    const named = mended.map((each) => ({ ...each, path: reportPath(vscode.Uri.joinPath(uri, each.path)) }));
    notices.push(...named.map(mendedNotice));
  }
  return notices;
}

async function rootEngines(engines: Engines) {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const rules = folders.map(({ uri }) => engines.of(vscode.Uri.joinPath(uri, POLICY_FILE)));
  return (await Promise.all(rules)).map(({ engine }) => engine);
}
