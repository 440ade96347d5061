import type { Format } from '../core/types.js';
import { readManifest } from './shared/puppet/read.js';
import { distinctSink } from './shared/yaml-emit.js';

/** Manifests of Puppet: https://www.puppet.com/docs/puppet/8/puppet_language */
export const puppet: Format = {
  id: 'puppet',
  title: 'Puppet manifest',
  reads:
    'packages, services, files, commands, accounts, repositories, images, archives, classes, what ensure takes away',
  files: ['**/*.pp'],
  languageIds: ['puppet'],
  comment: { line: '#' },
  extract: ({ text }, sink) => {
    readManifest(text, distinctSink(sink));
  },
};
