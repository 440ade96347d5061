import type { Format } from '../core/types.js';
import { readDependencyReview } from './shared/dependency-review.js';
import { readAction, readWorkflow } from './shared/github-workflow.js';
import { distinctSink } from './shared/yaml-emit.js';
import { joinNames, namesInText, yamlNames } from './shared/yaml-names.js';
import { get, parseYaml } from './shared/yaml.js';

const NAMES = yamlNames({
  given: [
    { what: 'job', at: 'jobs.*', needed: true },
    { what: 'step', at: '**.steps.*.id', keep: true },
  ],
  used: [{ what: 'job', at: 'jobs.*.needs' }],
});
const NEEDS = /\bneeds\.([\w-]+)\./g;
const STEPS = /\bsteps\.([\w-]+)\./g;

/**
 * GitHub workflows and actions
 * (https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax).
 */
export const githubActions: Format = {
  id: 'github-actions',
  title: 'GitHub Actions',
  reads: 'actions, container images, environment, matrices, scripts in run, what a dependency review denies',
  files: [
    '**/.{github,gitea,forgejo}/workflows/**/*.{yml,yaml}',
    '**/action.{yml,yaml}',
    '**/.github/dependency-review*.{yml,yaml}',
  ],
  languageIds: ['github-actions-workflow'],
  comment: { line: '#' },
  names: (document) =>
    joinNames(NAMES(document), {
      given: [],
      used: [...namesInText(document.text, 'job', NEEDS), ...namesInText(document.text, 'step', STEPS)],
    }),
  extract: (document, sink) => {
    const target = distinctSink(sink);
    for (const { root } of parseYaml(document, sink)) {
      readDependencyReview(root, target);
      if (get(root, 'jobs')) readWorkflow(root, target);
      else readAction(root, target);
    }
  },
};
