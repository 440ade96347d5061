import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const CLI = path.resolve('dist', 'cli.js');

/** How a run of the command line ended. */
export interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder of its own in which the built command line runs. */
export interface Sandbox {
  readonly folder: string;
  put(name: string, text: string | Uint8Array): void;
  read(name: string): string;
  run(...args: readonly string[]): Run;
  /** Runs a shell command, in which `CLI` stands for the command line. */
  shell(command: string): Run;
  dispose(): void;
}

/** Makes an empty sandbox. */
export function sandbox(): Sandbox {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'kba-'));
  return {
    folder,
    put: (name, text) => {
      const file = path.join(folder, name);
      fs.mkdirSync(path.dirname(file), { recursive: true });
      fs.writeFileSync(file, text);
    },
    read: (name) => fs.readFileSync(path.join(folder, name), 'utf8'),
    run: (...args) =>
      spawnSync(process.execPath, [CLI, ...args], { cwd: folder, encoding: 'utf8', maxBuffer: Infinity }),
    shell: (command) =>
      spawnSync(command.replaceAll('CLI', `"${process.execPath}" "${CLI}"`), {
        cwd: folder,
        encoding: 'utf8',
        shell: true,
      }),
    dispose: () => {
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}
