import type { Node } from 'jsonc-parser';
import type { Format, Sink, Unit } from '../core/types.js';
import { subWord } from './shared/commands/words.js';
import type { Word } from './shared/commands/words.js';
import { jsonString, jsonUnit, members, parseJson } from './shared/json.js';
import { queryReferences } from './shared/osquery-sql.js';
import { fileReference } from './shared/references.js';
import { placement, wordOf } from './shared/yaml-emit.js';

const MAX_DEPTH = 8;

/**
 * Configuration and packs of osquery (https://osquery.readthedocs.io/en/stable/deployment/configuration/), which look
 * for things and change none.
 */
export const osquery: Format = {
  id: 'osquery',
  title: 'osquery',
  reads: 'what queries, discovery queries and watched paths look for',
  files: ['**/osquery*.conf', '**/osquery.conf.d/*.conf'],
  candidates: ['**/*.{conf,json}'],
  looksLike: (text) =>
    /"(?:queries|schedule|packs|discovery)"\s*:\s*[{[]/.test(text) &&
    /"(?:query\s*"\s*:\s*"|discovery"\s*:\s*\[\s*")\s*(?:select|with)\b/i.test(text),
  comment: { line: '//' },
  extract({ text }, sink) {
    const root = parseJson(masked(text), sink);
    const queue: { node: Node; depth: number }[] = root ? [{ node: root, depth: 0 }] : [];
    for (let next = queue.pop(); next; next = queue.pop()) {
      const { node, depth } = next;
      for (const { key, value, node: property } of members(node)) {
        const unit = jsonUnit(text, property, 'query');
        if (/^(?:query|discovery|views|decorators|load|always|interval)$/.test(key))
          readQueries(
            text,
            value,
            jsonUnit(text, node.parent?.type === 'property' ? node.parent : property, 'query'),
            sink,
          );
        if (/^(?:file_paths|exclude_paths|yara|file_accesses)$/.test(key)) readPaths(text, value, unit, sink);
        else if (value.type === 'object' && depth < MAX_DEPTH) queue.push({ node: value, depth: depth + 1 });
      }
    }
  },
};

/** Comments with `#` and strings that go on behind a backslash, as osquery takes them, in the same length. */
function masked(text: string): string {
  return text
    .replace(/^[ \t]*#[^\r\n]*/gm, (line) => ' '.repeat(line.length))
    .replace(/\\\r?\n/g, (end) => ' '.repeat(end.length));
}

function wordsBelow(text: string, node: Node): Word[] {
  const string = jsonString(text, node);
  if (string) return [wordOf(string)];
  return (node.children ?? []).flatMap((child) => {
    const inner = child.type === 'property' ? (child.children ?? [])[1] : child;
    return inner && inner.type !== 'object' ? wordsBelow(text, inner) : [];
  });
}

function readQueries(text: string, node: Node, unit: Unit, sink: Sink): void {
  for (const query of wordsBelow(text, node)) {
    for (const each of queryReferences(query, { unit, intent: 'detect' })) sink.reference(each);
  }
}

function readPaths(text: string, node: Node, unit: Unit, sink: Sink): void {
  const lists = node.type === 'object' ? members(node).map(({ value }) => value) : [node];
  for (const word of lists.flatMap((each) => wordsBelow(text, each))) {
    const end = /[\\/]*%*$/.exec(word.text)?.index ?? word.text.length;
    if (end < 2) continue;
    const path = subWord(word, 0, end);
    sink.reference(fileReference(path.text, placement(path, { unit, intent: 'detect' })));
  }
}
