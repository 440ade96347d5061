import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { DOCKERFILE, IMAGE, eventually, hoverOver, scratch, untilCount, withSettings } from './support.js';
import type { Scratch } from './support.js';

const LINK = /\[(Replace with [^\]]+)\]\((command:kasperskyBan\.applyFix\?[^)]+)\)/;

suite('hover', () => {
  let files: Scratch;

  setup(function () {
    files = scratch(`hover-${this.currentTest?.title.replace(/\W+/g, '-') ?? ''}`);
  });

  teardown(async () => {
    await files.dispose();
  });

  test('tells verdict, match, rule, whom it binds, since when, citation and limits', async () => {
    const document = await files.open('Dockerfile', DOCKERFILE);
    await untilCount(document.uri, 1);
    const words = await hoverOver(document, IMAGE);
    for (const part of [
      /^\*\*Prohibited\*\*/,
      /docker identifier/,
      /\*\*Final Determination: Case No\. ICTS-2021-002/,
      /Binds any US person/,
      /since 2024-09-29/,
      /\[89 FR 52434[^\]]*\]\(https:\/\/www\.govinfo\.gov\/[^)]+\)/,
      /What it does not cover: /,
    ]) {
      assert.match(words, part);
    }
  });

  test('does not repeat what the diagnostic above it says', async () => {
    const document = await files.open('Dockerfile', DOCKERFILE);
    const [problem] = await untilCount(document.uri, 1);
    assert.ok(problem);
    assert.ok(!(await hoverOver(document, IMAGE)).includes(problem.message));
  });

  test('applies a fix by its link', async () => {
    const document = await files.open('Dockerfile', DOCKERFILE);
    await untilCount(document.uri, 1);
    const link = LINK.exec(await hoverOver(document, IMAGE))?.[2];
    assert.ok(link, 'there is no link');
    const { path, query } = vscode.Uri.parse(link);
    await vscode.commands.executeCommand(path, ...(JSON.parse(query) as unknown[]));
    await eventually(() => !document.getText().includes(IMAGE), 'the replacement');
    await untilCount(document.uri, 0);
    assert.equal(await vscode.commands.executeCommand(path, ...(JSON.parse(query) as unknown[])), false);
  });

  test('names every rule of the profile, and marks those that are not verified', async () => {
    const document = await files.open('Dockerfile', DOCKERFILE);
    await withSettings({ profile: 'strictest' }, async () => {
      await eventually(async () => (await hoverOver(document, IMAGE)).includes('52.204-23'), 'the FAR');
      assert.match(await hoverOver(document, IMAGE), /\*\(not verified\)\*/);
    });
  });

  test('tells the headline of what no diagnostic shows: a removal, an exception', async () => {
    const comment =
      '# kaspersky-ban-ignore-next-line vendor-images reason="lab <b>" owner="ops" until=2099-12-31';
    const document = await files.open('Dockerfile', `${comment}\n${DOCKERFILE}RUN apt-get purge -y kesl\n`);
    await eventually(async () => (await hoverOver(document, IMAGE)) !== '', 'a hover');
    const suppressed = await hoverOver(document, IMAGE);
    assert.match(suppressed, /^\*\*Kaspersky container image: /);
    assert.match(suppressed, /Suppressed: lab \\<b\\> · Owner: ops · Until: 2099-12-31/);
    const removal = await hoverOver(document, 'kesl\n');
    assert.match(removal, /removal, nothing to do/);
    assert.doesNotMatch(removal, /command:/);
  });

  test('says nothing elsewhere', async () => {
    const document = await files.open('Dockerfile', DOCKERFILE);
    await untilCount(document.uri, 1);
    assert.equal(await hoverOver(document, 'RUN'), '');
  });
});
