import type { Part, Span } from '../types.js';

/** An image reference taken apart; every part is a stretch of the text it was read from. */
export interface Image {
  /** Absent where the text names none, which means Docker Hub. */
  readonly registry?: string;
  /** Without registry, tag and digest. */
  readonly repository: string;
  readonly tag?: string;
  readonly digest?: string;
  /** Offsets from the start of the text. */
  readonly parts: readonly Part[];
}

/**
 * Reads an image reference by the grammar of
 * https://github.com/distribution/reference/blob/main/reference.go: a first component is a registry if it holds
 * a dot or a colon or is `localhost`; the tag follows the last colon after the last slash.
 */
export function parseImage(text: string): Image {
  const parts: Part[] = [];
  const part = (role: Part['role'], start: number, end: number): string => {
    parts.push({ role, span: [start, end] });
    return text.slice(start, end);
  };
  const at = text.indexOf('@');
  const nameEnd = at < 0 ? text.length : at;
  const firstSlash = text.indexOf('/');
  const host = firstSlash > 0 && firstSlash < nameEnd ? text.slice(0, firstSlash) : '';
  const hasRegistry = /[.:]/.test(host) || host === 'localhost';
  const start = hasRegistry ? firstSlash + 1 : 0;
  const colon = text.slice(0, nameEnd).lastIndexOf(':');
  const hasTag = colon > start && !text.slice(colon, nameEnd).includes('/');
  const registry = hasRegistry ? part('registry', 0, firstSlash) : undefined;
  const repository = part('repository', start, hasTag ? colon : nameEnd);
  const tag = hasTag ? part('tag', colon + 1, nameEnd) : undefined;
  const digest = at < 0 ? undefined : part('digest', at + 1, text.length);
  return {
    repository,
    parts,
    ...(registry === undefined ? {} : { registry }),
    ...(tag === undefined ? {} : { tag }),
    ...(digest === undefined ? {} : { digest }),
  };
}

/** Moves parts by an offset. */
export function shiftParts(parts: readonly Part[], offset: number): Part[] {
  return parts.map(({ role, span }): Part => ({ role, span: shiftSpan(span, offset) }));
}

/** Moves a span by an offset. */
export function shiftSpan(span: Span, offset: number): Span {
  return [span[0] + offset, span[1] + offset];
}
