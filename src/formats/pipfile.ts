import type { Format } from '../core/types.js';
import { readDependencyTable, readIndexes } from './shared/python-project.js';
import { readTomlTree, tomlAt, tomlMembers } from './shared/toml-tree.js';

const OWN = /^(?:source|requires|pipenv|scripts)$/;

/** https://pipenv.pypa.io/en/latest/pipfile.html: any table that is not Pipenv's own is a group of packages. */
export const pipfile: Format = {
  id: 'pipfile',
  title: 'Pipfile',
  reads: 'packages of all groups, Git and file sources, indexes',
  files: ['**/Pipfile'],
  comment: { line: '#' },
  extract({ text }, sink) {
    const root = readTomlTree(text, sink);
    readIndexes(tomlAt(root, 'source'), sink);
    for (const { key, value } of tomlMembers(root)) if (!OWN.test(key)) readDependencyTable(value, sink);
  },
};
