import type { Intent, Span } from '../../../src/core/types.js';

/** A place that a fixture says must be found. */
export interface Mark {
  readonly kind: string;
  readonly intent: Intent;
  readonly span: Span;
}

const MARK = /⟦(?:([a-z-]+)(?::(use|remove|detect|mention))?\|)?([^⟧]*)⟧/g;

/**
 * Takes the marks `⟦kind:intent|text⟧` out of a fixture. The kind is empty where a mark has none; the intent is
 * `use` unless given.
 */
export function readMarks(marked: string): { text: string; marks: Mark[] } {
  let text = '';
  let at = 0;
  const marks: Mark[] = [];
  for (const match of marked.matchAll(MARK)) {
    const [whole, kind = '', intent = 'use', inner = ''] = match;
    text += marked.slice(at, match.index);
    marks.push({ kind, intent: intent as Intent, span: [text.length, text.length + inner.length] });
    text += inner;
    at = match.index + whole.length;
  }
  return { text: text + marked.slice(at), marks };
}
