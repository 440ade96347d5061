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

// An interrupt is passed on: Ctrl+C in a terminal reaches the whole group, a signal from elsewhere only this process.
function runStep(step, counts) {
  const { command, args, shell } = step.suite
    ? { command: process.execPath, args: step.suite, shell: false }
    : npmCommand(['run', '--silent', step.script]);
  return new Promise((resolve) => {
    const env = { ...process.env, VSCODE_TEST_COUNTS: counts };
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', env, shell });
    let interrupted = false;
    const interrupt = () => {
      interrupted = true;
      child.kill('SIGINT');
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
