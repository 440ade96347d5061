import * as vscode from 'vscode';
import type { Fix, Finding } from '../core/types.js';
import type { Documents } from './documents.js';
import { say } from './say.js';
import type { Found, Placed, Scanned } from './scan.js';
import type { Store } from './store.js';

export type { Found } from './scan.js';

/** Names a finding in what a command is given: an offset is enough, for it is found again before anything is done. */
export interface FindingTarget {
  readonly uri: string;
  readonly entry: string;
  readonly start: number;
}

/** The name of a finding. */
export function targetOf({ placed: { finding, location } }: Found): FindingTarget {
  return { uri: location.uri.toString(), entry: finding.entry, start: finding.span[0] };
}

/** Finds what a document holds as it stands, for everything that works at the cursor. */
export class Findings {
  private readonly fixes = new WeakMap<Finding, Fix[]>();

  constructor(
    private readonly documents: Documents,
    private readonly store: Store,
  ) {}

  /** The scan of a document as it stands; undefined where nothing reads it, or it has changed meanwhile. */
  async scanOf(document: vscode.TextDocument): Promise<Scanned | undefined> {
    const scanned = await this.documents.current(document);
    if (!scanned) return undefined;
    return scanned.document.text === document.getText() ? scanned : undefined;
  }

  /** The findings that touch a range of a document. */
  async at(document: vscode.TextDocument, range: vscode.Range): Promise<Found[]> {
    const scanned = await this.scanOf(document);
    const key = document.uri.toString();
    const touches = ({ location }: Placed): boolean =>
      location.uri.toString() === key && location.range.intersection(range) !== undefined;
    const own = (scanned?.placed ?? []).filter(touches).map((placed) => ({ placed, scanned }) as Found);
    const foreign = this.store
      .foreign(document.uri)
      .filter(
        ({ placed }) =>
          touches(placed) &&
          !own.some((each) => each.placed.location.range.intersection(placed.location.range)),
      );
    return [...own, ...foreign];
  }

  /** The finding of a name, or undefined if it is there no more. */
  async named({ uri, entry, start }: FindingTarget): Promise<Found | undefined> {
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
    const at = document.positionAt(start);
    const found = await this.at(document, new vscode.Range(at, at));
    return found.find(({ placed: { finding } }) => finding.entry === entry && finding.span[0] === start);
  }

  /** The verified fixes of a finding, worked out once. */
  fixesOf({ placed, scanned }: Found): Fix[] {
    const { finding } = placed;
    const known = this.fixes.get(finding);
    if (known) return known;
    const { rules, document, result } = scanned;
    const fixes = rules.engine.fixes(document, result, [finding], say).get(finding) ?? [];
    this.fixes.set(finding, fixes);
    return fixes;
  }
}
