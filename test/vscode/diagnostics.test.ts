import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  DOCKERFILE,
  HEADLINE_END,
  IMAGE,
  codeOf,
  problemsIn,
  retype,
  scratch,
  settled,
  show,
  underlined,
  until,
  untilCount,
  withSettings,
} from './support.js';
import type { Scratch } from './support.js';

const PACKAGE = 'FROM debian:12\nRUN apt-get update && apt-get install -y curl kesl\n';

suite('diagnostics', () => {
  let files: Scratch;

  setup(function () {
    files = scratch(`diagnostics-${this.currentTest?.title.replace(/\W+/g, '-') ?? ''}`);
  });

  teardown(async () => {
    await files.dispose();
  });

  test('underline exactly what names the product, with a line of words and the link of the rule', async () => {
    const document = await files.open('Dockerfile', DOCKERFILE);
    const [problem] = await untilCount(document.uri, 1);
    assert.ok(problem);
    assert.equal(show(problem), `0:5-0:${5 + IMAGE.length}`);
    assert.equal(underlined(document, problem), IMAGE);
    assert.equal(problem.severity, vscode.DiagnosticSeverity.Error);
    assert.ok(typeof problem.code === 'object');
    assert.equal(problem.code.value, 'vendor-images');
    assert.equal(problem.code.target.authority, 'www.govinfo.gov');
    assert.ok(problem.message.endsWith(HEADLINE_END), problem.message);
    assert.ok(problem.message.length <= 100 && !problem.message.includes('\n'), problem.message);
  });

  test('have true columns after wide characters, CRLF and a byte order mark', async () => {
    const text = `\uFEFF# 🛡️ schützt\r\nFROM debian:12\r\nRUN echo '🛡️' && apt-get install -y kesl\r\n`;
    const document = await files.open('Dockerfile', text);
    const [problem] = await untilCount(document.uri, 1);
    assert.ok(problem);
    assert.equal(underlined(document, problem), 'kesl');
    assert.equal(problem.range.start.line, 2);
  });

  test('follow what is typed', async () => {
    const document = await files.open('Dockerfile', DOCKERFILE);
    await untilCount(document.uri, 1);
    await retype(document, 'FROM debian:12\n');
    await untilCount(document.uri, 0);
    await retype(document, `# one\n# two\n${DOCKERFILE}${PACKAGE}`);
    const problems = await untilCount(document.uri, 2);
    assert.deepEqual(
      problems.map((each) => underlined(document, each)),
      [IMAGE, 'kesl'],
    );
  });

  test('a removal is no problem', async () => {
    const document = await files.open('remove.sh', '#!/bin/sh\napt-get purge -y kesl\n');
    assert.deepEqual(await settled(document.uri), []);
  });

  test('what other vendors make is no problem', async () => {
    const document = await files.open('Dockerfile', 'FROM nginx:1.27\n# kaspersky was here\n');
    assert.deepEqual(await settled(document.uri), []);
  });

  test('go when the document is closed', async () => {
    // Not through openTextDocument, by which VS Code keeps a document for minutes.
    const uri = await files.write('Dockerfile', DOCKERFILE);
    await vscode.commands.executeCommand('vscode.open', uri, { preview: false });
    await untilCount(uri, 1);
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await untilCount(uri, 0);
  });

  test('go when the file is deleted', async () => {
    const document = await files.open('Dockerfile', DOCKERFILE);
    await untilCount(document.uri, 1);
    const edit = new vscode.WorkspaceEdit();
    edit.deleteFile(document.uri);
    assert.ok(await vscode.workspace.applyEdit(edit));
    await untilCount(document.uri, 0);
  });

  test('go when a file is deleted by something else', async () => {
    const document = await files.open('Dockerfile', DOCKERFILE);
    await untilCount(document.uri, 1);
    await vscode.workspace.fs.delete(document.uri);
    await untilCount(document.uri, 0);
  });

  test('move when the file is renamed', async () => {
    const document = await files.open('Dockerfile', DOCKERFILE);
    await untilCount(document.uri, 1);
    const edit = new vscode.WorkspaceEdit();
    edit.renameFile(document.uri, files.uri('Containerfile'));
    assert.ok(await vscode.workspace.applyEdit(edit));
    await untilCount(files.uri('Containerfile'), 1);
    await untilCount(files.uri('Dockerfile'), 0);
  });

  test('an exception that has expired hides nothing and is itself shown', async () => {
    const comment = '# kaspersky-ban-ignore-next-line vendor-images reason="lab" until=2020-01-31';
    const document = await files.open('Dockerfile', `${comment}\n${DOCKERFILE}`);
    const problems = await untilCount(document.uri, 2);
    assert.deepEqual(problems.map(codeOf), ['exception', 'vendor-images']);
    assert.equal(problems[0]?.severity, vscode.DiagnosticSeverity.Warning);
    assert.match(problems[0].message, /expired on 2020-01-31/);
  });

  test('an exception with a reason hides the finding', async () => {
    const comment = '# kaspersky-ban-ignore-next-line vendor-images reason="lab"';
    const document = await files.open('Dockerfile', `${comment}\n${DOCKERFILE}${PACKAGE}`);
    assert.deepEqual((await untilCount(document.uri, 1)).map(codeOf), ['kesl']);
  });

  test('the setting of a severity takes effect at once', async () => {
    const document = await files.open('Dockerfile', DOCKERFILE);
    await untilCount(document.uri, 1);
    await withSettings({ 'severity.prohibited': 'information' }, async () => {
      const information = vscode.DiagnosticSeverity.Information;
      await until(document.uri, ([first]) => first?.severity === information, 'severity information');
    });
    await until(document.uri, ([first]) => first?.severity === vscode.DiagnosticSeverity.Error, 'error');
  });

  test('the setting of a profile takes effect at once', async () => {
    const document = await files.open('Dockerfile', DOCKERFILE);
    await untilCount(document.uri, 1);
    await withSettings({ profile: 'de' }, async () => {
      const warning = vscode.DiagnosticSeverity.Warning;
      const [problem] = await until(document.uri, ([first]) => first?.severity === warning, 'a warning');
      assert.match(problem?.message ?? '', /advised by the BSI warning$/);
    });
    await withSettings({ regimes: ['us-far-52-204-23'] }, async () => {
      await until(document.uri, ([first]) => first?.message.includes('52.204-23') === true, 'the FAR');
    });
  });

  test('excluded and disabled files show nothing', async () => {
    const document = await files.open('Dockerfile', DOCKERFILE);
    await untilCount(document.uri, 1);
    await withSettings({ exclude: ['scratch-*/**'] }, async () => {
      await untilCount(document.uri, 0);
    });
    await untilCount(document.uri, 1);
    await withSettings({ enable: false }, async () => {
      await untilCount(document.uri, 0);
    });
    await untilCount(document.uri, 1);
  });

  test('a larger file than allowed is not scanned', async () => {
    await withSettings({ maxFileSize: 1 }, async () => {
      const document = await files.open('Dockerfile', `${DOCKERFILE}${'# filler\n'.repeat(200)}`);
      assert.deepEqual(await settled(document.uri), []);
    });
  });

  test('no file shows more problems than allowed', async () => {
    await withSettings({ maxProblemsPerFile: 2 }, async () => {
      const document = await files.open('Dockerfile', DOCKERFILE.repeat(5));
      const problems = await untilCount(document.uri, 3);
      assert.deepEqual(problems.map(codeOf), ['vendor-images', 'vendor-images', 'more']);
      assert.match(problems[2]?.message ?? '', /^… 3 more findings in this file/);
      assert.equal(problems[2]?.range.start.line, 4);
    });
  });

  test('can wait for a save', async () => {
    await withSettings({ run: 'onSave' }, async () => {
      const document = await files.open('Dockerfile', DOCKERFILE);
      await untilCount(document.uri, 1);
      await retype(document, DOCKERFILE.repeat(2));
      assert.equal((await settled(document.uri)).length, 1);
      assert.ok(await document.save());
      await untilCount(document.uri, 2);
    });
  });

  test('only the last of many quick edits is scanned', async () => {
    const document = await files.open('Dockerfile', DOCKERFILE);
    await untilCount(document.uri, 1);
    for (let count = 2; count < 12; count++) await retype(document, DOCKERFILE.repeat(count));
    await untilCount(document.uri, 11);
    assert.equal(problemsIn(document.uri).length, 11);
  });
});
