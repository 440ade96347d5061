// Bundles a suite and runs it in this process.
//
//   node --enable-source-maps test/run/mocha.mjs SUITE      (VSCODE_TEST_COUNTS: where to write the counts)
import fs from 'node:fs';
import Mocha from 'mocha';
import { bundleSuite } from './bundle.mjs';

const [name = ''] = process.argv.slice(2);
const mocha = new Mocha({
  ui: 'tdd',
  timeout: 60_000,
  // A window that is being drawn loses keys and clicks; what fails twice in a row is broken.
  ...(name === 'page' && { retries: 1 }),
  ...(process.env.TEST_GREP && { grep: process.env.TEST_GREP }),
});
try {
  mocha.addFile(await bundleSuite(name));
  await mocha.loadFilesAsync();
} catch (error) {
  console.error(error instanceof Error ? error.stack : error);
  process.exit(1);
}

const runner = mocha.run((failures) => {
  const { passes = 0, failures: failed = failures } = runner.stats ?? {};
  if (process.env.VSCODE_TEST_COUNTS) {
    fs.writeFileSync(process.env.VSCODE_TEST_COUNTS, JSON.stringify({ passed: passes, failed }));
  }
  process.exit(failures > 0 ? 1 : 0); // also when a test left something open
});
runner.on('retry', (test, error) => {
  console.error(`    again: ${test.title}: ${error instanceof Error ? error.message : error}`);
});
