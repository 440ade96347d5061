import 'mocha/mocha';
import * as vscode from 'vscode';

/**
 * Runs the suite in the web extension host, which calls it. There is no process and no file system there, so the counts
 * go into the workspace. Rejects when a test fails.
 */
export async function run(): Promise<void> {
  mocha.setup({ ui: 'tdd', timeout: 120_000, reporter: 'spec', color: false });
  await import('./diagnostics.test');
  await import('./policy.test');
  const counts = await new Promise<{ passed: number; failed: number }>((resolve) => {
    const runner = mocha.run((failed) => {
      resolve({ passed: runner.stats?.passes ?? 0, failed });
    });
  });
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (!folder) throw new Error('No folder is open.');
  await vscode.workspace.fs.writeFile(
    vscode.Uri.joinPath(folder.uri, '.vscode-test-counts.json'),
    new TextEncoder().encode(JSON.stringify(counts)),
  );
  if (counts.failed > 0) throw new Error(`${counts.failed} test(s) failed.`);
}
