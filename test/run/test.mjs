// `npm test`: runs the checks and suites one after the other. Its last line is "N passed, N failed".
//
//   npm test [-- STEP... [--grep TEXT]]
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../host/install.mjs';
import { npmCommand } from '../host/npm.mjs';
import { chooseSteps, countStep } from './steps.mjs';

const INTERRUPTED = 130;

process.exitCode = await main();

async function main() {
  let steps;
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { grep: { type: 'string' } },
    });
    if (values.grep) process.env.TEST_GREP = values.grep;
    steps = chooseSteps(positionals);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return 2;
  }
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'kba-'));
  try {
    return await runSteps(steps, folder);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

async function runSteps(steps, folder) {
  const total = { passed: 0, failed: 0 };
  let built = true;
  for (const step of steps) {
    console.log(`\n== ${step.title} (${step.name})`);
    if (step.suite && !built) {
      console.log('   skipped: the build failed');
      continue;
    }
    const began = Date.now();
    const counts = path.join(folder, `${step.name}.json`);
    const code = await runStep(step, counts);
    if (code === INTERRUPTED) return INTERRUPTED;
    const { passed, failed, note } = countStep(step, code, counts);
    const seconds = ((Date.now() - began) / 1000).toFixed(1);
    console.log(`   ${passed} passed, ${failed} failed in ${seconds} s${note ? `: ${note}` : ''}`);
    total.passed += passed;
    total.failed += failed;
    if (step.name === 'build') built = failed === 0;
  }
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
  return total.failed > 0 ? 1 : 0;
}

// The step has a process group of its own, and gets an interrupt once, from here: Ctrl+C in a terminal would reach it as
// well, and VS Code takes the second for a wish to be killed.
function runStep(step, counts) {
  const { command, args, shell } = step.suite
    ? { command: process.execPath, args: step.suite, shell: false }
    : npmCommand(['run', '--silent', step.script]);
  return new Promise((resolve) => {
    const env = { ...process.env, VSCODE_TEST_COUNTS: counts };
    const child = spawn(command, args, {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env,
      shell,
      detached: process.platform !== 'win32', // there it would mean a window
    });
    let interrupted = false;
    const interrupt = () => {
      interrupted = true;
      if (step.suite || process.platform === 'win32') child.kill('SIGINT');
      else process.kill(-child.pid, 'SIGINT');
    };
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    for (const signal of signals) process.on(signal, interrupt);
    const end = (code) => {
      for (const signal of signals) process.off(signal, interrupt);
      resolve(interrupted ? INTERRUPTED : (code ?? 1));
    };
    child.on('error', (error) => {
      console.error(error);
      end(1);
    });
    child.on('close', end);
  });
}
