import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import * as vscode from 'vscode';
import { closeEditors, scratch } from './support.js';
import type { Scratch } from './support.js';

const FORMATS = ['sarif', 'json', 'csv', 'markdown', 'html', 'cyclonedx'];
const CLI = path.resolve(__dirname, '..', 'cli.js');

suite('exports', () => {
  let files: Scratch;

  setup(async () => {
    await closeEditors();
    files = scratch('exports');
    await files.write('.kaspersky-ban.yaml', 'ignore:\n  - { entry: kesl, path: nowhere.sh, reason: x }\n');
    await files.write('big.sh', `# ${'x'.repeat(5 * 1024 * 1024)}\n`);
    await files.write('kept.sh', '# kaspersky-ban-ignore-next-line reason="lab"\napt-get install -y kesl\n');
    await files.write(
      'old.sh',
      '# kaspersky-ban-ignore-next-line until=2020-01-01 reason="x"\napt install kesl\n',
    );
  });

  teardown(async () => {
    await vscode.commands.executeCommand('kasperskyBan.clearFindings');
    await files.dispose();
  });

  for (const format of FORMATS) {
    for (const all of [false, true]) {
      test(`${format}, ${all ? 'everything' : 'what is open'}: the same bytes as from the command line`, async function () {
        const folders = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.fsPath);
        if (folders.length < 2) this.skip(); // started by hand on one folder
        await vscode.commands.executeCommand('kasperskyBan.auditWorkspace');
        const above = path.dirname(folders[0] ?? '');
        const target = vscode.Uri.file(path.join(above, `report.${format}`));
        const wish = { format, all, target };
        const written = await vscode.commands.executeCommand<vscode.Uri>('kasperskyBan.exportReport', wish);
        assert.equal(written.toString(), target.toString());
        const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(target));
        await vscode.workspace.fs.delete(target);
        const { stdout, stderr } = spawnSync(
          process.execPath,
          [CLI, ...folders, '--format', format, '--verdicts', all ? 'all' : 'open', '--fail-on', 'never'],
          { cwd: above, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
        );
        assert.ok(text.length > 1000, stderr);
        assert.equal(text, stdout);
      });
    }
  }

  test('audits first where nothing was audited', async () => {
    const target = files.uri('report.csv');
    await vscode.commands.executeCommand('kasperskyBan.exportReport', { format: 'csv', all: false, target });
    assert.match(await files.read('report.csv'), /^path,line,column,verdict,/);
  });
});
