import * as vscode from 'vscode';
import { distinct } from '../core/distinct.js';
import { VERDICTS } from '../core/policy.js';
import type { Verdict } from '../core/types.js';
import { diagnosticsOf, moreDiagnostic } from './diagnostics.js';
import type { Shown } from './diagnostics.js';
import { openDocument } from './files.js';
import { SOURCE } from './manifest.js';
import type { Found, Scanned } from './scan.js';

/** Longest wait of a closed file's diagnostics: an audit would otherwise send the window one message a file. */
const BATCH_MS = 100;
/** The editor drops what goes beyond a thousand diagnostics in one message. */
const BATCH_SIZE = 500;

/** How many places there are of each verdict, and how many of any are suppressed. */
export interface Counts {
  readonly byVerdict: Readonly<Record<Verdict, number>>;
  readonly suppressed: number;
}

interface Held {
  readonly scanned: Scanned;
  /** What the scan shows, by the file that it is shown in. */
  readonly shown: ReadonlyMap<string, readonly Shown[]>;
}

/**
 * What is known of each scanned file, and the diagnostics made of it. A file's findings may lie in other files;
 * where several scans find the same place, one of them counts, as in every report.
 */
export class Store implements vscode.Disposable {
  private readonly collection = vscode.languages.createDiagnosticCollection(SOURCE);
  private readonly held = new Map<string, Held>();
  /** Findings by the file that they lie in, one a place. */
  private readonly findings = new Map<string, readonly Found[]>();
  /** The owners of what is shown in a file. */
  private readonly owners = new Map<string, Set<string>>();
  /** The owners whose scans asked for a file. */
  private readonly linking = new Map<string, Set<string>>();
  /** The places of each verdict and those that are suppressed, kept up, since they are asked for many times a second. */
  private readonly tally = new Map<Verdict | 'suppressed', number>();
  private readonly changed = new vscode.EventEmitter<void>();
  /** Diagnostics that the window is still to be told of, by the file that they lie in. */
  private readonly unsent = new Map<string, readonly vscode.Diagnostic[]>();
  private timer: ReturnType<typeof setTimeout> | undefined;

  readonly onDidChange = this.changed.event;

  /** Takes the scan of a file in place of the one before; undefined for none. */
  set(uri: vscode.Uri, scanned: Scanned | undefined): void {
    const owner = uri.toString();
    const before = this.held.get(owner);
    const nothing = !scanned || isEmpty(scanned);
    if (!before && nothing) return;
    const touched = new Set(before?.shown.keys());
    for (const target of touched) this.owners.get(target)?.delete(owner);
    for (const link of before?.scanned.links ?? []) removeFrom(this.linking, link, owner);
    if (nothing) this.held.delete(owner);
    else {
      const shown = diagnosticsOf(scanned);
      this.held.set(owner, { scanned, shown });
      for (const target of shown.keys()) {
        touched.add(target);
        addTo(this.owners, target, owner);
      }
      for (const link of scanned.links) addTo(this.linking, link, owner);
    }
    for (const target of touched) this.publish(target);
    this.changed.fire();
  }

  get(uri: vscode.Uri): Scanned | undefined {
    return this.held.get(uri.toString())?.scanned;
  }

  /** All scanned files that something was found in. */
  scans(): Scanned[] {
    return [...this.held.values()].map(({ scanned }) => scanned);
  }

  /** The scanned files that something was found in, and that asked for this one. */
  linkedTo(uri: vscode.Uri): Scanned[] {
    return [...(this.linking.get(uri.toString()) ?? [])].flatMap(
      (owner) => this.held.get(owner)?.scanned ?? [],
    );
  }

  /** Findings that scans of other files place in this one. */
  foreign(uri: vscode.Uri): Found[] {
    const target = uri.toString();
    return [...(this.owners.get(target) ?? [])].flatMap((owner) => {
      const scanned = owner === target ? undefined : this.held.get(owner)?.scanned;
      if (!scanned) return [];
      return scanned.placed
        .filter(({ location }) => location.uri.toString() === target)
        .map((placed) => ({ placed, scanned }));
    });
  }

  /** All findings, one a place. */
  found(): Found[] {
    return [...this.findings.values()].flat();
  }

  /** Counts every place once. */
  counts(): Counts {
    const of = (key: Verdict | 'suppressed'): number => this.tally.get(key) ?? 0;
    const byVerdict = Object.fromEntries(VERDICTS.map((verdict) => [verdict, of(verdict)]));
    return { byVerdict: byVerdict as Counts['byVerdict'], suppressed: of('suppressed') };
  }

  /** Tells the window now what it has not been told yet. */
  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    let batch: [vscode.Uri, readonly vscode.Diagnostic[]][] = [];
    let size = 0;
    for (const [target, diagnostics] of this.unsent) {
      if (size > 0 && size + diagnostics.length > BATCH_SIZE) {
        this.collection.set(batch);
        batch = [];
        size = 0;
      }
      batch.push([vscode.Uri.parse(target), diagnostics]);
      size += diagnostics.length;
    }
    this.unsent.clear();
    if (batch.length > 0) this.collection.set(batch);
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.collection.dispose();
    this.changed.dispose();
  }

  /** Takes the findings that lie in a file in place of those before. */
  private place(target: string, found: readonly Found[]): void {
    this.count(this.findings.get(target) ?? [], -1);
    this.count(found, 1);
    if (found.length === 0) this.findings.delete(target);
    else this.findings.set(target, found);
  }

  private count(found: readonly Found[], by: 1 | -1): void {
    for (const { placed } of found) {
      const key = placed.finding.suppression ? 'suppressed' : placed.finding.verdict;
      this.tally.set(key, (this.tally.get(key) ?? 0) + by);
    }
  }

  private publish(target: string): void {
    const owners = [...(this.owners.get(target) ?? [])];
    if (owners.length === 0) this.owners.delete(target);
    const all = owners.flatMap((owner) => this.held.get(owner)?.shown.get(target) ?? []);
    const places = distinct(
      // Scans by different policies may name the file by different paths.
      all.flatMap((shown) =>
        shown.found
          ? { shown, found: shown.found, finding: { ...shown.found.placed.finding, path: target } }
          : [],
      ),
      ({ finding }) => finding,
      (stays) => stays,
    );
    this.place(
      target,
      places.map(({ found }) => found),
    );
    const notices = all.filter(({ found }) => !found);
    const uri = vscode.Uri.parse(target);
    const diagnostics = capped([...notices, ...places.map(({ shown }) => shown)]);
    if (openDocument(uri)) {
      this.unsent.delete(target);
      this.collection.set(uri, diagnostics);
      return;
    }
    this.unsent.set(target, diagnostics);
    this.timer ??= setTimeout(() => {
      this.flush();
    }, BATCH_MS);
  }
}

function addTo(sets: Map<string, Set<string>>, key: string, value: string): void {
  const set = sets.get(key);
  if (set) set.add(value);
  else sets.set(key, new Set([value]));
}

function removeFrom(sets: Map<string, Set<string>>, key: string, value: string): void {
  const set = sets.get(key);
  set?.delete(value);
  if (set?.size === 0) sets.delete(key);
}

/** True for a scan that nothing came of, not even something that a report has to say. */
function isEmpty({ placed, result }: Scanned): boolean {
  return placed.length + result.notices.length + result.problems.length + result.skips.length === 0;
}

/** As many as may be shown, the most severe; the first that is left out says how many are. */
function capped(all: readonly Shown[]): vscode.Diagnostic[] {
  const limit = all.reduce((least, each) => Math.min(least, each.limit), Infinity);
  const diagnostics = all.flatMap(({ diagnostic }) => diagnostic ?? []);
  const ranked = diagnostics.sort((a, b) => a.severity - b.severity);
  const kept = ranked.slice(0, limit);
  const [hidden] = ranked.slice(limit);
  if (hidden) kept.push(moreDiagnostic(hidden, ranked.length - limit));
  return kept.sort((a, b) => a.range.start.compareTo(b.range.start));
}
