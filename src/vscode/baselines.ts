import * as vscode from 'vscode';
import { BASELINE_FILE, parseBaseline } from '../report/baseline.js';
import type { Baseline } from '../report/baseline.js';
import { decodeText, reasonOf } from './files.js';
import { SOURCE } from './manifest.js';

/** A baseline file that was found; without a baseline if it has a mistake. */
export interface BaselineFile {
  readonly uri: vscode.Uri;
  readonly text: string;
  readonly baseline: Baseline | undefined;
  /** Fingerprints of what it holds. */
  readonly known: ReadonlySet<string>;
}

/** Finds the baseline files of workspace folders and reports what is wrong with them. */
export class Baselines implements vscode.Disposable {
  private readonly collection = vscode.languages.createDiagnosticCollection(`${SOURCE}-baseline`);
  private readonly byFolder = new Map<string, Promise<BaselineFile | undefined>>();
  /** What was read before, which stays the same while its text does. */
  private readonly before = new Map<string, BaselineFile>();

  /** The baseline file of a folder; none for folders that are no workspace folder. */
  of(folder: vscode.Uri): Promise<BaselineFile | undefined> {
    const key = folder.toString();
    const known = this.byFolder.get(key);
    if (known) return known;
    const found = this.find(folder);
    this.byFolder.set(key, found);
    return found;
  }

  /** Forgets what was found, since a file may have come, changed or gone. */
  forget(): void {
    this.byFolder.clear();
  }

  dispose(): void {
    this.collection.dispose();
  }

  private async find(folder: vscode.Uri): Promise<BaselineFile | undefined> {
    const own = vscode.workspace.getWorkspaceFolder(folder)?.uri.toString();
    if (own !== folder.toString()) return undefined;
    const uri = vscode.Uri.joinPath(folder, BASELINE_FILE);
    try {
      const text = decodeText(await vscode.workspace.fs.readFile(uri)) ?? '\0';
      const before = this.before.get(uri.toString());
      if (before?.text === text) return before;
      const parsed = parseBaseline(text);
      this.show(uri, typeof parsed === 'string' ? parsed : undefined);
      const baseline = typeof parsed === 'string' ? undefined : parsed;
      const known = new Set(baseline?.findings.map(({ fingerprint }) => fingerprint));
      const file: BaselineFile = { uri, text, baseline, known };
      this.before.set(uri.toString(), file);
      return file;
    } catch (error) {
      this.before.delete(uri.toString());
      const absent = error instanceof vscode.FileSystemError && error.code === 'FileNotFound';
      this.show(uri, absent ? undefined : reasonOf(error));
      return undefined;
    }
  }

  private show(uri: vscode.Uri, mistake: string | undefined): void {
    if (mistake === undefined) {
      this.collection.delete(uri);
      return;
    }
    const words = vscode.l10n.t('This is no baseline, and hides nothing: {0}', mistake);
    const diagnostic = new vscode.Diagnostic(new vscode.Range(0, 0, 0, 1), words);
    diagnostic.source = SOURCE;
    diagnostic.code = 'baseline';
    this.collection.set(uri, [diagnostic]);
  }
}
