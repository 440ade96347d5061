import type { Format } from '../core/types.js';
import { packageReference } from './shared/references.js';

/** What a package asks for stands with an operator below it. */
const LOCKED = /^[ \t]+([\w.-]+) \((\d[^)\r\n]*)\)/gm;

/** https://fsprojects.github.io/Paket/lock-file.html */
export const paketLock: Format = {
  id: 'paket-lock',
  title: 'Paket lock',
  reads: 'each locked package once',
  files: ['**/paket.lock'],
  generated: 'Change paket.dependencies, then run "paket install".',
  extract({ text }, sink) {
    const seen = new Set<string>();
    for (const match of text.matchAll(LOCKED)) {
      const [whole, name = '', version] = match;
      if (seen.has(name.toLowerCase())) continue;
      seen.add(name.toLowerCase());
      const start = match.index + whole.indexOf(name);
      sink.reference(packageReference('nuget', { name, version }, { span: [start, start + name.length] }));
    }
  },
};
