import type { Format } from '../core/types.js';
import { emitSource } from './shared/sources.js';

const SECTION = /^\uFEFF?[ \t]*\[submodule[^\]\r\n]*\][^[]*/gm;
const URL = /^([ \t]*url[ \t]*=[ \t]*"?)([^\s"#;]+)/m;

/** https://git-scm.com/docs/gitmodules */
export const gitmodules: Format = {
  id: 'gitmodules',
  title: '.gitmodules',
  reads: 'URLs of submodules',
  files: ['**/.gitmodules'],
  comment: { line: '#' },
  extract({ text }, sink) {
    for (const { 0: section, index } of text.matchAll(SECTION)) {
      const [, lead = '', url = ''] = URL.exec(section) ?? [];
      const start = index + (URL.exec(section)?.index ?? 0) + lead.length;
      const unit = { what: 'submodule', span: [index, index + section.trimEnd().length] as const };
      if (url !== '') emitSource(sink, url, { span: [start, start + url.length], unit });
    }
  },
};
