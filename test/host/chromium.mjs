// Finds a Chromium for the tests: the packaged one, whose version the lock file fixes, else the system's.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';
import { hostFolder } from './install.mjs';

/** @type {Partial<Record<NodeJS.Platform, string[]>>} */
const SYSTEM_BROWSERS = {
  linux: [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/usr/bin/microsoft-edge',
  ],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ],
};

/**
 * @typedef {object} Browser
 * @property {string} executablePath
 * @property {NodeJS.ProcessEnv} env what it needs in its environment
 */

/**
 * A Chromium that playwright-core can drive. VSCODE_TEST_CHROMIUM chooses: `packaged`, `system` or a path.
 * @returns {Browser} throws when there is none
 */
export function findChromium() {
  const wish = process.env.VSCODE_TEST_CHROMIUM;
  if (wish && wish !== 'packaged' && wish !== 'system') return { executablePath: wish, env: process.env };
  const found =
    (wish !== 'system' && unpackedChromium()) || (wish !== 'packaged' && systemChromium()) || undefined;
  if (found) return found;
  throw new Error(
    'No Chromium found: install one (Debian: apt-get install chromium) or set VSCODE_TEST_CHROMIUM to its path.',
  );
}

/** @returns {Browser | undefined} */
function systemChromium() {
  const executablePath = (SYSTEM_BROWSERS[process.platform] ?? []).find((file) => fs.existsSync(file));
  return executablePath ? { executablePath, env: process.env } : undefined;
}

// The npm package @sparticuz/chromium holds a headless Chromium for x64 Linux as Brotli files, with the libraries
// and a font that a bare machine lacks. They are unpacked here because its own script wants a newer Node.js.
/** @returns {Browser | undefined} */
function unpackedChromium() {
  const folder = path.join(hostFolder, 'node_modules', '@sparticuz', 'chromium');
  if (process.platform !== 'linux' || process.arch !== 'x64' || !fs.existsSync(folder)) return undefined;
  const { version } = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const target = path.join(hostFolder, `chromium-${version}`);
  if (!fs.existsSync(target)) unpack(path.join(folder, 'bin'), target);
  const libraries = [process.env.LD_LIBRARY_PATH, path.join(target, 'lib')].filter(Boolean).join(':');
  return {
    executablePath: path.join(target, 'chromium'),
    env: {
      ...process.env,
      LD_LIBRARY_PATH: libraries,
      FONTCONFIG_PATH: target,
      FONTCONFIG_FILE: path.join(target, 'fonts.conf'),
    },
  };
}

// Into a folder of its own first: the final name appears only when everything is there.
function unpack(bin, target) {
  const work = fs.mkdtempSync(`${target}-`);
  const inflate = (name) => zlib.brotliDecompressSync(fs.readFileSync(path.join(bin, name)));
  for (const name of ['al2023.tar.br', 'fonts.tar.br', 'swiftshader.tar.br']) {
    const { status, stderr } = spawnSync('tar', ['-xf', '-', '-C', work], { input: inflate(name) });
    if (status !== 0) throw new Error(`tar failed on ${name}: ${stderr}`);
  }
  fs.writeFileSync(path.join(work, 'fonts.conf'), fontConfiguration(target));
  fs.writeFileSync(path.join(work, 'chromium'), inflate('chromium.br'), { mode: 0o755 });
  fs.renameSync(work, target);
}

// A bare machine has no font at all; VS Code wants a sans-serif and a monospaced one.
function fontConfiguration(target) {
  const folders = [
    path.join(hostFolder, 'node_modules', 'dejavu-fonts-ttf', 'ttf'),
    path.join(target, 'fonts'),
    '/usr/share/fonts',
  ];
  const families = {
    monospace: 'DejaVu Sans Mono',
    'sans-serif': 'Open Sans',
    'system-ui': 'Open Sans',
    serif: 'DejaVu Serif',
  };
  return [
    '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">',
    '<fontconfig>',
    ...folders.map((name) => `  <dir>${name}</dir>`),
    `  <cachedir>${target}/fonts-cache</cachedir>`,
    ...Object.entries(families).map(
      ([from, to]) =>
        `  <alias binding="same"><family>${from}</family><prefer><family>${to}</family></prefer></alias>`,
    ),
    '</fontconfig>',
    '',
  ].join('\n');
}
