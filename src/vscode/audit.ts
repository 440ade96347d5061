import * as vscode from 'vscode';
import { auditFolders } from './auditFolders.js';
import type { AuditSummary } from './auditFolders.js';
import { NEVER } from './engines.js';
import type { Engines } from './engines.js';
import { openDocument } from './files.js';
import { FileScanner } from './scanFile.js';
import type { Store } from './store.js';
import { pathBelow } from './uris.js';
import { Walk } from './walk.js';

const RESCAN_MS = 300;
const REFRESH_MS = 1000;
/** Beyond so many changes at once, as when a branch is checked out, the whole workspace is looked through again. */
const MANY = 200;

type Progress = vscode.Progress<{ message?: string; increment?: number }>;

/** Scans the whole workspace when asked to, and from then on what changes in it on disk. */
export class Audit implements vscode.Disposable {
  private active = false;
  /** Counts how often everything was cleared, so that what was begun before can end. */
  private epoch = 0;
  private running: vscode.CancellationTokenSource | undefined;
  private readonly scanner: FileScanner;
  private readonly pending = new Map<string, vscode.Uri>();
  private readonly ended = new vscode.EventEmitter<AuditSummary>();
  private readonly cleared = new vscode.EventEmitter<void>();
  private last: AuditSummary | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private again: ReturnType<typeof setTimeout> | undefined;

  /** An audit has ended or was cancelled. */
  readonly onDidEnd = this.ended.event;

  /** No audit holds any more. */
  readonly onDidClear = this.cleared.event;

  constructor(
    private readonly engines: Engines,
    private readonly store: Store,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.scanner = new FileScanner(engines, store);
  }

  /** What the last audit came to; undefined where there was none, or it was cleared. */
  get summary(): AuditSummary | undefined {
    return this.last;
  }

  /** True for files that are part of the audit as the workspace stands now. */
  lists(uri: vscode.Uri): boolean {
    return this.scanner.lists(uri);
  }

  /** Audits the workspace, with progress that can be cancelled. */
  run(): Thenable<AuditSummary> {
    return vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        title: vscode.l10n.t('Auditing the workspace'),
        cancellable: true,
      },
      (progress, token) => {
        this.active = true;
        return this.audit(progress, token);
      },
    );
  }

  /** Audits again, quietly, if an audit holds: its rules have changed. */
  refresh(): void {
    clearTimeout(this.again);
    if (!this.active) return;
    this.again = setTimeout(() => {
      if (this.running) this.refresh();
      else this.runQuietly();
    }, REFRESH_MS);
  }

  private runQuietly(): void {
    const title = vscode.l10n.t('Auditing the workspace');
    const options = { location: vscode.ProgressLocation.Window, title };
    void vscode.window.withProgress(options, async (progress, token) => {
      if (this.active) await this.audit(progress, token);
    });
  }

  /** Judges a file by what is stored, now that it has come, changed or been closed. */
  changed(uri: vscode.Uri): void {
    if (NEVER.some((name) => uri.path.includes(`/${name}/`))) return;
    this.scanner.forget(uri);
    if (!this.active) {
      if (!openDocument(uri)) this.store.set(uri, undefined);
      return;
    }
    this.pending.set(uri.toString(), uri);
    this.linked(uri);
  }

  /** Judges the files again that were judged by what stands in another. */
  linked(uri: vscode.Uri): void {
    const linked = this.active ? this.store.linkedTo(uri) : [];
    for (const { uri: each } of linked) this.pending.set(each.toString(), each);
    if (this.pending.size === 0) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.rescan(), RESCAN_MS);
  }

  /** Takes the findings of a file, or of all in a folder, that is gone. */
  deleted(uri: vscode.Uri): void {
    this.scanner.land(uri);
    for (const { uri: each, links } of this.store.scans()) {
      if (each.toString() === uri.toString() || pathBelow(uri, each) !== undefined) {
        this.scanner.drop(each);
      } else if (links.has(uri.toString())) this.changed(each);
    }
  }

  /** Takes the findings of all files that are not open. */
  clear(): void {
    this.active = false;
    this.epoch++;
    this.running?.cancel();
    this.scanner.reset();
    this.pending.clear();
    clearTimeout(this.again);
    for (const { uri } of this.store.scans()) if (!openDocument(uri)) this.store.set(uri, undefined);
    this.store.flush();
    this.last = undefined;
    this.cleared.fire();
  }

  dispose(): void {
    this.running?.cancel();
    this.ended.dispose();
    this.cleared.dispose();
    clearTimeout(this.timer);
    clearTimeout(this.again);
  }

  private async audit(progress: Progress, token: vscode.CancellationToken): Promise<AuditSummary> {
    this.running?.cancel();
    const source = new vscode.CancellationTokenSource();
    this.running = source;
    const link = token.onCancellationRequested(() => {
      source.cancel();
    });
    try {
      const summary = await auditFolders({
        engines: this.engines,
        store: this.store,
        scanner: this.scanner,
        progress,
        token: source.token,
      });
      this.report(summary);
      return summary;
    } finally {
      link.dispose();
      if (this.running === source) this.running = undefined;
      source.dispose();
    }
  }

  private report(summary: AuditSummary): void {
    const { skipped, cancelled, files, found, scanned, unchanged, findings, milliseconds } = summary;
    for (const { path, reason } of skipped) this.log.warn(`${path}: ${reason}`);
    this.log.info(
      `Audit${cancelled ? ' (cancelled)' : ''}: ${files} of ${found} files, ${scanned} read, ` +
        `${unchanged} unchanged, ${findings} findings, ${skipped.length} skipped, ${milliseconds} ms`,
    );
    this.last = summary;
    this.ended.fire(summary);
  }

  private async rescan(): Promise<void> {
    const uris = [...this.pending.values()];
    this.pending.clear();
    if (this.active && uris.length > MANY) {
      this.refresh();
      return;
    }
    const { epoch } = this;
    for (const uri of uris) {
      const files = this.active ? await this.filesAt(uri) : [];
      if (this.epoch !== epoch) return;
      if (files.length === 0 && !openDocument(uri)) this.scanner.drop(uri);
      for (const each of files) {
        // Those who follow open documents scan them.
        if (openDocument(each)) this.scanner.list(each);
        else await this.scanner.scan(each);
        await pause();
        if (this.epoch !== epoch) return;
      }
    }
  }

  /** What an audit reads of a path: the file itself, or what lies in the folder. */
  private async filesAt(uri: vscode.Uri): Promise<vscode.Uri[]> {
    const folder = vscode.workspace.getWorkspaceFolder(uri)?.uri;
    const type = folder && (await typeOf(uri));
    if (!folder || (type !== vscode.FileType.File && type !== vscode.FileType.Directory)) return [];
    const walk = new Walk(folder, this.engines);
    const isFolder = type === vscode.FileType.Directory;
    if (!(await walk.lists(uri, isFolder))) return [];
    return isFolder ? walk.files(new vscode.CancellationTokenSource().token, uri) : [uri];
  }
}

function pause(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
}

async function typeOf(uri: vscode.Uri): Promise<vscode.FileType | undefined> {
  try {
    return (await vscode.workspace.fs.stat(uri)).type;
  } catch {
    return undefined;
  }
}
