import type { Format } from '../core/types.js';
import { readGitlab } from './shared/gitlab.js';
import { distinctSink } from './shared/yaml-emit.js';
import { joinNames, namesInText, yamlNames } from './shared/yaml-names.js';
import { parseYaml } from './shared/yaml.js';

const NAMES = yamlNames({
  given: [{ what: 'job', at: '*', needed: true }],
  used: [
    { what: 'job', at: '*.needs', name: 'job' },
    // Without the list a job takes what all jobs before it have made.
    { what: 'job', at: '*.dependencies', keep: 'last' },
    { what: 'job', at: '*.extends', keep: true },
  ],
});
const REFERENCE = /!reference[ \t]*\[[ \t]*['"]?([^,'"\]\r\n]{1,200})/g;

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
  names: (document) =>
    joinNames(NAMES(document), { given: [], used: namesInText(document.text, 'job', REFERENCE) }),
  looksLike: (text) => STAGE.test(text) && SCRIPT.test(text),
  extract: (document, sink) => {
    const target = distinctSink(sink);
    for (const { root } of parseYaml(document, sink)) readGitlab(root, target);
  },
};
