import * as vscode from 'vscode';
import { isOwnReport } from '../report/own.js';
import type { Engines, Rules } from './engines.js';
import { decodeText, largerThan, openDocument, readText, reasonOf } from './files.js';
import { judgeAgain, readAlike, scanSource } from './scan.js';
import type { ReadLink, Scanned, Turn } from './scan.js';
import type { Store } from './store.js';
import { isFileLike } from './uris.js';

/** What came of a file: a format read it, nothing in it matters, nothing has changed since, or why it was not read. */
export type Outcome =
  'read' | 'nothing' | 'unchanged' | { readonly kind: 'skipped' | 'unreadable'; readonly reason: string };

/** How files are scanned in an audit. */
export interface Pass {
  readonly readLink: ReadLink;
  /** Once it is cancelled, what is still to come counts for nothing. */
  readonly token?: vscode.CancellationToken;
  readonly turn?: Turn;
}

const ALONE: Pass = { readLink: readText };

/**
 * A file system may note the time of a change no closer than this, so that a second change right after the first, of
 * the same length, shows in neither time nor size. Some note no time at all.
 */
const TICK_MS = 2000;

interface Known {
  readonly mtime: number;
  readonly size: number;
  /** Unless the file has another time or size, nothing in it has changed. */
  readonly telling: boolean;
  readonly rules: Rules;
  readonly outcome: Outcome;
  /** Something was found, so that the store holds it unless it was dropped since. */
  readonly found: boolean;
}

/** A file that is part of the audit. */
interface Listed {
  /** The last audit that came upon it, counted from the first. */
  met: number;
  known: Known | undefined;
}

/** Scans files into the store, whether they are open or not, and knows those that have not changed since. */
export class FileScanner {
  private readonly listed = new Map<string, Listed>();
  private audits = 0;
  /**
   * Scans of stored files on their way, the earliest first. They count for nothing once the file is gone, or one
   * that began later has come in.
   */
  private readonly flights = new Map<string, Set<symbol>>();

  constructor(
    private readonly engines: Engines,
    private readonly store: Store,
  ) {}

  /** Scans one file. What an editor shows of it goes before what is stored. Never rejects. */
  async scan(uri: vscode.Uri, pass = ALONE): Promise<Outcome> {
    this.list(uri);
    if (!isFileLike(uri)) return 'nothing';
    try {
      const rules = await this.engines.of(uri);
      if (!rules.settings.enable || rules.excluded(rules.pathOf(uri))) {
        this.empty(uri);
        return 'nothing';
      }
      const document = openDocument(uri);
      return await (document ? this.scanOpen(document, rules, pass) : this.scanStored(uri, rules, pass));
    } catch (error) {
      this.empty(uri);
      return { kind: 'unreadable', reason: reasonOf(error) };
    }
  }

  /** Notes a file that is part of the audit, whoever scans it. */
  list(uri: vscode.Uri): void {
    const key = uri.toString();
    const known = this.listed.get(key);
    if (known) known.met = this.audits;
    else this.listed.set(key, { met: this.audits, known: undefined });
  }

  /** True for files that are part of the audit. */
  lists(uri: vscode.Uri): boolean {
    return this.listed.has(uri.toString());
  }

  /** Forgets a file, so that it is read again. */
  forget(uri: vscode.Uri): void {
    this.know(uri.toString(), undefined);
  }

  /** Forgets all files; scans that are on their way count for nothing. */
  reset(): void {
    this.flights.clear();
    this.listed.clear();
  }

  /** Takes a file that is gone. */
  drop(uri: vscode.Uri): void {
    this.land(uri);
    this.listed.delete(uri.toString());
    this.store.set(uri, undefined);
  }

  /** Lets scans of a file, or of what lies in a folder, that are on their way count for nothing. */
  land(uri: vscode.Uri): void {
    const key = uri.toString();
    for (const each of this.flights.keys())
      if (each === key || each.startsWith(`${key}/`)) this.flights.delete(each);
  }

  /** Begins an audit, which comes upon all files that are part of the workspace. */
  begin(): void {
    this.audits++;
  }

  /** Ends it: takes what is known of closed files that no one came upon since, which are no part of it any more. */
  end(): void {
    for (const [key, { met }] of this.listed) if (met < this.audits) this.listed.delete(key);
    for (const { uri } of this.store.scans()) {
      if (!this.lists(uri) && !openDocument(uri)) this.store.set(uri, undefined);
    }
  }

  private async scanOpen(document: vscode.TextDocument, rules: Rules, pass: Pass): Promise<Outcome> {
    const { uri, languageId, version } = document;
    const text = document.getText();
    this.forget(uri);
    if (text.length > rules.settings.maxFileSize) {
      this.store.set(uri, undefined);
      return tooLarge(rules);
    }
    const scanned = await scanSource({ uri, text, languageId }, rules, pass.readLink, pass.turn);
    // Those who follow open documents take over what changed meanwhile.
    if (!document.isClosed && document.version === version) this.store.set(uri, scanned);
    return scanned ? 'read' : leftOut(uri, text, rules);
  }

  private async scanStored(uri: vscode.Uri, rules: Rules, pass: Pass): Promise<Outcome> {
    const key = uri.toString();
    const flight = Symbol(key);
    this.flights.set(key, (this.flights.get(key) ?? new Set()).add(flight));
    try {
      return await this.readStored(uri, rules, pass, () => this.comesIn(key, flight));
    } finally {
      const flights = this.flights.get(key);
      flights?.delete(flight);
      if (flights?.size === 0) this.flights.delete(key);
    }
  }

  private async readStored(
    uri: vscode.Uri,
    rules: Rules,
    { readLink, token, turn }: Pass,
    comesIn: () => boolean,
  ): Promise<Outcome> {
    const key = uri.toString();
    const { mtime, size } = await vscode.workspace.fs.stat(uri);
    if (size > rules.settings.maxFileSize) {
      this.empty(uri);
      return tooLarge(rules);
    }
    const settles = (): boolean => !openDocument(uri) && !token?.isCancellationRequested && comesIn();
    const telling = mtime > 0 && Date.now() - mtime > TICK_MS;
    const known = this.listed.get(key)?.known;
    const alike = known?.mtime === mtime && known.size === size ? known : undefined;
    const keep = (): Outcome | undefined => {
      const again = alike && this.again(uri, alike, rules);
      if (!again) return undefined;
      if (!settles()) return 'nothing';
      if (again !== 'as it was') this.store.set(uri, again);
      const found = again === 'as it was' ? alike.found : this.store.get(uri) !== undefined;
      this.know(key, { ...alike, telling, rules, found });
      return typeof alike.outcome === 'string' ? 'unchanged' : alike.outcome;
    };
    const unread = alike?.telling ? keep() : undefined;
    if (unread) return unread;
    const bytes = await vscode.workspace.fs.readFile(uri);
    await turn?.();
    const text = decodeText(bytes);
    const same = text !== undefined && text === this.store.get(uri)?.document.text ? keep() : undefined;
    if (same) return same;
    const scanned = text === undefined ? undefined : await scanSource({ uri, text }, rules, readLink, turn);
    if (!settles()) return 'nothing';
    const outcome = scanned ? 'read' : leftOut(uri, text, rules);
    this.store.set(uri, scanned);
    const found = this.store.get(uri) !== undefined;
    // What other files say of it can change without it.
    const stays = !scanned || scanned.links.size === 0;
    this.know(key, stays ? { mtime, size, telling, rules, outcome, found } : undefined);
    return outcome;
  }

  /** What comes of a file that has not changed, judged by these rules; undefined where it has to be read again. */
  private again(uri: vscode.Uri, known: Known, rules: Rules): Scanned | 'as it was' | undefined {
    const before = this.store.get(uri);
    if (known.rules === rules) return known.found && !before ? undefined : 'as it was';
    if (known.outcome === 'nothing') return readAlike(uri, known.rules, rules) ? 'as it was' : undefined;
    return before && known.found ? judgeAgain(before, rules) : undefined;
  }

  /** True if a scan still counts; those that began before it then do not any more. */
  private comesIn(key: string, flight: symbol): boolean {
    const flights = this.flights.get(key);
    if (!flights?.has(flight)) return false;
    for (const each of flights) {
      flights.delete(each);
      if (each === flight) break;
    }
    return true;
  }

  /** Notes what is known of a file, if it is still part of the audit. */
  private know(key: string, known: Known | undefined): void {
    const listed = this.listed.get(key);
    if (listed) listed.known = known;
  }

  /** Notes a file in which nothing is looked for. */
  private empty(uri: vscode.Uri): void {
    this.forget(uri);
    this.store.set(uri, undefined);
  }
}

/** What came of a text that was not scanned. */
function leftOut({ path }: vscode.Uri, text: string | undefined, { engine }: Rules): Outcome {
  if (text === undefined || !isOwnReport(path, text) || !engine.prefilter.test(text)) return 'nothing';
  return { kind: 'skipped', reason: vscode.l10n.t('a report of this tool') };
}

function tooLarge({ settings }: Rules): Outcome {
  return { kind: 'skipped', reason: largerThan(settings.maxFileSize) };
}
