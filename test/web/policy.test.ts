import * as vscode from 'vscode';

const SOURCE = 'kaspersky-ban';
const TIME_LIMIT_MS = 60_000;

suite('in the browser', () => {
  test('the sample of the walkthrough has findings', async () => {
    await vscode.commands.executeCommand('kasperskyBan.openSample');
    const document = vscode.window.activeTextEditor?.document;
    if (document?.uri.scheme !== 'untitled') throw new Error('no sample is open');
    await eventually(() => problemsIn(document.uri).length === 2, 'two findings');
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  test('the policy file has completion, and its mistakes are underlined', async () => {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    if (!folder) throw new Error('no folder is open');
    const uri = vscode.Uri.joinPath(folder, 'sub', '.kaspersky-ban.yaml');
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode('profile: us-federl\n'));
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document);
    await eventually(() => problemsIn(uri).length === 1, 'the mistake');
    const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      uri,
      new vscode.Position(0, 9),
    );
    const labels = items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    if (!labels.includes('us-federal')) throw new Error(`it is not offered: ${labels.join(' ')}`);
    await vscode.workspace.fs.delete(uri);
  });

  test('the workspace is audited', async () => {
    const summary = await vscode.commands.executeCommand<{
      files: number;
      findings: number;
      cancelled: boolean;
    }>('kasperskyBan.auditWorkspace');
    if (summary.cancelled || summary.files < 5 || summary.findings < 10)
      throw new Error(JSON.stringify(summary));
    await vscode.commands.executeCommand('kasperskyBan.clearFindings');
  });

  test('the report is shown, and exported', async () => {
    await vscode.commands.executeCommand('kasperskyBan.openReport');
    const isReport = ({ input }: vscode.Tab): boolean =>
      input instanceof vscode.TabInputWebview && input.viewType.endsWith('kasperskyBan.report');
    const tabs = (): vscode.Tab[] => vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    await eventually(() => tabs().some(isReport), 'the report');
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    if (!folder) throw new Error('no folder is open');
    const target = vscode.Uri.joinPath(folder, 'report.json');
    await vscode.commands.executeCommand('kasperskyBan.exportReport', { format: 'json', all: true, target });
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(target));
    const { findings } = JSON.parse(text) as { findings: readonly { path: string }[] };
    if (!findings.some(({ path }) => path === 'infra/main.tf')) throw new Error(text.slice(0, 1000));
    await vscode.workspace.fs.delete(target);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.commands.executeCommand('kasperskyBan.clearFindings');
  });
});

function problemsIn(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter(({ source }) => source === SOURCE);
}

async function eventually(condition: () => boolean, what: string): Promise<void> {
  const end = Date.now() + TIME_LIMIT_MS;
  while (!condition()) {
    if (Date.now() > end) throw new Error(`${what} did not come`);
    await new Promise((resolve) => {
      setTimeout(resolve, 25);
    });
  }
}
