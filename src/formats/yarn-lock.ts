import type { Format } from '../core/types.js';
import { distinctNpm } from './shared/npm.js';

/** A block's head, `"@scope/name@range", name@range:`, and the version that follows it. */
const BLOCK = /^\uFEFF?(?![#_\s])([^\r\n]+):[ \t]*\r?\n(?:[ \t]+version:? "?([^"\s]+))?/gm;
const DESCRIPTOR = /^(?:[^@\s]+@(?:npm|patch):)?((?:@[^@/\s]+\/)?[^@/\s]+)@(\S*)/;
const ALIAS = /^(?:@[^@/\s]+\/)?[^@/\s]+@npm:((?:@[^@/\s]+\/)?[^@/\s:^~<>=*|]+)@/;

/** https://classic.yarnpkg.com/lang/en/docs/yarn-lock/ and https://yarnpkg.com/configuration/manifest */
export const yarnLock: Format = {
  id: 'yarn-lock',
  title: 'Yarn lock',
  reads: 'each locked package once',
  files: ['**/yarn.lock'],
  generated: 'Change package.json, then run "yarn install".',
  extract({ text }, sink) {
    const report = distinctNpm(sink);
    for (const match of text.matchAll(BLOCK)) {
      const [whole, head = '', version = ''] = match;
      const quoted = head.startsWith('"') ? 1 : 0;
      const first = head.slice(quoted);
      const alias = ALIAS.exec(first);
      const name = alias?.[1] ?? DESCRIPTOR.exec(first)?.[1];
      const local = /^(?:@[^@/\s]+\/)?[^@/\s]+@(?:workspace|link|portal):/.test(first);
      if (name === undefined || local) continue;
      const lead = whole.startsWith('\uFEFF') ? 1 : 0;
      const start =
        match.index + lead + quoted + (alias ? alias[0].length - name.length - 1 : first.indexOf(name));
      report({ text: name, span: [start, start + name.length] }, version);
    }
  },
};
