import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Browser, BrowserContext } from 'playwright-core';
import { startBrowser, workbenchUrl } from '../host/browser.mjs';
import { packageExtension } from '../host/package.mjs';
import { runServerCommand, startServer, type Server } from '../host/server.mjs';
import { Workbench } from '../host/workbench.mjs';

const SCREENSHOTS = path.resolve('.vscode-test', 'screenshots');
/** Limits of time of a test; a busy machine is slow, and each wait inside has its own, shorter one. */
export const START_LIMIT_MS = 300_000;
export const STEP_LIMIT_MS = 240_000;

const WAIT_MS = 60_000;
const SIZE = { width: 1440, height: 900 };

/** VS Code with the packaged extension installed, as a user has it. */
export interface Editor {
  /** A new copy of `test/workspace`. */
  copyWorkspace: () => string;
  /** Opens a folder in a window of its own, in another language (BCP 47) where one is given. */
  open: (folder: string, language?: string) => Promise<Workbench>;
  /** Writes a picture of the window to `.vscode-test/screenshots/NAME.png`. */
  screenshot: (workbench: Workbench, name: string) => Promise<void>;
  stop: () => Promise<void>;
}

/** Packages the extension, installs the package, and starts VS Code. */
export async function startEditor(options: { restricted?: boolean } = {}): Promise<Editor> {
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'kbp-'));
  // Also when the run is interrupted.
  process.once('exit', () => {
    fs.rmSync(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  });
  const extensionsDir = path.join(scratch, 'extensions');
  const file = path.join(scratch, 'extension.vsix');
  packageExtension(file);
  const status = await runServerCommand(['--install-extension', file], {
    extensionsDir,
    quiet: true,
  });
  assert.equal(status, 0, 'the package cannot be installed');
  const server: Server = await startServer({ extensionsDir, ...options });
  const browser: Browser = await startBrowser();
  const windows: BrowserContext[] = [];
  let copies = 0;
  fs.mkdirSync(SCREENSHOTS, { recursive: true });

  return {
    copyWorkspace() {
      copies += 1;
      const folder = path.join(scratch, String(copies), 'workspace');
      fs.cpSync(path.resolve('test', 'workspace'), folder, { recursive: true });
      return folder;
    },
    async open(folder, language) {
      const window = await browser.newContext({ viewport: SIZE });
      windows.push(window);
      // What a language pack would set; extensions bring their own words.
      if (language !== undefined)
        await window.addInitScript((code) => {
          Object.assign(globalThis, { _VSCODE_NLS_LANGUAGE: code });
        }, language);
      return new Workbench(await window.newPage()).open(workbenchUrl(server.url, { folder }));
    },
    async screenshot(workbench, name) {
      await workbench.page.screenshot({ path: path.join(SCREENSHOTS, `${name}.png`) });
    },
    async stop() {
      for (const window of windows) await window.close();
      await browser.close();
      await server.stop();
    },
  };
}

/** Waits until what is shown fulfils a condition. */
export async function eventually(condition: () => Promise<boolean>, what: string): Promise<void> {
  const end = Date.now() + WAIT_MS;
  while (!(await condition())) {
    assert.ok(Date.now() < end, `${what} did not come`);
    await new Promise((resolve) => {
      setTimeout(resolve, 50);
    });
  }
}

/** How often a part stands in a text. */
export function count(text: string, part: string): number {
  return text.split(part).length - 1;
}
