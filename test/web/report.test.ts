import * as vscode from 'vscode';

suite('reports in the web extension host', () => {
  test('an audit is exported and shown', async () => {
    const folder = vscode.workspace.workspaceFolders?.[0];
    if (!folder) throw new Error('no folder is open');
    const target = vscode.Uri.joinPath(folder.uri, 'report.csv');
    await vscode.commands.executeCommand('kasperskyBan.exportReport', { format: 'csv', all: false, target });
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(target));
    if (!/\r\nDockerfile,\d+,\d+,prohibited,/.test(text)) throw new Error(text);
    await vscode.workspace.fs.delete(target);
    await vscode.commands.executeCommand('kasperskyBan.openReport');
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    const shown = tabs.some(
      ({ input }) =>
        input instanceof vscode.TabInputWebview && input.viewType.endsWith('kasperskyBan.report'),
    );
    if (!shown) throw new Error(tabs.map(({ label }) => label).join(', '));
  });
});
