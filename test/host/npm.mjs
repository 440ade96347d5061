import { spawnSync } from 'node:child_process';

/**
 * How to start npm: the one that started this process, else the one on the PATH.
 * @param {string[]} args
 * @returns {{ command: string, args: string[], shell: boolean }}
 */
export function npmCommand(args) {
  const script = process.env.npm_execpath;
  if (script?.endsWith('npm-cli.js'))
    return { command: process.execPath, args: [script, ...args], shell: false };
  // A .cmd file starts only through a shell.
  const windows = process.platform === 'win32';
  return { command: windows ? 'npm.cmd' : 'npm', args, shell: windows };
}

/**
 * Runs npm to its end. What it prints goes to standard error.
 * @param {string[]} args
 * @param {string} cwd
 * @returns {void} throws when npm fails
 */
export function npm(args, cwd) {
  const start = npmCommand(args);
  const result = spawnSync(start.command, start.args, { cwd, stdio: ['ignore', 2, 2], shell: start.shell });
  if (result.status !== 0) {
    throw new Error(
      `npm ${args[0]} failed (${result.error ?? result.signal ?? `exit code ${result.status}`})`,
    );
  }
}
