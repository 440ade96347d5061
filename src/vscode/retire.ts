import * as vscode from 'vscode';
import { asksForFix } from '../core/verify.js';
import type { PlannedChange } from '../core/retire.js';
import type { Audit } from './audit.js';
import { openDocument } from './files.js';
import type { Findings } from './findings.js';
import { Leftovers, leftWords, placesLeft, scanAgain } from './leftovers.js';
import { retirementEdit } from './retirementEdit.js';
import { say } from './say.js';
import type { Scanned } from './scan.js';
import type { Store } from './store.js';

/** The changes that are planned for a file. */
export interface FilePlan {
  readonly scanned: Scanned;
  readonly changes: readonly PlannedChange[];
}

/** What retiring products came to. */
export interface Retirement {
  /** True if the changes were confirmed. */
  readonly applied: boolean;
  readonly changes: number;
  readonly files: number;
  /** Places and tasks that are left to a person. */
  readonly left: number;
}

const MESSAGE_MS = 5000;

interface EntryItem extends vscode.QuickPickItem {
  readonly entry: string;
}

/** Takes products out of all files of the workspace by one plan, which its user confirms in the refactor preview. */
export class Retire implements vscode.Disposable {
  private readonly leftovers = new Leftovers();

  constructor(
    private readonly audit: Audit,
    private readonly findings: Findings,
    private readonly store: Store,
  ) {}

  /**
   * Plans, shows the changes in the refactor preview and applies those that are ticked, in one step to undo.
   * @param entries Ids of the catalog entries to retire; asked for where none is given.
   * @returns What came of it; undefined where there was nothing to do or no answer.
   */
  async run(entries?: string | readonly string[]): Promise<Retirement | undefined> {
    const { cancelled } = await this.audit.run();
    if (cancelled) return undefined;
    const scans = await this.scans();
    const chosen = entries === undefined ? await chooseEntries(scans) : [entries].flat();
    if (!chosen) return undefined;
    const ids = new Set(chosen);
    const plans = await plan(scans, ids);
    const places = plans.filter(({ changes }) => changes.length > 0);
    if (places.length === 0 && placesLeft(scans, ids).length === 0) {
      const nothing = vscode.l10n.t('Nothing in the workspace is to be retired.');
      vscode.window.setStatusBarMessage(nothing, MESSAGE_MS);
      return undefined;
    }
    const { text } = leftWords(scans, places, ids, 'before');
    const edit = retirementEdit(places, text);
    const applied = places.length === 0 || (await vscode.workspace.applyEdit(edit, { isRefactoring: true }));
    return this.conclude(scans, places, ids, applied);
  }

  dispose(): void {
    this.leftovers.dispose();
  }

  /** The scans of the files of the workspace, as the editors show them. */
  private async scans(): Promise<Scanned[]> {
    const current = this.store
      .scans()
      .filter(({ uri }) => vscode.workspace.getWorkspaceFolder(uri) !== undefined)
      .map(async (scanned) => {
        const document = openDocument(scanned.uri);
        const same = !document || document.getText() === scanned.document.text;
        return same ? scanned : await this.findings.scanOf(document);
      });
    const scans = (await Promise.all(current)).flatMap((scanned) => scanned ?? []);
    return scans.sort((a, b) => (a.uri.toString() < b.uri.toString() ? -1 : 1));
  }

  private async conclude(
    scans: readonly Scanned[],
    plans: readonly FilePlan[],
    ids: ReadonlySet<string>,
    applied: boolean,
  ): Promise<Retirement> {
    const changes = plans.reduce((sum, each) => sum + each.changes.length, 0);
    if (!applied) return { applied, changes, files: plans.length, left: 0 };
    const left = leftWords(await scanAgain(scans, plans), plans, ids, 'after');
    const { l10n } = vscode;
    const done = l10n.t('Retired. Changes: {0}, files: {1}.', changes, plans.length);
    if (left.count === 0) vscode.window.setStatusBarMessage(done, MESSAGE_MS);
    else void this.leftovers.offer(`${done} ${l10n.t('Left to do: {0}.', left.count)}`, left.text);
    return { applied, changes, files: plans.length, left: left.count };
  }
}

/** Asks which of the products that are in the workspace are to go. */
async function chooseEntries(scans: readonly Scanned[]): Promise<readonly string[] | undefined> {
  const known = new Map<string, { title: string; places: Set<string>; files: Set<string> }>();
  for (const { finding, location } of scans.flatMap(({ placed }) => placed)) {
    if (!asksForFix(finding)) continue;
    const { entry, title } = finding;
    const each = known.get(entry) ?? { title, places: new Set(), files: new Set() };
    const file = location.uri.toString();
    each.places.add(`${file} ${finding.span[0]}`);
    each.files.add(file);
    known.set(entry, each);
  }
  const items = [...known]
    .sort(([, a], [, b]) => b.places.size - a.places.size || (a.title < b.title ? -1 : 1))
    .map(([entry, { title, places, files }]): EntryItem => ({
      entry,
      label: title,
      description: entry,
      detail: vscode.l10n.t('Places: {0}, files: {1}', places.size, files.size),
    }));
  if (items.length === 0) return [];
  const picked = await vscode.window.showQuickPick(items, {
    canPickMany: true,
    matchOnDescription: true,
    title: vscode.l10n.t('Retire Across the Workspace'),
    placeHolder: vscode.l10n.t('Which products are to go? Every change is shown before it is made.'),
  });
  return picked && picked.length > 0 ? picked.map(({ entry }) => entry) : undefined;
}

/** Plans file by file, with a pause after each for others. */
function plan(scans: readonly Scanned[], ids: ReadonlySet<string>): Thenable<FilePlan[]> {
  const options = {
    location: vscode.ProgressLocation.Window,
    title: vscode.l10n.t('Planning the retirement'),
  };
  return vscode.window.withProgress(options, async () => {
    const plans: FilePlan[] = [];
    for (const scanned of scans) {
      if (!scanned.placed.some(({ finding }) => ids.has(finding.entry) && asksForFix(finding))) continue;
      const { changes } = scanned.rules.engine.retire(scanned.document, ({ entry }) => ids.has(entry), say);
      plans.push({ scanned, changes });
      await new Promise((resolve) => {
        setTimeout(resolve, 0);
      });
    }
    return plans;
  });
}
