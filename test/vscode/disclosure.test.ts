import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { DOCKERFILE, closeEditors, scratch, withSettings } from './support.js';
import type { Scratch } from './support.js';

suite('disclosure draft', () => {
  let files: Scratch;

  setup(() => {
    files = scratch('disclosure');
  });

  teardown(async () => {
    await vscode.commands.executeCommand('kasperskyBan.clearFindings');
    await files.dispose();
  });

  test('opens as a document, judged by the clauses whatever the profile', async () => {
    await files.write('Dockerfile', DOCKERFILE);
    await withSettings({ profile: 'nl' }, async () => {
      const dates = { identified: '2026-11-24' };
      const draft = await vscode.commands.executeCommand<vscode.TextDocument | undefined>(
        'kasperskyBan.draftDisclosure',
        dates,
      );
      assert.ok(draft);
      assert.deepEqual([draft.languageId, draft.isUntitled], ['markdown', true]);
      const text = draft.getText();
      assert.match(text, /Draft, not legal advice/);
      assert.match(text, /\*\*2026-11-30\*\*/);
      assert.match(text, /`workspace\/scratch-disclosure\/Dockerfile:1:6`/);
      assert.match(text, /the name is known/);
      await closeEditors();
    });
  });
});
