import type { Format } from '../core/types.js';
import { createLock } from './shared/lock.js';
import { emitSource } from './shared/sources.js';

const ENTRY = /^\s*"([^"\n]+)": \{:(hex|git), (?::"?([\w.-]+)"?, )?"([^"\n]*)"/;
const ASKED = /\{:"?(\w+)"?, (?:"[^"\n]*"|nil), \[hex: :"?(\w+)"?/g;

/** Mix's lock, a line for each package: https://hexdocs.pm/mix/Mix.Tasks.Deps.Get.html */
export const hexLock: Format = {
  id: 'hex-lock',
  title: 'mix.lock',
  reads: 'locked packages, what asks for them, Git sources',
  files: ['**/mix.lock'],
  generated: 'Change mix.exs, then run "mix deps.get".',
  extract({ text }, sink) {
    const lock = createLock();
    for (const { 0: line, index } of text.matchAll(/[^\r\n]+/g)) {
      const entry = ENTRY.exec(line);
      const [, key = '', kind, name = key, value = ''] = entry ?? [];
      if (!entry) continue;
      const start = index + line.indexOf('"') + 1;
      const version = kind === 'hex' ? value : undefined;
      lock.add({ type: 'hex', name, version, span: [start, start + key.length] });
      if (kind === 'git') {
        const from = index + entry[0].length - 1 - value.length;
        emitSource(sink, value, { span: [from, from + value.length] });
      }
      for (const match of line.matchAll(ASKED)) {
        const asked = match[2] ?? '';
        const at = index + match.index + match[0].lastIndexOf(asked);
        lock.ask(asked, [at, at + asked.length]);
      }
    }
    lock.report(sink);
  },
};
