import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { DOCKERFILE, scratch } from './support.js';
import type { Scratch } from './support.js';

interface Name {
  readonly entry: string;
  readonly verdict: string;
  readonly line?: number;
  readonly alternatives: readonly string[];
  readonly regimes: readonly { readonly citation: string }[];
  readonly fixes?: readonly string[];
}

interface Check {
  readonly readAs: string;
  readonly names: readonly Name[];
  readonly error?: string;
}

interface Summary {
  readonly files: number;
  readonly byVerdict: Readonly<Record<string, number>>;
  readonly products: Readonly<Record<string, number>>;
  readonly findings: readonly {
    readonly path: string;
    readonly line: number;
    readonly entry: string;
    readonly verdict: string;
  }[];
  readonly notListed: number;
}

suite('tools for language models', () => {
  let files: Scratch;

  setup(() => {
    files = scratch('tools');
  });

  teardown(async () => {
    await vscode.commands.executeCommand('kasperskyBan.clearFindings');
    await files.dispose();
  });

  async function invoke<T>(name: string, input: object): Promise<T> {
    const { token } = new vscode.CancellationTokenSource();
    const { content } = await vscode.lm.invokeTool(name, { input, toolInvocationToken: undefined }, token);
    const [part] = content;
    assert.ok(part instanceof vscode.LanguageModelTextPart);
    return JSON.parse(part.value) as T;
  }

  test('are known to the editor, with what they are for', () => {
    for (const name of ['kaspersky_ban_check', 'kaspersky_ban_audit']) {
      const tool = vscode.lm.tools.find((each) => each.name === name);
      assert.ok(tool, name);
      assert.match(tool.description, /Works offline/);
    }
  });

  test('check: an identifier gives verdict, rule and alternatives', async () => {
    const { readAs, names } = await invoke<Check>('kaspersky_ban_check', {
      text: 'pkg:deb/debian/kesl@12.1',
    });
    assert.equal(readAs, 'identifier');
    const [first] = names;
    assert.deepEqual([first?.entry, first?.verdict], ['kesl', 'prohibited']);
    assert.match(first?.regimes[0]?.citation ?? '', /89 FR 52434/);
    assert.ok(
      first?.alternatives.some((each) => each.includes('mdatp')),
      String(first?.alternatives),
    );
  });

  test('check: a bare name is looked up everywhere, and an unknown one gives nothing', async () => {
    const { names } = await invoke<Check>('kaspersky_ban_check', { text: 'klnagent64' });
    assert.ok(names.some(({ entry }) => entry === 'klnagent'));
    assert.deepEqual((await invoke<Check>('kaspersky_ban_check', { text: 'nginx' })).names, []);
  });

  test('check: a text gives lines and fixes, read by its name or by guess', async () => {
    for (const path of [undefined, 'Dockerfile']) {
      const input = { text: `# x\n${DOCKERFILE}`, ...(path === undefined ? {} : { path }) };
      const { readAs, names } = await invoke<Check>('kaspersky_ban_check', input);
      assert.equal(readAs, 'dockerfile');
      const [first] = names;
      assert.deepEqual([first?.entry, first?.line], ['vendor-images', 2]);
      assert.ok(first?.fixes?.some((title) => title.startsWith('Replace with ')));
    }
    const removal = await invoke<Check>('kaspersky_ban_check', {
      text: 'apt-get purge -y kesl\n',
      path: 'a.sh',
    });
    assert.equal(removal.names[0]?.verdict, 'remediation');
  });

  test('check: what is no text is refused in words', async () => {
    const { error } = await invoke<Check>('kaspersky_ban_check', { text: 'x'.repeat(300_000) });
    assert.match(error ?? '', /at most/);
  });

  test('audit: sums up the workspace and lists so many places', async () => {
    await files.write('Dockerfile', DOCKERFILE);
    await files.write('roles/av/defaults/main.yml', 'endpoint_package: kesl\n');
    for (const name of ['main', 'more'])
      await files.write(`roles/av/tasks/${name}.yml`, '- apt:\n    name: "{{ endpoint_package }}"\n');
    const all = await invoke<Summary>('kaspersky_ban_audit', { maxFindings: 1000 });
    assert.ok(all.files > 5 && (all.byVerdict.prohibited ?? 0) > 5, JSON.stringify(all.byVerdict));
    assert.ok(all.findings.some(({ path, line }) => path.endsWith('scratch-tools/Dockerfile') && line === 1));
    const total = Object.values(all.products).reduce((sum, each) => sum + each, 0);
    assert.equal(all.findings.length, total);
    assert.equal(all.notListed, 0);
    const prohibited = all.findings.filter(({ verdict }) => verdict === 'prohibited');
    assert.equal(prohibited.length, all.byVerdict.prohibited, 'a place is counted more than once');
    const ranks = ['prohibited', 'review', 'exempt'];
    const places = all.findings.map(({ verdict }) => ranks.indexOf(verdict));
    assert.deepEqual(
      places,
      [...places].sort((a, b) => a - b),
      'the gravest do not come first',
    );
    const few = await invoke<Summary>('kaspersky_ban_audit', { maxFindings: 2 });
    assert.equal(few.findings.length, 2);
    assert.equal(few.notListed, total - 2);
  });
});
