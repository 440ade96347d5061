import type { Format } from '../core/types.js';
import { loadYaml } from './shared/cloud/load.js';
import { readObject } from './shared/cloud/walk.js';
import { readStates } from './shared/salt.js';
import { distinctSink } from './shared/yaml-emit.js';
import { parseYaml } from './shared/yaml.js';

const STATE =
  /^[ \t]+(?:- )?(?:[a-z_]+\.[a-z_]+|(?:pkg|service|file|cmd|archive|pkgrepo|docker_container|docker_image)):?[ \t]*(?:\[\])?[ \t]*$/m;

/** States (https://docs.saltproject.io/en/latest/ref/states/) and pillars of Salt. */
export const salt: Format = {
  id: 'salt',
  title: 'Salt state or pillar',
  reads: 'packages, services, files, archives, repositories, containers, commands, pillar values',
  files: ['**/*.sls'],
  comment: { line: '#' },
  extract: (document, target) => {
    const sink = distinctSink(target);
    const { path, text } = document;
    const isPillar =
      /(?:^|\/)pillars?(?:[-_/]|$)/i.test(path) && !/\.(?:installed|running|managed|run):?\s*$/m.test(text);
    for (const { root } of parseYaml(document, sink, { template: true })) {
      if (root?.kind !== 'map') continue;
      if (!isPillar && STATE.test(text)) readStates(root, text, sink);
      else {
        const values = loadYaml(root);
        if (values?.kind === 'object') readObject(values, { sink, intent: 'use', key: '', type: 'variable' });
      }
    }
  },
};
