// Brings node_modules in line with package-lock.json, and does nothing where it is already. It runs before `npm test`
// and `npm start`, so that a fresh clone needs no other step.
import fs from 'node:fs';
import path from 'node:path';
import { root } from '../host/install.mjs';
import { npm } from '../host/npm.mjs';

const OLDEST_NODE = [20, 19];

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])) {
  console.error(`Node.js ${OLDEST_NODE.join('.')} or later is needed; this is ${process.version}.`);
  process.exit(1);
}

const outdated = firstDifference();
if (outdated) {
  console.error(`Installing the dependencies (${outdated}) ...`);
  try {
    // No dependency needs its install script: esbuild's only makes its start a little faster.
    npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund'], root);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}

// npm notes what it installed in a lock file inside node_modules, written last; optional packages of other platforms
// are not in it.
function firstDifference() {
  const installed = packages(path.join(root, 'node_modules', '.package-lock.json'));
  if (!installed) return 'node_modules is missing or incomplete';
  for (const [name, wanted] of Object.entries(packages(path.join(root, 'package-lock.json')) ?? {})) {
    const found = installed[name];
    if (name === '' || (!found && wanted.optional)) continue;
    if (found?.version !== wanted.version || found?.integrity !== wanted.integrity)
      return `${name} has changed`;
  }
  return undefined;
}

/** @returns {Record<string, { version?: string, integrity?: string, optional?: boolean }> | undefined} */
function packages(file) {
  return fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')).packages : undefined;
}
