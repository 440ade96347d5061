import type { Format, Sink, Span } from '../core/types.js';
import { reportOne, urlReference, valueReference } from './shared/references.js';

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

/** A host behind the word that tells what a list means with it: `full:host`. */
const PREFIX = /^[a-z_-]+:(?=(?:[a-z0-9-]+\.)+[a-z]{2,}$)/i;
/** An address without its scheme. */
const ADDRESS = /^(?:[a-z0-9-]+\.)+[a-z]{2,}\/./i;

function report(whole: string, at: number, sink: Sink): void {
  const prefix = PREFIX.exec(whole)?.[0].length ?? 0;
  const token = whole.slice(prefix);
  const span: Span = [at + prefix, at + whole.length];
  const placement = { span, intent: 'mention' } as const;
  const reference = valueReference(token, placement);
  if (!reference) return;
  // The names of images are in lower case: https://github.com/opencontainers/distribution-spec/blob/main/spec.md
  const isOther = reference.kind === 'image' && /[A-Z]/.test(token.replace(/:.*$/, ''));
  const address = ADDRESS.test(token) ? [urlReference(`https://${token}`, placement)] : [];
  reportOne(sink, [...(isOther ? [] : [reference]), ...address]);
}
