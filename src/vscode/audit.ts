import * as vscode from 'vscode';
import type { Verdict } from '../core/types.js';
import type { Engines } from './engines.js';
import { decodeText, openDocument, readText, reasonOf } from './files.js';
import { scanSource } from './scan.js';
import type { ReadLink } from './scan.js';
import type { Store } from './store.js';
import { isFileLike, pathBelow } from './uris.js';
import { Walk } from './walk.js';
import type { Unread } from './walk.js';

/** What an audit of the workspace comes to. */
export interface AuditSummary {
  /** Files that were looked at. */
  readonly files: number;
  /** Files that a format read, because a name of the catalog stands in them. */
  readonly scanned: number;
  /** Places that name a product and are not suppressed. */
  readonly findings: number;
  readonly byVerdict: Readonly<Record<Verdict, number>>;
  readonly suppressed: number;
  readonly skipped: readonly Unread[];
  readonly cancelled: boolean;
}

const PARALLEL = 6;
const SLICE_MS = 8;
const MAX_LINKS_KEPT = 500;
const RESCAN_MS = 300;
const REFRESH_MS = 1000;

type Progress = vscode.Progress<{ message?: string; increment?: number }>;

/** Scans the whole workspace when asked to, and from then on what changes in it on disk. */
export class Audit implements vscode.Disposable {
  private active = false;
  private running: vscode.CancellationTokenSource | undefined;
  private readonly pending = new Map<string, vscode.Uri>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private again: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly engines: Engines,
    private readonly store: Store,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  /** Audits the workspace, with progress that can be cancelled. */
  run(): Thenable<AuditSummary> {
    return vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        title: vscode.l10n.t('Auditing the workspace'),
        cancellable: true,
      },
      (progress, token) => this.audit(progress, token),
    );
  }

  /** Audits again, quietly, if an audit holds: its rules have changed. */
  refresh(): void {
    clearTimeout(this.again);
    if (!this.active) return;
    this.again = setTimeout(() => {
      this.runQuietly();
    }, REFRESH_MS);
  }

  private runQuietly(): void {
    void vscode.window.withProgress({ location: vscode.ProgressLocation.Window }, (progress, token) =>
      this.audit(progress, token),
    );
  }

  /** Judges a file by what is stored, now that it has come, changed or been closed. */
  changed(uri: vscode.Uri): void {
    if (!this.active) {
      if (!openDocument(uri)) this.store.set(uri, undefined);
      return;
    }
    this.pending.set(uri.toString(), uri);
    for (const scanned of this.store.scans()) {
      if (scanned.links.has(uri.toString())) this.pending.set(scanned.uri.toString(), scanned.uri);
    }
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.rescan(), RESCAN_MS);
  }

  /** Takes the findings of a file, or of all in a folder, that is gone. */
  deleted(uri: vscode.Uri): void {
    for (const { uri: each, links } of this.store.scans()) {
      if (each.toString() === uri.toString() || pathBelow(uri, each) !== undefined) {
        this.store.set(each, undefined);
      } else if (links.has(uri.toString())) this.changed(each);
    }
  }

  /** Takes the findings of all files that are not open. */
  clear(): void {
    this.active = false;
    this.running?.cancel();
    for (const { uri } of this.store.scans()) if (!openDocument(uri)) this.store.set(uri, undefined);
  }

  dispose(): void {
    this.running?.cancel();
    clearTimeout(this.timer);
    clearTimeout(this.again);
  }

  private async audit(progress: Progress, token: vscode.CancellationToken): Promise<AuditSummary> {
    this.running?.cancel();
    const source = new vscode.CancellationTokenSource();
    this.running = source;
    this.active = true;
    const link = token.onCancellationRequested(() => {
      source.cancel();
    });
    try {
      return await this.auditFolders(progress, source.token);
    } finally {
      link.dispose();
      if (this.running === source) this.running = undefined;
      source.dispose();
    }
  }

  private async auditFolders(progress: Progress, token: vscode.CancellationToken): Promise<AuditSummary> {
    const begun = Date.now();
    const skipped: Unread[] = [];
    const files: vscode.Uri[] = [];
    progress.report({ message: vscode.l10n.t('listing files') });
    for (const { uri } of vscode.workspace.workspaceFolders ?? []) {
      const walk = new Walk(uri, this.engines);
      files.push(...(await walk.files(token)));
      skipped.push(...walk.unread);
    }
    const seen = new Set(files.map((uri) => uri.toString()));
    const readLink = keepLinks();
    let done = 0;
    let scanned = 0;
    let shown = 0;
    let slice = Date.now();
    const queue = files.values();
    const work = async (): Promise<void> => {
      for (const uri of queue) {
        if (token.isCancellationRequested) return;
        const outcome = await this.scanFile(uri, readLink);
        if (typeof outcome === 'string') skipped.push({ path: this.nameOf(uri), reason: outcome });
        else if (outcome) scanned++;
        done++;
        if (Date.now() - slice < SLICE_MS) continue;
        const percent = Math.floor((done / files.length) * 100);
        progress.report({
          message: vscode.l10n.t('{0} of {1} files', done, files.length),
          increment: percent - shown,
        });
        shown = percent;
        await pause();
        slice = Date.now();
      }
    };
    await Promise.all(Array.from({ length: PARALLEL }, work));
    const cancelled = token.isCancellationRequested;
    if (!cancelled) this.dropOthers(seen);
    const { byVerdict, suppressed } = this.store.counts();
    const findings = Object.values(byVerdict).reduce((sum, count) => sum + count, 0);
    skipped.sort((a, b) => (a.path < b.path ? -1 : 1));
    for (const { path, reason } of skipped) this.log.warn(`${path}: ${reason}`);
    this.log.info(
      `Audit${cancelled ? ' (cancelled)' : ''}: ${done} of ${files.length} files, ${scanned} read, ` +
        `${findings} findings, ${skipped.length} skipped, ${Date.now() - begun} ms`,
    );
    return { files: done, scanned, findings, byVerdict, suppressed, skipped, cancelled };
  }

  /** Scans one file into the store. True if a format read it; words if it could not be read. */
  private async scanFile(uri: vscode.Uri, readLink: ReadLink): Promise<boolean | string> {
    if (!isFileLike(uri)) return false;
    try {
      const rules = await this.engines.of(uri);
      const { enable, maxFileSize } = rules.settings;
      const left = !enable || rules.excluded(rules.pathOf(uri));
      const document = left ? undefined : openDocument(uri);
      const bytes = left || document ? undefined : await vscode.workspace.fs.readFile(uri);
      const large = (bytes?.length ?? 0) > maxFileSize || (document?.getText().length ?? 0) > maxFileSize;
      const text = document?.getText() ?? (bytes && !large ? decodeText(bytes) : undefined);
      const languageId = document?.languageId;
      const source = { uri, text: text ?? '', ...(languageId === undefined ? {} : { languageId }) };
      const scanned = text === undefined ? undefined : await scanSource(source, rules, readLink);
      // What an editor shows is newer than what was read before it opened or changed.
      const now = openDocument(uri);
      if (now === document && (!now || now.getText() === text)) this.store.set(uri, scanned);
      if (large) return vscode.l10n.t('larger than {0} KiB', Math.round(maxFileSize / 1024));
      return scanned !== undefined;
    } catch (error) {
      this.store.set(uri, undefined);
      return reasonOf(error);
    }
  }

  private dropOthers(seen: ReadonlySet<string>): void {
    for (const { uri } of this.store.scans()) {
      if (!seen.has(uri.toString()) && !openDocument(uri)) this.store.set(uri, undefined);
    }
  }

  private async rescan(): Promise<void> {
    const uris = [...this.pending.values()];
    this.pending.clear();
    for (const uri of uris) {
      if (openDocument(uri)) continue;
      const files = this.active ? await this.filesAt(uri) : [];
      if (files.length === 0) this.store.set(uri, undefined);
      for (const each of files) {
        await this.scanFile(each, readText);
        await pause();
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

  private nameOf(uri: vscode.Uri): string {
    return vscode.workspace.asRelativePath(uri);
  }
}

/** Keeps linked files for the length of an audit, since many files of a role ask for the same ones. */
function keepLinks(): ReadLink {
  const kept = new Map<string, Promise<string | undefined>>();
  return (uri) => {
    const key = uri.toString();
    const known = kept.get(key);
    if (known) return known;
    if (kept.size >= MAX_LINKS_KEPT) kept.clear();
    const text = readText(uri);
    kept.set(key, text);
    return text;
  };
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
