import type { Format, Sink, Span } from '../core/types.js';
import { valueReference } from './shared/references.js';

/** URLs, paths of Windows and Unix, and words with what names are made of. */
const TOKEN =
  /[a-z][a-z0-9+.-]{1,20}:\/\/[^\s"'`<>()[\]{}|\\^]+|(?:[a-z]:)?\\[\w .()%$-]+(?:\\{1,2}[\w .()%$-]+)+|(?:~|\.{1,2})?(?:\/[\w.@%+-]+)+|[\w@][\w.@/-]*(?::[\w.-]+)?/gi;

const MAX_TOKEN = 300;

/** Punctuation that ends a sentence, not a name. */
const TRAIL = /[.,;:!?\\/-]+$/;

/**
 * Whatever no other format reads: URLs, paths and names that stand in the text, which says nothing of what is
 * done with them.
 */
export const text: Format = {
  id: 'text',
  title: 'Other text',
  reads: 'URLs, paths and exact names, as mentions',
  files: [],
  candidates: ['**'],
  auditOnly: true,
  looksLike: () => true,
  extract({ mayMatter = () => true, text: source }, sink) {
    for (let start = 0; start < source.length;) {
      const end = source.indexOf('\n', start) + 1 || source.length;
      const line = source.slice(start, end);
      if (mayMatter(line)) readLine(line, start, mayMatter, sink);
      start = end;
    }
  },
};

function readLine(line: string, start: number, mayMatter: (text: string) => boolean, sink: Sink): void {
  for (const match of line.matchAll(TOKEN)) {
    const token = match[0].replace(TRAIL, '');
    if (token.length < 3 || token.length > MAX_TOKEN || !mayMatter(token)) continue;
    report(token, start + match.index, sink);
  }
}

function report(token: string, start: number, sink: Sink): void {
  const span: Span = [start, start + token.length];
  const reference = valueReference(token, { span, intent: 'mention' });
  if (reference) sink.reference(reference);
}
