import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeEditors, eventually, hoverOver, problemsIn, scratch } from './support.js';
import type { Scratch } from './support.js';

const POLICY = '.kaspersky-ban.yaml';

suite('help with the policy file', () => {
  let files: Scratch;
  let opened = 0;

  setup(function () {
    files = scratch(`policyHelp-${this.currentTest?.title.replace(/\W+/g, '-') ?? ''}`);
  });

  teardown(async () => {
    await files.dispose();
  });

  /** What is offered at the mark `¦`. */
  async function offered(marked: string): Promise<vscode.CompletionItem[]> {
    const at = marked.indexOf('¦');
    // A file of its own, since the editor may still know the text of the last one.
    const document = await files.open(`${opened++}/${POLICY}`, marked.replace('¦', ''));
    const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      document.positionAt(at),
    );
    await closeEditors();
    return items;
  }

  function labels(items: readonly vscode.CompletionItem[]): string[] {
    return items.map(({ label }) => (typeof label === 'string' ? label : label.label));
  }

  test('keys are offered with what they mean', async () => {
    const items = await offered('profile: de\n¦');
    assert.deepEqual(labels(items).slice(0, 2), ['regimes', 'severity']);
    assert.equal(items[0]?.documentation, 'Single rules to judge by, in place of a profile.');
  });

  test('profiles, rules and entries are offered with what they are', async () => {
    const [federal] = (await offered('profile: us-f¦')).filter((item) => labels([item])[0] === 'us-federal');
    assert.deepEqual(federal?.label, {
      label: 'us-federal',
      description: 'US federal agencies and contractors',
    });
    assert.ok(labels(await offered('regimes: [¦]')).includes('us-far-52-204-23'));
    const own =
      'catalog:\n  - { id: acme-av, title: ACME, category: training, match: [] }\nignore:\n  - entry: ¦\n';
    const entries = labels(await offered(own));
    assert.ok(entries.includes('kesl') && entries.includes('acme-av'), entries.join(' '));
  });

  test('what is taken stands in place of the word', async () => {
    const items = await offered('ignore:\n  - { entry: kes¦l-x, reason: lab }\n');
    const range = items.find((item) => labels([item])[0] === 'kesl')?.range;
    assert.ok(range instanceof vscode.Range);
    assert.deepEqual([range.start.character, range.end.character], [13, 19]);
  });

  test('the hover says what a key, a profile, a rule and an entry are', async () => {
    const document = await files.open(
      POLICY,
      'profile: us-federal\nregimes: [us-far-rfo-52-240-91]\nignore:\n  - { entry: kesl, reason: lab }\n',
    );
    assert.match(await hoverOver(document, 'profile'), /The set of rules to judge by/);
    assert.match(await hoverOver(document, 'us-federal'), /US federal agencies and contractors/);
    const regime = await hoverOver(document, 'us-far-rfo');
    assert.match(regime, /not verified/);
    assert.match(regime, /\]\(https:\/\//);
    assert.match(await hoverOver(document, 'kesl'), /endpoint-agent/);
  });

  test('nothing is offered in other files', async () => {
    const document = await files.open('other.yaml', 'profile: ');
    const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      new vscode.Position(0, 9),
    );
    assert.ok(!labels(items).includes('us-federal'));
  });

  test('a command makes one that rules nothing, and opens the one that is there', async () => {
    await files.open('Dockerfile', 'FROM debian:12\n');
    const root = vscode.workspace.workspaceFolders?.[0]?.uri;
    assert.ok(root);
    const policy = vscode.Uri.joinPath(root, POLICY);
    try {
      await vscode.commands.executeCommand('kasperskyBan.createPolicy');
      const made = vscode.window.activeTextEditor?.document;
      assert.ok(made);
      assert.equal(made.uri.toString(), policy.toString());
      assert.match(made.getText(), /^# profile: us-federal$/m);
      await eventually(() => problemsIn(policy).length === 0, 'no mistake');
      await vscode.workspace.fs.writeFile(policy, new TextEncoder().encode('profile: de\n'));
      await vscode.commands.executeCommand('kasperskyBan.createPolicy');
      assert.equal(new TextDecoder().decode(await vscode.workspace.fs.readFile(policy)), 'profile: de\n');
    } finally {
      await closeEditors();
      await vscode.workspace.fs.delete(policy);
    }
  });
});
