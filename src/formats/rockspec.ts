import type { Format } from '../core/types.js';
import { listItemUnit } from './shared/list-item.js';
import { packageReference, urlReference } from './shared/references.js';
import { emitSource } from './shared/sources.js';
import { versionPart } from './shared/versions.js';

const TABLE = /\b((?:build_|test_)?dependencies|source)\s*=\s*\{/g;
const STRING = /--\[\[[\s\S]*?(?:\]\]|$)|--[^\n]*|(["'])((?:[^"'\\\r\n]|\\.)*)\1|[{}]|\b(\w+)\s*=(?!=)/g;

/** https://github.com/luarocks/luarocks/wiki/Rockspec-format */
export const rockspec: Format = {
  id: 'rockspec',
  title: 'LuaRocks rockspec',
  reads: 'dependencies, build and test dependencies, source',
  files: ['**/*.rockspec'],
  comment: { line: '--' },
  extract({ text }, sink) {
    let read = 0;
    for (const table of text.matchAll(TABLE)) {
      if (table.index < read) continue;
      const pattern = new RegExp(STRING.source, 'g');
      pattern.lastIndex = table.index + table[0].length;
      let key = '';
      let depth = 1;
      for (let match = pattern.exec(text); match && depth > 0; match = pattern.exec(text)) {
        const [token, , value] = match;
        read = pattern.lastIndex;
        if (token === '{') depth++;
        else if (token === '}') depth--;
        else if (match[3] !== undefined) key = match[3];
        if (value === undefined) continue;
        const start = match.index + 1;
        if (table[1] === 'source') {
          if (key !== 'url') continue;
          const at = { span: [start, start + value.length] as const };
          if (value.startsWith('git')) emitSource(sink, value, at);
          else if (/^https?:/.test(value)) sink.reference(urlReference(value, at));
          continue;
        }
        const name = /^[\w./-]+/.exec(value)?.[0];
        if (name === undefined || name === 'lua') continue;
        const version = /^[\s@]*(?:==|~>|>=|~)?\s*(\d[^\s,]*)/.exec(value.slice(name.length));
        const from = start + name.length + (version?.[0].length ?? 0) - (version?.[1]?.length ?? 0);
        const known =
          version?.[1] === undefined
            ? undefined
            : { text: version[1], span: [from, from + version[1].length] as const };
        const unit = listItemUnit('dependency', text, [match.index, match.index + token.length], '--');
        sink.reference(
          packageReference(
            'luarocks',
            { name, ...versionPart(known) },
            { span: [start, start + name.length], unit },
          ),
        );
      }
    }
  },
};
