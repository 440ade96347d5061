import * as vscode from 'vscode';
import { changedText } from './changedLines.js';
import type { Engines } from './engines.js';
import { openDocument } from './files.js';
import type { PolicyFiles } from './policyFiles.js';
import { lookAt, scanWorth } from './scan.js';
import type { Scanned } from './scan.js';
import { readSettings } from './settings.js';
import type { Store } from './store.js';
import { isFileLike, isPolicyFile } from './uris.js';

/** Pauses between scans while typing, as a multiple of the time that a scan takes. */
const REST = 4;

/** What the scan of a document came to. */
interface Outcome {
  readonly scanned?: Scanned | undefined;
  /** True for text of changed lines that leaves the document at nothing; absent where any change may matter. */
  readonly staysEmpty?: (text: string) => boolean;
}

interface Tracked {
  /** Of the document that the scan holds for. */
  version: number;
  readonly scan: Promise<Scanned | undefined>;
  /** Once the scan has ended, and as long as all changes since have left the document at nothing. */
  staysEmpty?: Outcome['staysEmpty'];
  /** Other files that the scan asked for, once it has ended. */
  links?: ReadonlySet<string>;
}

const NO_LINKS: ReadonlySet<string> = new Set();

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
      workspace.onDidChangeTextDocument((event) => {
        this.changed(event);
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
    const { version } = document;
    const scan = this.scan(document).then(({ scanned, staysEmpty }) => {
      tracked.links = scanned?.links ?? NO_LINKS;
      if (document.version === version) tracked.staysEmpty = staysEmpty;
      return scanned;
    });
    const tracked: Tracked = { version, scan };
    this.tracked.set(key, tracked);
    return scan;
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

  /** Costs next to nothing where a document holds no keyword before and after a change, and no other asks for it. */
  private changed({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    const { uri } = document;
    const empty = this.staysEmpty(document, contentChanges);
    if (empty && !this.isLinked(uri)) return;
    const { run, debounce } = readSettings(document);
    if (run === 'onSave') return;
    const took = this.took.get(uri.toString()) ?? 0;
    if (!empty) this.schedule(document, Math.max(debounce, took * REST));
    this.linked(uri);
    this.follow.typed(uri);
  }

  /** True if no keyword stood in a document, and none does in what has changed. */
  private staysEmpty(
    document: vscode.TextDocument,
    changes: readonly vscode.TextDocumentContentChangeEvent[],
  ): boolean {
    const tracked = this.tracked.get(document.uri.toString());
    if (!tracked?.staysEmpty) return false;
    const text = changedText(document, changes);
    if (text !== undefined && tracked.staysEmpty(text)) {
      tracked.version = document.version;
      return true;
    }
    // The scan holds for what was before.
    delete tracked.staysEmpty;
    return false;
  }

  /** True if the scan of a file has asked for this one, or may have. */
  private isLinked(uri: vscode.Uri): boolean {
    const key = uri.toString();
    for (const { links } of this.tracked.values()) if (!links || links.has(key)) return true;
    return this.store.linkedTo(uri).length > 0;
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

  private async scan(document: vscode.TextDocument): Promise<Outcome> {
    const { uri, languageId } = document;
    // The mistakes in a policy are shown as it is typed.
    if (!isFileLike(uri)) return isPolicyFile(uri) ? {} : { staysEmpty: () => true };
    const text = document.getText(); // of the version that the scan is kept under
    const { readings } = this.engines;
    const rules = await this.engines.of(uri);
    const begun = Date.now();
    const source = { uri, text, languageId, typed: true };
    const look = lookAt(source, rules);
    const scanned = look === 'worth' ? await scanWorth(source, rules) : undefined;
    this.took.set(uri.toString(), Date.now() - begun);
    if (look === 'worth' || look === 'large') return { scanned };
    const stands = (): boolean => readings === this.engines.readings;
    const { test } = rules.engine.prefilter;
    return { staysEmpty: (changed) => stands() && (look === 'out' || !test(changed)) };
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
