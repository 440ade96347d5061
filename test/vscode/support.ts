import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import * as vscode from 'vscode';

/** `source` of the diagnostics under test. */
export const SOURCE = 'kaspersky-ban';

/** What the headline of a finding ends in by the default profile. */
export const HEADLINE_END = 'prohibited by 89 FR 52434';

export const IMAGE = 'kaspersky/kesl:12.1.0';

/** A Dockerfile whose base image is banned. */
export const DOCKERFILE = `FROM ${IMAGE}\nRUN true\n`;

const WAIT_MS = 60_000;
const AGAIN_MS = 3000;
const QUIET_MS = 900;

/** A folder of its own in the workspace, for the files of one test. */
export interface Scratch {
  readonly folder: vscode.Uri;
  uri(name: string): vscode.Uri;
  write(name: string, text: string | Uint8Array): Promise<vscode.Uri>;
  read(name: string): Promise<string>;
  /** Writes a file and opens it in an editor. */
  open(name: string, text: string | Uint8Array): Promise<vscode.TextDocument>;
  dispose(): Promise<void>;
}

/** Makes a scratch folder in the first workspace folder. */
export function scratch(name: string): Scratch {
  const root = vscode.workspace.workspaceFolders?.[0]?.uri;
  assert.ok(root, 'no folder is open');
  const folder = vscode.Uri.joinPath(root, `scratch-${name}`);
  const { fs } = vscode.workspace;
  const uri = (file: string): vscode.Uri => vscode.Uri.joinPath(folder, file);
  const write = async (file: string, text: string | Uint8Array): Promise<vscode.Uri> => {
    await fs.writeFile(uri(file), typeof text === 'string' ? new TextEncoder().encode(text) : text);
    return uri(file);
  };
  return {
    folder,
    uri,
    write,
    read: async (file) => new TextDecoder().decode(await fs.readFile(uri(file))),
    open: async (file, text) => {
      const document = await vscode.workspace.openTextDocument(await write(file, text));
      await vscode.window.showTextDocument(document, { preview: false });
      return document;
    },
    dispose: async () => {
      await closeEditors();
      if (await exists(folder)) await fs.delete(folder, { recursive: true });
    },
  };
}

/** Closes all editors without saving. */
export async function closeEditors(): Promise<void> {
  // With one dirty editor after the other, since closing all of them would ask what to do.
  for (const group of vscode.window.tabGroups.all) {
    for (const { isDirty } of group.tabs) {
      if (isDirty) await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    }
  }
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}

/** The diagnostics of the extension in a file. */
export function problemsIn(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter(({ source }) => source === SOURCE);
}

/** Waits until the diagnostics of a file fulfil a condition, and gives them. */
export async function until(
  uri: vscode.Uri,
  condition: (problems: vscode.Diagnostic[]) => boolean,
  what: string,
  bring?: () => Promise<unknown>,
): Promise<vscode.Diagnostic[]> {
  const end = Date.now() + WAIT_MS;
  for (let next = Date.now() + AGAIN_MS; ;) {
    const problems = problemsIn(uri);
    if (condition(problems)) return problems;
    if (bring && Date.now() > next) {
      next = Date.now() + AGAIN_MS;
      await bring();
    }
    if (Date.now() > end) {
      const words = problems.map((each) => `${show(each)} ${each.message}`).join('\n');
      assert.fail(`${what} was not reached; the file shows:\n${words}`);
    }
    await sleep(25);
  }
}

/** Waits for a condition that is not about diagnostics. */
export async function eventually(condition: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const end = Date.now() + WAIT_MS;
  while (!(await condition())) {
    if (Date.now() > end) assert.fail(`${what} was not reached`);
    await sleep(25);
  }
}

/**
 * Waits for a number of diagnostics.
 * @param bring What is to bring them about, done again where it seems to be lost.
 */
export function untilCount(
  uri: vscode.Uri,
  count: number,
  bring?: () => Promise<unknown>,
): Promise<vscode.Diagnostic[]> {
  return until(uri, ({ length }) => length === count, `${count} problems`, bring);
}

/** Waits as long as a scan takes, and gives the diagnostics that are there then. */
export async function settled(uri: vscode.Uri): Promise<vscode.Diagnostic[]> {
  await sleep(QUIET_MS);
  return problemsIn(uri);
}

/** What a diagnostic underlines. */
export function underlined(document: vscode.TextDocument, { range }: vscode.Diagnostic): string {
  return document.getText(range);
}

/** A range as `line:column-line:column`, from 0. */
export function show({ range: { start, end } }: { readonly range: vscode.Range }): string {
  return `${start.line}:${start.character}-${end.line}:${end.character}`;
}

/** The catalog entry, or kind of notice, of a diagnostic. */
export function codeOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}

/** Replaces all of a document's text. */
export async function retype(document: vscode.TextDocument, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), text);
  assert.ok(await vscode.workspace.applyEdit(edit));
}

/** The code actions at the first occurrence of a text. */
export function actionsAt(
  document: vscode.TextDocument,
  text: string,
  kind?: vscode.CodeActionKind,
): Thenable<vscode.CodeAction[]> {
  const at = rangeOf(document, text);
  return vscode.commands.executeCommand('vscode.executeCodeActionProvider', document.uri, at, kind?.value);
}

/** Applies an action's edit and command. */
export async function apply(action: vscode.CodeAction | undefined): Promise<void> {
  assert.ok(action, 'there is no such action');
  if (action.edit) assert.ok(await vscode.workspace.applyEdit(action.edit));
  if (action.command) {
    const { command, arguments: args = [] } = action.command;
    await vscode.commands.executeCommand(command, ...(args as unknown[]));
  }
}

/** The text of the hovers over the first occurrence of a text. */
export async function hoverOver(document: vscode.TextDocument, text: string): Promise<string> {
  const { start } = rangeOf(document, text);
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    start,
  );
  return hovers
    .flatMap(({ contents }) => contents)
    .map((content) => (content instanceof vscode.MarkdownString ? content.value : ''))
    .join('\n');
}

/** The range of the first occurrence of a text. */
export function rangeOf(document: vscode.TextDocument, text: string): vscode.Range {
  const offset = document.getText().indexOf(text);
  assert.ok(offset >= 0, `"${text}" is not in ${document.uri.path}`);
  return new vscode.Range(document.positionAt(offset), document.positionAt(offset + text.length));
}

/** Changes settings of the workspace for the length of a task: the extension's own unless a section is named. */
export async function withSettings(
  values: Record<string, unknown>,
  task: () => Promise<void>,
  section = 'kasperskyBan',
): Promise<void> {
  const set = async (key: string, value: unknown): Promise<void> => {
    await vscode.workspace.getConfiguration(section).update(key, value, vscode.ConfigurationTarget.Workspace);
    // Extensions may hear of it a little later.
    const heard = (): boolean => {
      const now = vscode.workspace.getConfiguration(section).inspect(key)?.workspaceValue;
      return isDeepStrictEqual(now, value);
    };
    await eventually(heard, `${section}.${key}`);
  };
  try {
    for (const [key, value] of Object.entries(values)) await set(key, value);
    await task();
  } finally {
    for (const key of Object.keys(values)) await set(key, undefined);
  }
}

/** Waits a while. */
export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
