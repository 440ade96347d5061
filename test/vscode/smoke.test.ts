import assert from 'node:assert/strict';
import * as vscode from 'vscode';

const EXTENSION_ID = 'kaspersky-ban-audit.kaspersky-ban-audit';

suite('extension', () => {
  test('is present and activates', async () => {
    const extension = vscode.extensions.getExtension(EXTENSION_ID);
    assert.ok(extension, `${EXTENSION_ID} is not installed`);
    await extension.activate();
    assert.equal(extension.isActive, true);
  });
});
