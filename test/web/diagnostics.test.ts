import * as vscode from 'vscode';

const EXTENSION_ID = 'kaspersky-ban-audit.kaspersky-ban-audit';
const SOURCE = 'kaspersky-ban';
const TIME_LIMIT_MS = 60_000;

suite('web extension host', () => {
  test('runs in a worker', () => {
    check(typeof process === 'undefined', 'there is a process');
    check('importScripts' in globalThis, 'there is no importScripts');
  });

  test('the extension activates', async () => {
    const extension = vscode.extensions.getExtension(EXTENSION_ID);
    check(extension !== undefined, `${EXTENSION_ID} is not installed`);
    await extension?.activate();
    check(extension?.isActive === true, 'it is not active');
  });

  test('diagnostics appear in a Dockerfile', async () => {
    const folder = vscode.workspace.workspaceFolders?.[0];
    check(folder !== undefined, 'no folder is open');
    if (!folder) return;
    const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder.uri, 'Dockerfile'));
    await vscode.window.showTextDocument(document);
    await diagnosticsOf(document.uri);
  });
});

// node:assert does not exist here.
function check(condition: boolean, otherwise: string): void {
  if (!condition) throw new Error(otherwise);
}

async function diagnosticsOf(uri: vscode.Uri): Promise<void> {
  const there = (): boolean => vscode.languages.getDiagnostics(uri).some(({ source }) => source === SOURCE);
  if (there()) return;
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => {
      listener.dispose();
      reject(new Error(`no diagnostics of ${SOURCE} within ${TIME_LIMIT_MS / 1000} s`));
    }, TIME_LIMIT_MS);
    const listener = vscode.languages.onDidChangeDiagnostics(() => {
      if (!there()) return;
      clearTimeout(timer);
      listener.dispose();
      resolve();
    });
  });
}
