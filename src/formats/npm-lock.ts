import type { Node } from 'jsonc-parser';
import type { Format } from '../core/types.js';
import { jsonString, member, members, parseJson } from './shared/json.js';
import type { Word } from './shared/maven.js';
import { distinctNpm } from './shared/npm.js';

/** https://docs.npmjs.com/cli/configuring-npm/package-lock-json, in its three versions. */
export const npmLock: Format = {
  id: 'npm-lock',
  title: 'npm lock',
  reads: 'each locked package once',
  files: ['**/package-lock.json', '**/npm-shrinkwrap.json', '**/node_modules/.package-lock.json'],
  generated: 'Change package.json, then run "npm install".',
  extract(document, sink) {
    const { text } = document;
    const root = parseJson(text, sink, { document, deepest: 2 });
    const report = distinctNpm(sink);
    for (const { key, keySpan, value } of members(member(root, 'packages'))) {
      const at = key.lastIndexOf('node_modules/');
      if (at < 0 || member(value, 'link')?.value === true) continue;
      const from = at + 'node_modules/'.length;
      const own = jsonString(text, member(value, 'name'));
      const name: Word = own ?? { text: key.slice(from), span: [keySpan[0] + from, keySpan[1]] };
      report(name, jsonString(text, member(value, 'version'))?.text ?? '');
    }
    const queue: (Node | undefined)[] = [member(root, 'dependencies')];
    while (queue.length > 0) {
      for (const { key, keySpan, value } of members(queue.shift())) {
        const version = jsonString(text, member(value, 'version'));
        const alias = version && /^npm:((?:@[^@/]+\/)?[^@/]+)@/.exec(version.text)?.[1];
        const start = version && alias !== undefined ? version.span[0] + 'npm:'.length : keySpan[0];
        const name = alias ?? key;
        report({ text: name, span: [start, start + name.length] }, version?.text ?? '');
        queue.push(member(value, 'dependencies'));
      }
    }
  },
};
