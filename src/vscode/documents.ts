import * as vscode from 'vscode';
import type { Engines } from './engines.js';
import { openDocument } from './files.js';
import type { PolicyFiles } from './policyFiles.js';
import { scanSource } from './scan.js';
import type { Scanned } from './scan.js';
import { readSettings } from './settings.js';
import type { Store } from './store.js';
import { isFileLike } from './uris.js';

/** Pauses between scans while typing, as a multiple of the time that a scan takes. */
const REST = 4;

interface Tracked {
  version: number;
  scan: Promise<Scanned | undefined>;
}

/** Who follows what happens to open documents. */
interface Followers {
  /** Told of a document that is open no more and is to be judged by what is stored. */
  readonly closed: (uri: vscode.Uri) => void;
  /** Told of a document in which something was typed. */
  readonly typed: (uri: vscode.Uri) => void;
}

/** Keeps the findings of open documents as they are typed. */
export class Documents implements vscode.Disposable {
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();
  private readonly tracked = new Map<string, Tracked>();
  private readonly took = new Map<string, number>();
  private readonly subscriptions: vscode.Disposable;

  constructor(
    private readonly engines: Engines,
    private readonly policies: PolicyFiles,
    private readonly store: Store,
    private readonly follow: Followers,
  ) {
    const { workspace } = vscode;
    this.subscriptions = vscode.Disposable.from(
      workspace.onDidOpenTextDocument((document) => {
        this.schedule(document, 0);
      }),
      workspace.onDidChangeTextDocument(({ document }) => {
        this.changed(document);
      }),
      workspace.onDidSaveTextDocument((document) => {
        if (readSettings(document).run !== 'onSave') return;
        this.schedule(document, 0);
        this.linked(document.uri);
      }),
      workspace.onDidCloseTextDocument((document) => {
        this.close(document);
      }),
      engines.onDidChange(() => {
        this.refresh();
      }),
    );
    this.refresh();
  }

  /** The scan of a document as it stands now. */
  current(document: vscode.TextDocument): Promise<Scanned | undefined> {
    const key = document.uri.toString();
    const known = this.tracked.get(key);
    if (known?.version === document.version) return known.scan;
    const tracked = { version: document.version, scan: this.scan(document) };
    this.tracked.set(key, tracked);
    return tracked.scan;
  }

  /** Scans all open documents again. */
  refresh(): void {
    this.tracked.clear();
    for (const document of vscode.workspace.textDocuments) this.schedule(document, 0);
  }

  /** Scans a document again that was deleted while it was open, and is there again. */
  created(uri: vscode.Uri): void {
    const document = openDocument(uri);
    if (document && !waitsForSave(document)) this.schedule(document, 0);
  }

  /** Scans open documents again whose findings depend on a file. */
  linked(uri: vscode.Uri): void {
    const key = uri.toString();
    for (const document of vscode.workspace.textDocuments) {
      const own = document.uri.toString();
      const known = this.tracked.get(own);
      void known?.scan.then((scanned) => {
        if (!scanned?.links.has(key) || this.tracked.get(own) !== known || waitsForSave(document)) return;
        this.tracked.delete(own);
        this.schedule(document, readSettings(document).debounce);
      });
    }
  }

  dispose(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.subscriptions.dispose();
  }

  private changed(document: vscode.TextDocument): void {
    const { run, debounce } = readSettings(document);
    if (run === 'onSave') return;
    const took = this.took.get(document.uri.toString()) ?? 0;
    this.schedule(document, Math.max(debounce, took * REST));
    this.linked(document.uri);
    this.follow.typed(document.uri);
  }

  private schedule(document: vscode.TextDocument, delay: number): void {
    const key = document.uri.toString();
    clearTimeout(this.timers.get(key));
    const timer = setTimeout(() => {
      this.timers.delete(key);
      void this.publish(document);
    }, delay);
    this.timers.set(key, timer);
  }

  private async publish(document: vscode.TextDocument): Promise<void> {
    if (document.isClosed) return;
    this.policies.check(document);
    const key = document.uri.toString();
    const { version } = document;
    const scan = this.current(document);
    const scanned = await scan;
    // Not if it was closed or judged by other rules meanwhile, or edited with another scan to come.
    if (this.tracked.get(key)?.scan !== scan) return;
    if (document.version === version || !this.timers.has(key)) this.store.set(document.uri, scanned);
  }

  private async scan(document: vscode.TextDocument): Promise<Scanned | undefined> {
    const { uri, languageId } = document;
    if (!isFileLike(uri)) return undefined;
    const text = document.getText(); // of the version that the scan is kept under
    const rules = await this.engines.of(uri);
    const begun = Date.now();
    const scanned = await scanSource({ uri, text, languageId, typed: true }, rules);
    this.took.set(uri.toString(), Date.now() - begun);
    return scanned;
  }

  private close(document: vscode.TextDocument): void {
    const key = document.uri.toString();
    clearTimeout(this.timers.get(key));
    this.timers.delete(key);
    this.tracked.delete(key);
    this.took.delete(key);
    this.policies.closed(document.uri);
    this.follow.closed(document.uri);
  }
}

function waitsForSave(document: vscode.TextDocument): boolean {
  return document.isDirty && readSettings(document).run === 'onSave';
}
