import * as vscode from 'vscode';
import type { Verdict } from '../core/types.js';
import type { Engines } from './engines.js';
import { keepLinks } from './links.js';
import { reportPath } from './roots.js';
import type { Turn } from './scan.js';
import type { FileScanner } from './scanFile.js';
import type { Store } from './store.js';
import { turns } from './turns.js';
import { Walk } from './walk.js';
import type { Unread } from './walk.js';

/** What an audit of the workspace comes to. */
export interface AuditSummary {
  /** Files that the walk found. */
  readonly found: number;
  /** Files that were looked at. */
  readonly files: number;
  /** Files that a format read, because a name of the catalog stands in them. */
  readonly scanned: number;
  /** Files that were as the last audit had seen them. */
  readonly unchanged: number;
  /** Places that name a product and are not suppressed. */
  readonly findings: number;
  readonly byVerdict: Readonly<Record<Verdict, number>>;
  readonly suppressed: number;
  readonly skipped: readonly Unread[];
  readonly cancelled: boolean;
  readonly milliseconds: number;
}

/** What an audit works with. */
export interface AuditRun {
  readonly engines: Engines;
  readonly store: Store;
  readonly scanner: FileScanner;
  readonly progress: vscode.Progress<{ message?: string; increment?: number }>;
  readonly token: vscode.CancellationToken;
}

/** Files on their way at a time: each takes two questions to a window that may be busy. */
const PARALLEL = 32;
const REPORT_MS = 100;

/** Looks through all folders of the workspace. Ends soon after it is cancelled, with what it has come to. */
export async function auditFolders(run: AuditRun): Promise<AuditSummary> {
  const begun = Date.now();
  // Not every change on disk has been told of by now.
  run.engines.reread();
  const tally = { found: 0, files: 0, scanned: 0, unchanged: 0 };
  const skipped: Unread[] = [];
  await Promise.race([lookThrough(run, tally, skipped), cancellation(run.token)]);
  run.store.flush();
  const { byVerdict, suppressed } = run.store.counts();
  return {
    ...tally,
    byVerdict,
    suppressed,
    findings: Object.values(byVerdict).reduce((sum, count) => sum + count, 0),
    skipped: [...skipped].sort((a, b) => (a.path < b.path ? -1 : 1)),
    cancelled: run.token.isCancellationRequested,
    milliseconds: Date.now() - begun,
  };
}

/** What an audit came to, in a line. */
export function summaryWords({ byVerdict, files, found, skipped, cancelled }: AuditSummary): string {
  const { l10n } = vscode;
  const words = [
    cancelled
      ? l10n.t('Audit cancelled after {0} of {1} files', files, found)
      : l10n.t('Audited {0} files', files),
    l10n.t('{0} prohibited', byVerdict.prohibited),
    l10n.t('{0} to be reviewed', byVerdict.review),
  ];
  if (skipped.length > 0) words.push(l10n.t('{0} not read', skipped.length));
  return words.join(', ');
}

type Tally = Record<'found' | 'files' | 'scanned' | 'unchanged', number>;

async function lookThrough(run: AuditRun, tally: Tally, skipped: Unread[]): Promise<void> {
  const { token, scanner } = run;
  const turn = turns();
  scanner.begin();
  const files = await list(run, skipped, turn);
  tally.found = files.size;
  const pass = { readLink: keepLinks(), token, turn };
  const report = reporter(run, tally);
  const queue = files.values();
  const work = async (): Promise<void> => {
    for (const uri of queue) {
      if (token.isCancellationRequested) return;
      const outcome = await scanner.scan(uri, pass);
      tally.files++;
      if (typeof outcome === 'object') skipped.push({ uri, path: reportPath(uri), ...outcome });
      else if (outcome === 'read') tally.scanned++;
      else if (outcome === 'unchanged') tally.unchanged++;
      await turn();
      report();
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, work));
  if (!token.isCancellationRequested) scanner.end();
}

/** The files of all folders of the workspace, by their URIs as strings. */
async function list(
  { engines, progress, token }: AuditRun,
  skipped: Unread[],
  turn: Turn,
): Promise<ReadonlyMap<string, vscode.Uri>> {
  progress.report({ message: vscode.l10n.t('listing files') });
  const files = new Map<string, vscode.Uri>();
  for (const { uri } of vscode.workspace.workspaceFolders ?? []) {
    const walk = new Walk(uri, engines, turn);
    for (const file of await walk.files(token)) {
      await turn();
      // Folders of a workspace may lie in one another.
      files.set(file.toString(), file);
    }
    skipped.push(...walk.unread);
  }
  return files;
}

/** Reports how far the audit has come, as often as can be read. */
function reporter({ progress }: AuditRun, tally: Tally): () => void {
  let reported = 0;
  let shown = 0;
  return () => {
    const now = Date.now();
    if (now - reported < REPORT_MS) return;
    const percent = Math.floor((tally.files / tally.found) * 100);
    const message = vscode.l10n.t('{0} of {1} files', tally.files, tally.found);
    progress.report({ message, increment: percent - shown });
    shown = percent;
    reported = now;
  };
}

function cancellation(token: vscode.CancellationToken): Promise<void> {
  return new Promise((resolve) => {
    if (token.isCancellationRequested) resolve();
    token.onCancellationRequested(() => {
      resolve();
    });
  });
}
