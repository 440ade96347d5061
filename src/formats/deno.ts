import type { Node } from 'jsonc-parser';
import type { Format, Sink } from '../core/types.js';
import { jsonString, jsonUnit, member, members, parseJson } from './shared/json.js';
import { splitSpec, reportNpm } from './shared/npm.js';
import { urlReference } from './shared/references.js';

/** https://docs.deno.com/runtime/fundamentals/configuration/ and import maps */
export const deno: Format = {
  id: 'deno',
  title: 'Deno configuration or import map',
  reads: 'imports of npm and JSR packages and of URLs, scopes, tasks',
  files: ['**/deno.json', '**/deno.jsonc', '**/import_map.json', '**/import-map.json', '**/jsr.json'],
  comment: { line: '//' },
  extract({ text }, sink) {
    const root = parseJson(text, sink);
    readImports(text, member(root, 'imports'), sink);
    for (const { value } of members(member(root, 'scopes'))) readImports(text, value, sink);
    for (const { value } of members(member(root, 'tasks'))) {
      const task = jsonString(text, value) ?? jsonString(text, member(value, 'command'));
      if (task) sink.embed({ format: 'shell', view: task.view });
    }
  },
};

/** What an import stands for; where that is a path, the import names nothing. */
function readImports(source: string, map: Node | undefined, sink: Sink): void {
  for (const { value, node } of members(map)) {
    const target = jsonString(source, value);
    if (!target) continue;
    const unit = jsonUnit(source, node, 'import');
    const { text, span } = target;
    const protocol = /^(?:npm|jsr):\/?/.exec(text)?.[0];
    if (protocol === undefined) {
      if (/^https?:\/\//.test(text)) sink.reference(urlReference(text, { span, unit }));
      continue;
    }
    const path = text.slice(protocol.length);
    const rest = path.replace(/^((?:@[^@/]+\/)?[^@/]+(?:@[^/]*)?)\/.*$/, '$1');
    const start = span[0] + protocol.length;
    const spec = splitSpec({ text: rest, span: [start, start + rest.length] });
    if (spec) reportNpm(spec.name, spec.range, { unit, bound: protocol.startsWith('jsr:') }, sink);
  }
}
