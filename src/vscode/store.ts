import * as vscode from 'vscode';
import { distinct } from '../core/distinct.js';
import type { Finding, Verdict } from '../core/types.js';
import { diagnosticsOf, moreDiagnostic } from './diagnostics.js';
import type { Shown } from './diagnostics.js';
import { SOURCE } from './manifest.js';
import type { Placed, Scanned } from './scan.js';

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
  private readonly findings = new Map<string, readonly Finding[]>();
  /** The owners of what is shown in a file. */
  private readonly owners = new Map<string, Set<string>>();
  private readonly changed = new vscode.EventEmitter<void>();

  readonly onDidChange = this.changed.event;

  /** Takes the scan of a file in place of the one before; undefined for none. */
  set(uri: vscode.Uri, scanned: Scanned | undefined): void {
    const owner = uri.toString();
    const before = this.held.get(owner);
    const nothing = !scanned || (scanned.placed.length === 0 && scanned.result.notices.length === 0);
    if (!before && nothing) return;
    const touched = new Set(before?.shown.keys());
    for (const target of touched) this.owners.get(target)?.delete(owner);
    if (nothing) this.held.delete(owner);
    else {
      const shown = diagnosticsOf(scanned);
      this.held.set(owner, { scanned, shown });
      for (const target of shown.keys()) {
        touched.add(target);
        const owners = this.owners.get(target) ?? new Set();
        this.owners.set(target, owners.add(owner));
      }
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

  /** Findings that scans of other files place in this one. */
  foreign(uri: vscode.Uri): { placed: Placed; scanned: Scanned }[] {
    const target = uri.toString();
    return [...(this.owners.get(target) ?? [])].flatMap((owner) => {
      const scanned = owner === target ? undefined : this.held.get(owner)?.scanned;
      if (!scanned) return [];
      return scanned.placed
        .filter(({ location }) => location.uri.toString() === target)
        .map((placed) => ({ placed, scanned }));
    });
  }

  /** Counts every place once. */
  counts(): Counts {
    const byVerdict = { prohibited: 0, review: 0, exempt: 0, remediation: 0, mention: 0 };
    let suppressed = 0;
    for (const { verdict, suppression } of [...this.findings.values()].flat()) {
      if (suppression) suppressed++;
      else byVerdict[verdict]++;
    }
    return { byVerdict, suppressed };
  }

  dispose(): void {
    this.collection.dispose();
    this.changed.dispose();
  }

  private publish(target: string): void {
    const owners = [...(this.owners.get(target) ?? [])];
    if (owners.length === 0) this.owners.delete(target);
    const all = owners.flatMap((owner) => this.held.get(owner)?.shown.get(target) ?? []);
    const places = distinct(
      // Scans by different policies may name the file by different paths.
      all.flatMap((shown) => (shown.finding ? { shown, finding: { ...shown.finding, path: target } } : [])),
      ({ finding }) => finding,
      (stays) => stays,
    );
    if (places.length === 0) this.findings.delete(target);
    else {
      this.findings.set(
        target,
        places.map(({ finding }) => finding),
      );
    }
    const notices = all.filter(({ finding }) => !finding);
    this.collection.set(vscode.Uri.parse(target), capped([...notices, ...places.map(({ shown }) => shown)]));
  }
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
