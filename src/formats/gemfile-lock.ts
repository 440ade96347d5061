import type { Format } from '../core/types.js';
import { createLock } from './shared/lock.js';
import { emitSource } from './shared/sources.js';

/**
 * Bundler's lock: sections with `remote:` and `specs:`, each spec with what it asks for, two blanks deeper.
 * Berkshelf's has its cookbooks in the section `GRAPH`, less deep.
 */
export const gemfileLock: Format = {
  id: 'gemfile-lock',
  title: 'Gemfile.lock and Berksfile.lock',
  reads: 'locked gems and cookbooks, what asks for them, their sources',
  files: ['**/Gemfile*.lock', '**/gems.locked', '**/*.gemfile.lock', '**/Berksfile.lock'],
  generated: 'Change the Gemfile or Berksfile, then run "bundle lock" or "berks install".',
  extract({ path, text }, sink) {
    const isBerkshelf = /berksfile\.lock$/i.test(path);
    const type = isBerkshelf ? 'chef' : 'gem';
    const depth = isBerkshelf ? 2 : 4;
    const lock = createLock();
    let section = '';
    for (const { 0: line, index } of text.matchAll(/[^\r\n]+/g)) {
      const [, indent = '', content = ''] = /^\uFEFF?( *)(.*?)\s*$/.exec(line) ?? [];
      const start = index + line.indexOf(content);
      if (indent === '') section = content;
      if (/^(?:PATH|CHECKSUMS)$/.test(section) || (isBerkshelf && section !== 'GRAPH')) continue;
      const remote = /^remote: (\S+)/.exec(content)?.[1];
      const gem = /^([\w.-]+)!?(?: \(([^)]*)\))?!?$/.exec(content);
      if (indent.length === 2 && remote !== undefined) {
        const from = start + content.indexOf(remote);
        emitSource(sink, remote, { span: [from, from + remote.length] });
      } else if (gem?.[1] !== undefined && indent.length === depth) {
        const version = gem[2];
        lock.add({ type, name: gem[1], version, span: [start, start + gem[1].length] });
      } else if (gem?.[1] !== undefined && indent.length === depth + 2) {
        lock.ask(gem[1], [start, start + gem[1].length]);
      }
    }
    lock.report(sink);
  },
};
