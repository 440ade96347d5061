import type { Format } from '../core/types.js';
import { readConfiguration } from './shared/terraform/read.js';

/** Build definitions of Docker Buildx: https://docs.docker.com/build/bake/reference/ */
export const dockerBake: Format = {
  id: 'docker-bake',
  title: 'Docker Bake file',
  reads: 'contexts, build arguments, inline Dockerfiles, caches, variables',
  files: [
    '**/docker-bake.hcl',
    '**/docker-bake.*.hcl',
    '**/*.docker-bake.hcl',
    '**/docker-bake.json',
    '**/docker-bake.*.json',
  ],
  comment: { line: '#' },
  extract: readConfiguration,
};
