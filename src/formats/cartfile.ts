import type { Format } from '../core/types.js';
import { parseUrl } from '../core/text/url.js';
import { urlReference } from './shared/references.js';
import { emitSource, githubReference } from './shared/sources.js';

/** https://github.com/Carthage/Carthage/blob/master/Documentation/Artifacts.md#cartfile, with its lock. */
export const cartfile: Format = {
  id: 'cartfile',
  title: 'Cartfile',
  reads: 'github, git and binary origins',
  files: ['**/Cartfile{,.private,.resolved}'],
  comment: { line: '#' },
  extract({ path, text }, sink) {
    for (const { 0: line, index } of text.matchAll(
      /^\uFEFF?[ \t]*(?:github|git|binary)[ \t]+"[^"\r\n]*"[^\r\n#]*/gm,
    )) {
      const open = line.indexOf('"') + 1;
      const origin = line.slice(open, line.indexOf('"', open));
      const start = index + line.length - line.replace(/^\uFEFF/, '').trimStart().length;
      const locked = path.endsWith('.resolved');
      const unit = { what: 'dependency', span: [start, index + line.trimEnd().length] as const };
      const at = {
        span: [index + open, index + open + origin.length] as const,
        unit: locked ? undefined : unit,
      };
      const short = line.trimStart().startsWith('github') ? githubReference(origin, at) : undefined;
      if (short) sink.reference(short);
      else if (/^\uFEFF?[ \t]*binary/.test(line)) {
        if (parseUrl(origin)) sink.reference(urlReference(origin, at));
      } else emitSource(sink, origin, at);
    }
  },
};
