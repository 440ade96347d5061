import * as vscode from 'vscode';
import { BASELINE_FILE, parseBaseline } from '../report/baseline.js';
import type { Baseline } from '../report/baseline.js';
import { decodeText, reasonOf } from './files.js';
import { FolderFiles } from './folderFiles.js';
import { SOURCE } from './manifest.js';

/** A baseline file that was found; with a mistake in place of a baseline if it has one. */
export interface BaselineFile {
  readonly uri: vscode.Uri;
  readonly text: string;
  readonly baseline?: Baseline;
  readonly mistake?: string;
  /** Fingerprints of what it holds. */
  readonly known: ReadonlySet<string>;
}

/** Finds the baseline files of workspace folders and reports what is wrong with them. */
export class Baselines implements vscode.Disposable {
  private readonly collection = vscode.languages.createDiagnosticCollection(`${SOURCE}-baseline`);
  private readonly files = new FolderFiles<BaselineFile>((folder) => this.find(folder));

  /** The baseline file of a folder; none for folders that are no workspace folder. */
  of(folder: vscode.Uri): Promise<BaselineFile | undefined> {
    return this.files.of(folder);
  }

  /** Forgets what was found, since a file may have come, changed or gone. */
  forget(): void {
    this.files.forget();
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
      const file = this.files.read(uri, text, () => baselineFile(uri, text));
      this.show(uri, file.mistake);
      return file;
    } catch (error) {
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

function baselineFile(uri: vscode.Uri, text: string): BaselineFile {
  const parsed = parseBaseline(text);
  if (typeof parsed === 'string') return { uri, text, mistake: parsed, known: new Set() };
  return {
    uri,
    text,
    baseline: parsed,
    known: new Set(parsed.findings.map(({ fingerprint }) => fingerprint)),
  };
}
