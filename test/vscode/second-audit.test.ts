import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { MEMORY, MemoryFiles, inFolder } from './memoryFiles.js';
import { DOCKERFILE, until, untilCount } from './support.js';

suite('a second audit', () => {
  let memory: MemoryFiles;
  let registration: vscode.Disposable;

  suiteSetup(() => {
    memory = new MemoryFiles();
    registration = vscode.workspace.registerFileSystemProvider(MEMORY, memory);
  });

  suiteTeardown(() => {
    registration.dispose();
  });

  const audit = async (): Promise<void> => {
    await vscode.commands.executeCommand('kasperskyBan.auditWorkspace');
  };

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
