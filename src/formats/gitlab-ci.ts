import type { Format } from '../core/types.js';
import { readGitlab } from './shared/gitlab.js';
import { distinctSink } from './shared/yaml-emit.js';
import { parseYaml } from './shared/yaml.js';

const STAGE = /^[ ]{2,4}stage:/m;
const SCRIPT = /^[ ]{2,4}(?:script|extends|trigger):/m;

/** GitLab pipelines and templates of them: https://docs.gitlab.com/ci/yaml/ */
export const gitlabCi: Format = {
  id: 'gitlab-ci',
  title: 'GitLab CI',
  reads: 'images, services, variables, includes, components, scripts of jobs with what they extend',
  files: ['**/*.gitlab-ci.{yml,yaml}', '**/.gitlab-ci*.{yml,yaml}', '**/.gitlab{-ci,/ci}/**/*.{yml,yaml}'],
  candidates: ['**/*.{yml,yaml}'],
  comment: { line: '#' },
  looksLike: (text) => STAGE.test(text) && SCRIPT.test(text),
  extract: (document, sink) => {
    const target = distinctSink(sink);
    for (const { root } of parseYaml(document, sink)) readGitlab(root, target);
  },
};
