import * as vscode from 'vscode';
import { knowledge } from '../catalog/index.js';
import { POLICY_FILE, parsePolicy } from '../core/policy.js';
import type { Policy } from '../core/policy.js';
import { createRules } from '../core/exceptions.js';
import { lineStarts } from '../core/text/lines.js';
import { rangeOf } from './convert.js';
import { exceptionDiagnostic } from './diagnostics.js';
import { todayDate } from './today.js';
import { decodeText, openDocument, reasonOf } from './files.js';
import { FolderFiles } from './folderFiles.js';
import { SOURCE } from './manifest.js';
import { messageOf } from './say.js';
import { isPolicyFile, parentOf } from './uris.js';

/** A policy file that was found; without a policy if it has mistakes. */
export interface PolicyFile {
  readonly uri: vscode.Uri;
  readonly text: string;
  readonly policy: Policy | undefined;
}

/** Names of the shipped law that a policy may refer to. */
export const VOCABULARY = {
  profiles: knowledge.profiles.map(({ id }) => id),
  regimes: knowledge.regimes.map(({ id }) => id),
};

/** Reads a policy with the shipped vocabulary. */
export function readPolicy(text: string): ReturnType<typeof parsePolicy> {
  return parsePolicy(text, VOCABULARY);
}

/**
 * Finds the policy files that hold for folders and reports the mistakes in them. Rules come from what is stored,
 * so that a half-typed policy does not rule; mistakes are shown for what is typed.
 */
export class PolicyFiles implements vscode.Disposable {
  private readonly collection = vscode.languages.createDiagnosticCollection(`${SOURCE}-policy`);
  private readonly files = new FolderFiles<PolicyFile>((folder) => this.find(folder));

  /** The nearest policy file of a folder or of one above it. */
  nearest(folder: vscode.Uri): Promise<PolicyFile | undefined> {
    return this.files.of(folder);
  }

  /** The policy files that were found so far, each once. */
  found(): Promise<PolicyFile[]> {
    return this.files.found();
  }

  /** Forgets what was found, since a file may have come, changed or gone. */
  forget(): void {
    this.files.forget();
  }

  /** Shows the mistakes of a policy file that is being edited. */
  check(document: vscode.TextDocument): void {
    if (isPolicyFile(document.uri)) this.show(document.uri, document.getText());
  }

  /** Shows the mistakes of a policy file as it is stored, now that no editor holds it. */
  closed(uri: vscode.Uri): void {
    if (!isPolicyFile(uri)) return;
    this.files.forget(parentOf(uri));
    void this.nearest(parentOf(uri)).then((found) => {
      if (found?.uri.toString() !== uri.toString()) this.drop(uri);
    });
  }

  /** Takes the mistakes of a policy file that is gone. */
  drop(uri: vscode.Uri): void {
    this.collection.delete(uri);
  }

  dispose(): void {
    this.collection.dispose();
  }

  private async find(folder: vscode.Uri): Promise<PolicyFile | undefined> {
    const uri = vscode.Uri.joinPath(folder, POLICY_FILE);
    try {
      // A policy that is no text has a mistake, which parsing it tells.
      const text = decodeText(await vscode.workspace.fs.readFile(uri)) ?? '\0';
      this.show(uri, openDocument(uri)?.getText() ?? text);
      return this.files.read(uri, text, () => ({ uri, text, policy: readPolicy(text).policy }));
    } catch (error) {
      const absent = error instanceof vscode.FileSystemError && error.code === 'FileNotFound';
      if (!absent && vscode.workspace.getWorkspaceFolder(uri)) {
        this.collection.set(uri, [mistake(new vscode.Range(0, 0, 0, 1), reasonOf(error))]);
        return { uri, text: '', policy: undefined };
      }
    }
    const parent = parentOf(folder);
    return parent.path === folder.path ? undefined : this.nearest(parent);
  }

  private show(uri: vscode.Uri, text: string): void {
    const starts = lineStarts(text);
    const { policy, problems } = readPolicy(text);
    const known = [...knowledge.entries, ...(policy?.catalog ?? [])].map(({ id }) => id);
    const notices = policy ? createRules(policy, todayDate()).notices(known) : [];
    this.collection.set(uri, [
      ...problems.map((problem) => mistake(rangeOf(starts, problem.span), messageOf(problem))),
      ...notices.map((notice) => exceptionDiagnostic(rangeOf(starts, notice.span), notice)),
    ]);
  }
}

function mistake(range: vscode.Range, message: string): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(range, message, vscode.DiagnosticSeverity.Error);
  diagnostic.source = SOURCE;
  diagnostic.code = 'policy';
  return diagnostic;
}
