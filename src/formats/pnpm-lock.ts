import type { Format } from '../core/types.js';
import { distinctNpm } from './shared/npm.js';

const SECTION = /^(?:\uFEFF?)(packages|snapshots):[ \t]*\r?$/;
/** `/name/1.0.0`, `/@scope/name@1.0.0(peer)`, `'@scope/name@1.0.0'`. */
const KEY = /^ {2}(['"]?)(\/?)((?:@[^@/\s:]+\/)?[^@/\s:'"]+)[@/](\d[^\s:('"_/]*)/;

/** https://github.com/pnpm/spec/tree/master/lockfile, from version 5 to 9. */
export const pnpmLock: Format = {
  id: 'pnpm-lock',
  title: 'pnpm lock',
  reads: 'each locked package once',
  files: ['**/pnpm-lock.yaml', '**/pnpm-lock.*.yaml', '**/node_modules/.pnpm/lock.yaml'],
  generated: 'Change package.json, then run "pnpm install".',
  extract({ text }, sink) {
    const report = distinctNpm(sink);
    let inside = false;
    for (const match of text.matchAll(/[^\n]+/g)) {
      const [line] = match;
      if (/^[^\s#]/.test(line)) inside = SECTION.test(line);
      const key = inside ? KEY.exec(line) : null;
      if (!key) continue;
      const [, quote = '', slash = '', name = '', version] = key;
      const start = match.index + 2 + quote.length + slash.length;
      report({ text: name, span: [start, start + name.length] }, version);
    }
  },
};
