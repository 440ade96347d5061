import type { Format } from '../core/types.js';
import { readSpec } from './shared/rpm-spec.js';

/** RPM spec files: https://rpm-software-management.github.io/rpm/man/rpm-spec.5 */
export const rpmSpec: Format = {
  id: 'rpm-spec',
  title: 'RPM spec file',
  reads: 'packages made and required, conflicts, obsoletes, sources, scriptlets, packaged files, with macros',
  files: ['**/*.spec', '**/*.spec.in'],
  comment: { line: '#' },
  extract: ({ text }, sink) => {
    readSpec(text, sink);
  },
};
