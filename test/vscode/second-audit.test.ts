import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { inFolder, memoryOfSuite } from './memoryFiles.js';
import { DOCKERFILE, closeEditors, scratch, settled, until, untilCount } from './support.js';

suite('a second audit', () => {
  const memory = memoryOfSuite();

  const audit = (): Thenable<Record<'files' | 'findings' | 'scanned' | 'unchanged', number>> =>
    vscode.commands.executeCommand('kasperskyBan.auditWorkspace');

  test('counts what has not changed', async () => {
    const first = await audit();
    const second = await audit();
    assert.equal(second.findings, first.findings);
    assert.ok(second.unchanged > second.files / 2, `${second.unchanged} of ${second.files}`);
    assert.ok(second.scanned < first.scanned);
  });

  test('a file that comes while an audit runs stays a part of it', async () => {
    const held = memory.add('/comes/Dockerfile', DOCKERFILE);
    await inFolder('/comes', async () => {
      const { asked, release } = memory.hold(held);
      const running = audit();
      await asked;
      const late = memory.put('/comes/late/Dockerfile', DOCKERFILE);
      await untilCount(late, 1);
      release();
      await running;
      await untilCount(held, 1);
      assert.equal((await settled(late)).length, 1);
    });
  });

  test('leaves a file as it was judged, though an untitled document was scanned meanwhile', async () => {
    const files = scratch('as-it-was');
    const judged: string[] = [];
    const listener = vscode.languages.onDidChangeDiagnostics(({ uris }) => {
      judged.push(...uris.map(String));
    });
    try {
      const uri = await files.write('Dockerfile', DOCKERFILE);
      await audit();
      await untilCount(uri, 1);
      const untitled = await vscode.workspace.openTextDocument({
        language: 'dockerfile',
        content: DOCKERFILE,
      });
      await untilCount(untitled.uri, 1);
      judged.length = 0;
      const { unchanged } = await audit();
      assert.ok(unchanged > 0);
      assert.ok(!judged.includes(uri.toString()), judged.join('\n'));
    } finally {
      listener.dispose();
      await closeEditors();
      await files.dispose();
    }
  });

  test('reads a file again whose time does not tell of a change', async () => {
    await inFolder('/timeless', async () => {
      for (const time of [0, Date.now() + 3_600_000]) {
        const uri = memory.add('/timeless/Dockerfile', DOCKERFILE, time);
        await audit();
        await untilCount(uri, 1);
        memory.add('/timeless/Dockerfile', DOCKERFILE.replace('kaspersky/kesl', 'acme-labs/nope'), time);
        await audit();
        await untilCount(uri, 0);
      }
    });
  });

  test('reads only the files that have changed, not even those for other rules, unless these look for other words', async () => {
    const uri = memory.add('/counted/Dockerfile', DOCKERFILE);
    const plain = memory.add('/counted/plain/Dockerfile', 'FROM nginx\n');
    const readSince = (start: number): string[] =>
      memory.reads.slice(start).filter((path) => !path.includes('.kaspersky-ban'));
    await inFolder('/counted', async () => {
      await audit();
      assert.deepEqual(
        readSince(0)
          .filter((path) => path.startsWith('/counted/'))
          .sort(),
        ['/counted/Dockerfile', '/counted/plain/Dockerfile'],
      );
      const first = memory.reads.length;
      await audit();
      assert.deepEqual(readSince(first), []);
      memory.add('/counted/.kaspersky-ban.yaml', 'severity: { prohibited: information }\n');
      await audit();
      const isInformation = ({ severity }: vscode.Diagnostic): boolean =>
        severity === vscode.DiagnosticSeverity.Information;
      await until(uri, (problems) => problems.length === 1 && problems.every(isInformation), 'the severity');
      assert.deepEqual(readSince(first), []);
      memory.add(
        '/counted/.kaspersky-ban.yaml',
        `catalog:
  - { id: own, title: Own, category: endpoint-agent, match: [{ type: docker, name: nginx }] }
`,
      );
      await audit();
      await untilCount(plain, 1);
      assert.deepEqual(readSince(first).sort(), ['/counted/Dockerfile', '/counted/plain/Dockerfile']);
      const last = memory.reads.length;
      memory.add('/counted/Dockerfile', `${DOCKERFILE}# changed\n`);
      await audit();
      assert.deepEqual(readSince(last), ['/counted/Dockerfile']);
    });
  });
});
