import type { Format, Span } from '../core/types.js';
import { reportNpm } from './shared/npm.js';
import { typedReference, urlReference } from './shared/references.js';

/** A key and its value, set off by `=` or, in Yarn's file, by a blank. */
const LINE = /^[ \t\uFEFF]*("?)([@/\w][^\s="]*)\1[ \t]*(?:[ \t]|=)[ \t]*"?([^\s"]*)/gm;

/** https://docs.npmjs.com/cli/configuring-npm/npmrc, https://classic.yarnpkg.com/lang/en/docs/yarnrc/ */
export const npmrc: Format = {
  id: 'npmrc',
  title: 'npm settings',
  reads: 'registries, scopes with a registry of their own, hosts of credentials',
  files: ['**/.npmrc', '**/npmrc', '**/.yarnrc'],
  comment: { line: '#' },
  extract({ text }, sink) {
    for (const match of text.matchAll(LINE)) {
      const [whole, , key = '', value = ''] = match;
      const start = match.index + whole.indexOf(key);
      const line: Span = [start, match.index + whole.length];
      const unit = { span: line, what: 'setting' };
      const scope = /^(@[\w.-]+):registry$/.exec(key)?.[1];
      const host = /^\/\/([\w.-]+)/.exec(key)?.[1];
      if (scope !== undefined) {
        reportNpm(
          { text: scope, span: [start, start + scope.length] },
          undefined,
          { unit, bound: true },
          sink,
        );
      }
      if (host !== undefined) {
        sink.reference(
          typedReference('url', 'domain', host, { span: [start + 2, start + 2 + host.length], unit }),
        );
      } else if (/registry$|proxy$/.test(key) && /^https?:\/\//.test(value)) {
        const from = match.index + whole.lastIndexOf(value);
        sink.reference(urlReference(value, { span: [from, from + value.length], unit }));
      }
    }
  },
};
