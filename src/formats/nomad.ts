import type { Format } from '../core/types.js';
import { readConfiguration } from './shared/terraform/read.js';
import { linksOf } from './shared/terraform/scope.js';

/** Jobs of Nomad: https://developer.hashicorp.com/nomad/docs/job-specification */
export const nomad: Format = {
  id: 'nomad',
  title: 'Nomad job',
  reads: 'images, artifacts, commands, templates, environment variables',
  files: ['**/*.nomad', '**/*.nomad.hcl'],
  candidates: ['**/*.hcl'],
  comment: { line: '#' },
  looksLike: (text) => /^job\s+"[^"\n]*"\s*\{/m.test(text),
  links: linksOf,
  extract: readConfiguration,
};
