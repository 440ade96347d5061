import type { Format } from '../core/types.js';
import { packageReference } from './shared/references.js';

const LINE = /^\uFEFF?(\S+) (v[^\s/]+)(?:\/go\.mod)? h1:/gm;
const VENDORED = /^\uFEFF?# (\S+) (v\S+)/gm;

/** Checksums and vendored modules of Go: https://go.dev/ref/mod#go-sum-files */
export const goSum: Format = {
  id: 'go-sum',
  title: 'Go checksums',
  reads: 'each module once',
  files: ['**/go.sum', '**/go.work.sum', '**/vendor/modules.txt'],
  generated: 'Change go.mod, then run "go mod tidy".',
  extract({ path, text }, sink) {
    const seen = new Set<string>();
    for (const match of text.matchAll(path.endsWith('.txt') ? VENDORED : LINE)) {
      const [whole, name = '', version] = match;
      if (seen.has(name)) continue;
      seen.add(name);
      const start = match.index + whole.indexOf(name);
      sink.reference(packageReference('golang', { name, version }, { span: [start, start + name.length] }));
    }
  },
};
