import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import path from 'node:path';
import * as vscode from 'vscode';
import { DOCKERFILE, eventually, scratch } from './support.js';

/** The first suite to run, since nothing is unloaded. */
suite('activation', () => {
  test('only the first document that may be a file has more loaded than the entry', async () => {
    const extension = vscode.extensions.getExtension('kaspersky-ban-audit.kaspersky-ban-audit');
    assert.ok(extension);
    const fileOf = (name: string): string => path.join(extension.extensionPath, 'dist', name);
    const { cache } = createRequire(__filename);
    const isLoaded = (name: string): boolean => fileOf(name) in cache;
    assert.deepEqual(
      vscode.workspace.textDocuments.filter(({ uri }) => uri.scheme === 'file'),
      [],
    );
    await extension.activate();
    assert.deepEqual([isLoaded('extension.js'), isLoaded('main.js')], [true, false]);
    const files = scratch('activation');
    try {
      await files.open('Dockerfile', DOCKERFILE);
      await eventually(() => isLoaded('main.js'), 'the rest of the extension');
    } finally {
      await files.dispose();
    }
  });
});
