import fs from 'node:fs';

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {string} title
 * @property {string} [script] the npm script that is the whole step
 * @property {string[]} [suite] the arguments for Node.js that run a suite, which reports how many tests passed and
 *   failed, and needs what `build` makes
 */

/**
 * The steps of `npm test`, in their order.
 * @type {Step[]}
 */
export const STEPS = [
  { name: 'typecheck', title: 'Types', script: 'typecheck' },
  { name: 'lint', title: 'Lint', script: 'lint' },
  { name: 'format', title: 'Format', script: 'format:check' },
  { name: 'build', title: 'Build', script: 'build' },
  { name: 'unit', title: 'Engine and command line', suite: mocha('unit') },
  { name: 'vscode', title: 'Extension host', suite: ['test/run/vscode.mjs', 'vscode'] },
  { name: 'web', title: 'Web extension host', suite: ['test/run/vscode.mjs', 'web'] },
  { name: 'page', title: 'A user in the window', suite: mocha('page') },
];

function mocha(name) {
  return ['--enable-source-maps', 'test/run/mocha.mjs', name];
}

/**
 * The steps of these names, in the order of `STEPS`; a suite brings the build along. No names: all steps.
 * @param {string[]} names
 * @returns {Step[]} throws on a name that does not exist
 */
export function chooseSteps(names) {
  const unknown = names.find((name) => !STEPS.some((step) => step.name === name));
  if (unknown !== undefined) {
    throw new Error(`There is no step "${unknown}"; there are ${STEPS.map((step) => step.name).join(', ')}.`);
  }
  if (names.length === 0) return STEPS;
  const suite = STEPS.some((step) => step.suite && names.includes(step.name));
  return STEPS.filter((step) => names.includes(step.name) || (suite && step.name === 'build'));
}

/**
 * How many checks of a finished step passed and failed. A suite that wrote no counts died; one that ran nothing, or
 * whose process failed although no test did, has failed too.
 * @param {Step} step
 * @param {number} code its exit code
 * @param {string} file where a suite wrote its counts
 * @returns {{ passed: number, failed: number, note?: string }}
 */
export function countStep(step, code, file) {
  if (!step.suite) return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  if (!fs.existsSync(file)) return { passed: 0, failed: 1, note: 'the suite ended before it could count' };
  const { passed, failed } = JSON.parse(fs.readFileSync(file, 'utf8'));
  if (passed + failed === 0) return { passed, failed: 1, note: 'the suite ran no test' };
  if (code !== 0 && failed === 0)
    return { passed, failed: 1, note: `the suite ended with exit code ${code}` };
  return { passed, failed };
}
