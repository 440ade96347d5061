import { EXACT, PREFIX, candidates } from './candidates.js';
import type { Hit } from './candidates.js';
import { literalsOf, normalise } from './identity.js';
import { isInRange } from './versions.js';
import type { CatalogEntry, Certainty, Matcher, Reference } from './types.js';

/** The entry that knows a reference, and how surely. */
export interface Match {
  readonly entry: CatalogEntry;
  readonly matcher: Matcher;
  readonly certainty: Certainty;
  /** The matcher holds for some versions only and the reference does not tell its own. */
  readonly versionUnknown: boolean;
}

/** A catalog made ready for look-up by hash. */
export interface CompiledCatalog {
  readonly entries: ReadonlyMap<string, CatalogEntry>;
  /** Lower-case literals, one of which stands in every text that the catalog can match. */
  readonly keywords: readonly string[];
  /** The most specific entry that knows the reference; look-alikes cancel what is less specific than they. */
  match(reference: Reference): Match | undefined;
}

/**
 * Compiles entries; of two with the same id the later one holds, so that an organisation's own come last.
 */
export function compileCatalog(list: readonly CatalogEntry[]): CompiledCatalog {
  const entries = new Map(list.map((entry) => [entry.id, entry]));
  const names = new Map<string, Hit[]>();
  const prefixes = new Map<string, Hit[]>();
  const literals: string[][] = [];
  for (const entry of entries.values()) {
    for (const matcher of entry.match) {
      const { name, prefix, type } = matcher;
      const text = identifierOf(matcher);
      const key = normalise(type, text);
      const score = (name !== undefined ? EXACT : prefix !== undefined ? PREFIX : 0) + key.length;
      add(name !== undefined ? names : prefixes, `${type} ${key}`, { entry, matcher, score });
      if (entry.lookalike) continue;
      literals.push(literalsOf(type, text));
      if (/[^\0-\x7f]/.test(text)) literals.push([text.toLowerCase()]);
    }
  }
  return {
    entries,
    keywords: keywordsOf(literals),
    match: (reference) => best(candidates(reference, { names, prefixes }), reference),
  };
}

/** The text by which a matcher knows its product. */
export function identifierOf({ domain, name, prefix }: Matcher): string {
  return name ?? prefix ?? domain ?? '';
}

function add(index: Map<string, Hit[]>, key: string, hit: Hit): void {
  const hits = index.get(key);
  if (hits) hits.push(hit);
  else index.set(key, [hit]);
}

/** Words of paths that stand in files of every kind. */
const COMMON = new Set(['check', 'drivers', 'library', 'local', 'services', 'software']);

/**
 * A small set of words, one of which stands in every text that holds all literals of some identifier. What has
 * one literal only must be there; the others need a new word only if none of theirs holds one already.
 */
function keywordsOf(literals: readonly (readonly string[])[]): string[] {
  const words = new Set<string>();
  const held = (literal: string): boolean => [...words].some((word) => literal.includes(word));
  for (const pieces of [...literals].sort((a, b) => a.length - b.length || total(a) - total(b))) {
    if (pieces.length === 0 || pieces.some(held)) continue;
    words.add(pieces.reduce((best, piece) => (worth(piece) > worth(best) ? piece : best)));
  }
  return [...words].sort();
}

/** How much a word tells: the longer the more. Three letters stand in too many words, and common ones everywhere. */
function worth(word: string): number {
  return COMMON.has(word) ? -2 : word.length > 3 ? word.length : -1;
}

function total(pieces: readonly string[]): number {
  return pieces.reduce((sum, piece) => sum + piece.length, 0);
}

function best(hits: readonly Hit[], reference: Reference): Match | undefined {
  let top: Hit | undefined;
  for (const hit of hits) {
    const { certainty, versions } = hit.matcher;
    if (reference.type === 'value' && certainty === 'weak') continue;
    if (versions !== undefined && isInRange(reference.version, versions) === false) continue;
    if (!top || hit.score > top.score || (hit.score === top.score && top.entry.lookalike)) top = hit;
  }
  if (!top || top.entry.lookalike) return undefined;
  const { entry, matcher, mirrored } = top;
  const weak = matcher.certainty === 'weak' || reference.type === 'value';
  return {
    entry,
    matcher,
    certainty: weak ? 'weak' : matcher.name === undefined || mirrored ? 'family' : 'exact',
    versionUnknown:
      matcher.versions !== undefined && isInRange(reference.version, matcher.versions) === undefined,
  };
}
