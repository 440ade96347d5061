import { writeFileSync } from 'node:fs';
import path from 'node:path';
import Mocha from 'mocha';

/** Runs the suite; VS Code's extension host calls it. Rejects when a test fails. */
export async function run(): Promise<void> {
  process.setSourceMapsEnabled(true);
  const grep = process.env.TEST_GREP;
  const mocha = new Mocha({ ui: 'tdd', timeout: 120_000, ...(grep ? { grep } : {}) });
  mocha.addFile(path.join(__dirname, 'vscode-tests.cjs'));
  await new Promise<void>((resolve, reject) => {
    const runner = mocha.run((failures) => {
      const counts = process.env.VSCODE_TEST_COUNTS;
      const passed = runner.stats?.passes ?? 0;
      if (counts) writeFileSync(counts, JSON.stringify({ passed, failed: failures }));
      if (failures > 0) reject(new Error(`${failures} test(s) failed.`));
      else resolve();
    });
  });
}
