import type { Format } from '../core/types.js';
import { jsonString, member, members, parseJson } from './shared/json.js';
import { distinctNpm, splitSpec } from './shared/npm.js';

/** Locks of Bun and Deno: https://bun.sh/docs/install/lockfile, https://docs.deno.com/runtime/fundamentals/modules/ */
export const bunLock: Format = {
  id: 'bun-lock',
  title: 'Bun or Deno lock',
  reads: 'each locked package once',
  files: ['**/bun.lock', '**/deno.lock'],
  generated: 'Change the manifest, then run "bun install" or "deno install".',
  extract(document, sink) {
    const { text } = document;
    const root = parseJson(text, sink, { document, deepest: 2 });
    const report = distinctNpm(sink);
    for (const { value } of members(member(root, 'packages'))) {
      const spec = jsonString(text, value.type === 'array' ? value.children?.[0] : undefined);
      const found = spec && splitSpec(spec);
      if (found && !/^(?:workspace|link|file):/.test(found.range?.text ?? '')) {
        report(found.name, found.range?.text ?? '');
      }
    }
    for (const kind of ['npm', 'jsr']) {
      const packages = member(root, kind) ?? member(member(root, 'packages'), kind);
      for (const { key, keySpan } of members(packages)) {
        const found = splitSpec({ text: key, span: keySpan });
        if (found) report(found.name, found.range?.text.replace(/_.*$/, '') ?? '');
      }
    }
  },
};
