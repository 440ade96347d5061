import { isTouched } from '../../core/text/edits.js';
import type { Document, Span, View } from '../../core/types.js';
import { createViewBuilder } from '../../core/text/view.js';
import type { YamlSource } from './yaml-model.js';

/** What of a file stands for itself, so that nothing in it says what the rest means. */
export interface Apart {
  /** The documents of the stream. */
  readonly documents?: boolean;
  /** The pairs of the mappings at these keys; `*` is any key, and the empty path the root. */
  readonly pairsAt?: readonly string[];
}

/** What a part may be about that does not stand in it. */
const ELSEWHERE = /\$|\{\{|\{%/;
/** An anchor or an alias, roughly: what it stands for may be in another part. */
const ANCHOR = /[\s[{,:-][&*][^\s&*]/;
const MARK = /^---(?=[ \t\r\n]|$)/gm;
/** A pair of a block mapping whose key is of the usual kind. */
const PAIR = /^(?:[\w./@][^\r\n#"'{}[\],&*!|>%`]*|"[^"\r\n\\]*"|'[^'\r\n]*'):(?=[ \t\r\n]|$)/;

/** The line of a key whose value is on the lines below. */
const HEADING = /^ *([\w.-]+):[ \t]*(?:#.*)?\r?\n/;

/** Where in a text parts are left out, and where the others go. */
interface Pruning {
  readonly text: string;
  readonly patterns: readonly (readonly string[])[];
  readonly matters: (span: Span) => boolean;
  readonly keep: (span: Span) => void;
}

/**
 * The text of a file without the parts in which nothing that matters can stand, for a parser to read. Each mapping
 * keeps its first and last pair and those beside what matters: it ends where it did, and what goes for good never
 * seems to be all that it holds.
 * @returns Undefined where nothing can be left out.
 */
export function withoutIdleParts(
  { text, masked }: YamlSource,
  { documents, pairsAt }: Apart,
  { mayMatter = () => true, changed = [] }: Pick<Document, 'mayMatter' | 'changed'>,
): View | undefined {
  if (/^%|\r(?!\n)|^ *\t/m.test(masked)) return undefined;
  const builder = createViewBuilder(masked);
  const pruning: Pruning = {
    text: masked,
    patterns: (pairsAt ?? []).map((keys) => (keys === '' ? [] : keys.split('.'))),
    matters: (span) => {
      const part = text.slice(...span);
      return isTouched(changed, span) || ELSEWHERE.test(part) || mayMatter(part);
    },
    keep: (span) => {
      builder.copy(...span);
    },
  };
  const marks = [...masked.matchAll(MARK)].map(({ index }) => index);
  for (const document of between([0, ...marks], masked.length)) {
    if (documents && !pruning.matters(document)) continue;
    const own = masked.slice(...document);
    const opening = /^---[ \t]*(?:#.*)?\r?\n/.exec(own)?.[0].length ?? 0;
    if (!pairsAt || ANCHOR.test(own)) pruning.keep(document);
    else {
      pruning.keep([document[0], document[0] + opening]);
      keepPairs([document[0] + opening, document[1]], [], pruning);
    }
  }
  const view = builder.view();
  return view.text.length < masked.length ? view : undefined;
}

/** Keeps what has to stay of the mapping that fills some lines; all of them where they hold something else. */
function keepPairs(lines: Span, path: readonly string[], pruning: Pruning): void {
  const { text, patterns, matters, keep } = pruning;
  const pairs = pairsIn(text, lines);
  const [first] = pairs;
  if (!first) {
    keep(lines);
    return;
  }
  const apart = patterns.some((pattern) => pattern.length === path.length && leads(pattern, path));
  const busy = pairs.map((pair) => !apart || matters(pair));
  keep([lines[0], first[0]]);
  for (const [index, pair] of pairs.entries()) {
    const inside = index > 0 && index < pairs.length - 1;
    if (inside && !busy[index - 1] && !busy[index] && !busy[index + 1]) continue;
    const [heading = '', key = ''] = HEADING.exec(text.slice(...pair)) ?? [];
    const below = [...path, key];
    if (heading !== '' && patterns.some((pattern) => leads(pattern, below))) {
      const body = pair[0] + heading.length;
      keep([pair[0], body]);
      keepPairs([body, pair[1]], below, pruning);
    } else keep(pair);
  }
}

/** True if a pattern is of these keys, or of some below them. */
function leads(pattern: readonly string[], keys: readonly string[]): boolean {
  return keys.length <= pattern.length && keys.every((key, at) => pattern[at] === '*' || pattern[at] === key);
}

/** The lines of each pair of the mapping that fills some lines; none where these hold something else as well. */
function pairsIn(text: string, [start, end]: Span): Span[] {
  const starts: number[] = [];
  let indent = -1;
  for (let line = start; line < end;) {
    const next = text.indexOf('\n', line) + 1 || end;
    let at = line;
    while (text[at] === ' ') at++;
    if (at < next && !'#\r\n'.includes(text[at] ?? '')) {
      if (indent < 0) indent = at - line;
      if (at - line < indent) return [];
      if (at - line === indent) {
        const content = text.slice(at, Math.min(next, end));
        if (PAIR.test(content)) starts.push(line);
        else if (starts.length === 0 || !/^-(?=[ \r\n]|$)/.test(content)) return [];
      }
    }
    line = next;
  }
  return between(starts, end);
}

/** What lies from each of some offsets to the next one, the last to the end. */
function between(starts: readonly number[], end: number): Span[] {
  return starts.flatMap((start, index): Span[] => {
    const next = starts[index + 1] ?? end;
    return start < next ? [[start, next]] : [];
  });
}
