import type { Format } from '../core/types.js';
import { createLock } from './shared/lock.js';
import { emitSource } from './shared/sources.js';

/** Bundler's lock: sections with `remote:` and `specs:`, each spec with what it asks for, two blanks deeper. */
export const gemfileLock: Format = {
  id: 'gemfile-lock',
  title: 'Gemfile.lock',
  reads: 'locked gems, what asks for them, their sources',
  files: ['**/Gemfile*.lock', '**/gems.locked', '**/*.gemfile.lock'],
  generated: 'Change the Gemfile, then run "bundle lock".',
  extract({ text }, sink) {
    const lock = createLock();
    let section = '';
    for (const { 0: line, index } of text.matchAll(/[^\r\n]+/g)) {
      const [, indent = '', content = ''] = /^\uFEFF?( *)(.*?)\s*$/.exec(line) ?? [];
      const start = index + line.indexOf(content);
      if (indent === '') section = content;
      if (section === 'PATH' || section === 'CHECKSUMS') continue;
      const remote = /^remote: (\S+)/.exec(content)?.[1];
      const gem = /^([\w.-]+)!?(?: \(([^)]*)\))?!?$/.exec(content);
      if (indent.length === 2 && remote !== undefined) {
        const from = start + content.indexOf(remote);
        emitSource(sink, remote, { span: [from, from + remote.length] });
      } else if (gem?.[1] !== undefined && indent.length === 4) {
        const version = gem[2];
        lock.add({ type: 'gem', name: gem[1], version, span: [start, start + gem[1].length] });
      } else if (gem?.[1] !== undefined && indent.length === 6) {
        lock.ask(gem[1], [start, start + gem[1].length]);
      }
    }
    lock.report(sink);
  },
};
