// Loaded by the extension host in place of the suite, which it then runs by VS Code's own contract: run() returns a
// promise, or calls back with a number of failures. It writes down how the suite ended, because the web workbench
// reports exit code 0 also when an extension host dies.
const fs = require('node:fs');
const { pathToFileURL } = require('node:url');

const { VSCODE_TEST_SUITE: suite, VSCODE_TEST_RESULT: result } = process.env;

exports.run = async () => {
  try {
    const tests = await load();
    await new Promise((resolve, reject) => {
      const returned = tests.run(suite, (error, failures) => {
        if (error) reject(error);
        else if (failures > 0) reject(new Error(`${failures} test(s) failed.`));
        else resolve();
      });
      if (typeof returned?.then === 'function') returned.then(() => resolve(), reject);
    });
  } catch (error) {
    fs.writeFileSync(result, 'failed');
    throw error;
  } finally {
    // VS Code ends the process too abruptly for Node.js to write its coverage.
    if (process.env.NODE_V8_COVERAGE) require('node:v8').takeCoverage();
  }
  fs.writeFileSync(result, 'passed');
};

async function load() {
  const loaded = await import(pathToFileURL(require.resolve(suite)).href);
  return typeof loaded.run === 'function' ? loaded : loaded.default;
}
