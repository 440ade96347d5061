import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { DOCKERFILE, IMAGE, actionsAt, eventually, scratch, untilCount } from './support.js';
import type { Scratch } from './support.js';

interface Retirement {
  readonly applied: boolean;
  readonly changes: number;
  readonly files: number;
  readonly left: number;
}

/** An organisation's own entry, so that the rest of the workspace stays out of the plan. */
const POLICY = `catalog:
  - id: acme-av
    title: ACME anti-virus
    category: endpoint-agent
    match:
      - { type: deb, name: acme-av }
      - { type: docker, name: registry.acme.example/av }
      - { type: systemd, name: acme-av }
replacements:
  - for: { entry: acme-av, type: docker }
    use: { name: clamav/clamav, version: "1.4", title: ClamAV, note: Speaks another protocol. }
`;
const COMPOSE = `services:
  web:
    image: registry.acme.example/av:2 # scans
  db:
    image: postgres:17
`;
const PLAYBOOK = `- hosts: all
  tasks:
    - name: Install
      ansible.builtin.apt:
        name: acme-av
        state: present
    - name: Start
      ansible.builtin.systemd:
        name: acme-av
        state: started
        enabled: true
`;

suite('retiring a product', () => {
  let files: Scratch;

  setup(async function () {
    files = scratch(`retire-${this.currentTest?.title.replace(/\W+/g, '-') ?? ''}`);
    await files.write('.kaspersky-ban.yaml', POLICY);
  });

  teardown(async () => {
    await vscode.commands.executeCommand('kasperskyBan.clearFindings');
    await files.dispose();
  });

  // Answers the preview as soon as it shows.
  async function retire(answer: 'apply' | 'discard', entries: string): Promise<Retirement | undefined> {
    let done = false;
    const run = Promise.resolve(
      vscode.commands.executeCommand<Retirement | undefined>('kasperskyBan.retire', entries),
    ).finally(() => {
      done = true;
    });
    await eventually(async () => {
      if (!done)
        await vscode.commands.executeCommand(`refactorPreview.${answer}`).then(undefined, () => undefined);
      return done;
    }, 'the end of the preview');
    return run;
  }

  test('changes all files by one plan and lists what is left', async () => {
    await files.write('Dockerfile', DOCKERFILE.replace(IMAGE, 'registry.acme.example/av:2'));
    await files.write('docker-compose.yml', COMPOSE);
    await files.write('site.yml', PLAYBOOK);
    const result = await retire('apply', 'acme-av');
    const left = await vscode.workspace.openTextDocument(
      vscode.Uri.from({ scheme: 'kaspersky-ban-left', path: '/What is left.md' }),
    );
    const folder = vscode.workspace.asRelativePath(files.folder);
    const task = (name: string): string =>
      `- ${folder}/${name}: Replace with ClamAV. Speaks another protocol.\n`;
    assert.equal(
      left.getText(),
      `# What is left to do\n\n## What the changes could not do\n\n${task('Dockerfile')}${task('docker-compose.yml')}- ${folder}/site.yml: Replace with Microsoft Defender for Endpoint. Needs the Microsoft repository and onboarding.\n`,
    );
    assert.deepEqual(result, { applied: true, changes: 4, files: 3, left: 3 });
    await eventually(async () => !(await files.read('site.yml')).includes('started'), 'the saved playbook');
    assert.equal(
      await files.read('site.yml'),
      PLAYBOOK.replace('acme-av', 'mdatp').replace('started', 'stopped').replace('true', 'false'),
    );
    assert.equal(
      await files.read('docker-compose.yml'),
      COMPOSE.replace('registry.acme.example/av:2', 'clamav/clamav:1.4'),
    );
    assert.match(await files.read('Dockerfile'), /^FROM clamav\/clamav:1\.4\n/);
    for (const name of ['Dockerfile', 'docker-compose.yml', 'site.yml']) await untilCount(files.uri(name), 0);
  });

  test('leaves all files alone if the preview is discarded', async () => {
    await files.write('docker-compose.yml', COMPOSE);
    assert.deepEqual(await retire('discard', 'acme-av'), { applied: false, changes: 1, files: 1, left: 0 });
    assert.equal(await files.read('docker-compose.yml'), COMPOSE);
  });

  test('has nothing to do where the product is not', async () => {
    assert.equal(await retire('discard', 'acme-av'), undefined);
  });

  test('is offered at a finding before the suppression, and for the file where there are more', async () => {
    const text = COMPOSE.replace('postgres:17', 'registry.acme.example/av:3');
    const document = await files.open('docker-compose.yml', text);
    await untilCount(document.uri, 2);
    const actions = await actionsAt(document, 'registry.acme.example/av:2', vscode.CodeActionKind.QuickFix);
    assert.deepEqual(
      actions.map(({ title }) => title),
      [
        'Replace with ClamAV: Speaks another protocol',
        'Remove the service',
        'Apply the preferred replacements of ACME anti-virus in this file',
        'Retire ACME anti-virus across the workspace…',
        'Suppress with a reason…',
      ],
    );
    const { command } = actions[2] ?? {};
    assert.equal(await vscode.commands.executeCommand(command?.command ?? '', 'acme-av'), true);
    await untilCount(document.uri, 0);
    assert.equal(document.getText(), text.replaceAll(/registry\.acme\.example\/av:\d/g, 'clamav/clamav:1.4'));
  });
});
