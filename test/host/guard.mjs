// Runs a command in a process group of its own. It ends the whole group, and removes a scratch folder, when the
// command ends, on a signal, or when standard input closes, as it does however the parent dies. VS Code's server
// leaves its extension hosts running when it is killed; this way nothing outlives a test run.
//
//   node guard.mjs SCRATCH-FOLDER COMMAND [ARGUMENT...]     (started detached, with a piped standard input)
import { spawn } from 'node:child_process';
import fs from 'node:fs';

const [scratch, command, ...args] = process.argv.slice(2);
const child = spawn(command, args, { detached: true, stdio: ['ignore', 'inherit', 'inherit'] });

function end(code) {
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // All of the group is gone already.
  }
  fs.rmSync(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  process.exit(code);
}

child.on('error', (error) => {
  console.error(String(error));
  end(127);
});
child.on('exit', (code) => end(code ?? 1));
process.stdin
  .on('end', () => end(0))
  .on('error', () => end(0))
  .resume();
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => end(0));
