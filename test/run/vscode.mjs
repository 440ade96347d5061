// Bundles a suite and runs it in an extension host of a real VS Code: the one that @vscode/test-electron downloads
// where that works, else the one that npm packages can make. VSCODE_TEST_HOST=electron|server decides.
//
//   node test/run/vscode.mjs vscode|web      (VSCODE_TEST_COUNTS: where to write the counts)
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { runTests } from '@vscode/test-electron';
import { installHost, root } from '../host/install.mjs';
import { bundleSuite } from './bundle.mjs';

const UPDATE_SERVER = 'https://update.code.visualstudio.com/api/releases/stable';
const UPDATE_LIMIT_MS = 5000;

const [suite = ''] = process.argv.slice(2);
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'vst-'));
const workspace = path.join(scratch, 'workspace');
const second = path.join(scratch, 'second', 'workspace');
const counts = process.env.VSCODE_TEST_COUNTS;

try {
  fs.cpSync(path.join(root, 'test', 'workspace'), workspace, { recursive: true });
  const opened = suite === 'web' ? workspace : twoFolders();
  const tests = await bundleSuite(suite);
  const desktop = await desktopPossible();
  if (!desktop && process.platform === 'win32') {
    throw new Error('The packaged VS Code cannot stand in on Windows, and VS Code cannot be downloaded.');
  }
  console.log(
    desktop
      ? 'In VS Code for the desktop.'
      : `In VS Code ${installHost().version}, server and headless Chromium.`,
  );
  await runTests({
    ...(desktop ? {} : { vscodeExecutablePath: path.join(root, 'test', 'host', 'launcher.mjs') }),
    extensionDevelopmentPath: root,
    extensionTestsPath: tests,
    extensionTestsEnv: { VSCODE_TEST_COUNTS: counts },
    launchArgs: [
      opened,
      '--disable-extensions',
      `--user-data-dir=${path.join(scratch, 'data')}`,
      `--extensions-dir=${path.join(scratch, 'extensions')}`,
      ...(suite === 'web' ? ['--extensionDevelopmentKind=web'] : []),
    ],
  });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  // A suite in the web extension host can write nowhere but into its workspace.
  const written = path.join(workspace, '.vscode-test-counts.json');
  if (counts && fs.existsSync(written)) fs.copyFileSync(written, counts);
  fs.rmSync(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}

// A workspace of two folders that have the same name.
function twoFolders() {
  fs.mkdirSync(second, { recursive: true });
  fs.writeFileSync(path.join(second, 'Dockerfile'), 'FROM kaspersky/kesl:12.1.0\n');
  const file = path.join(scratch, 'two.code-workspace');
  fs.writeFileSync(file, JSON.stringify({ folders: [{ path: workspace }, { path: second }], settings: {} }));
  return file;
}

// The desktop's VS Code needs the download and, on Linux, a display.
async function desktopPossible() {
  const wish = process.env.VSCODE_TEST_HOST;
  if (wish) return wish === 'electron';
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return false;
  const folder = path.join(root, '.vscode-test');
  const downloaded = /^vscode-(linux|darwin|win32)/;
  if (fs.existsSync(folder) && fs.readdirSync(folder).some((name) => downloaded.test(name))) return true;
  try {
    return (await fetch(UPDATE_SERVER, { method: 'HEAD', signal: AbortSignal.timeout(UPDATE_LIMIT_MS) })).ok;
  } catch {
    return false;
  }
}
