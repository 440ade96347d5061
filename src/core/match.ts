import { EXACT, PREFIX, candidates } from './candidates.js';
import type { Hit } from './candidates.js';
import { identifierOf, normalise } from './identity.js';
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
  /** The most specific entry that knows the reference; look-alikes cancel what is less specific than they. */
  match(reference: Reference): Match | undefined;
}

const RANK: Readonly<Record<Certainty, number>> = { exact: 2, family: 1, weak: 0 };

/**
 * Of all names of a thing the one that is known best, with the others that are known at its related places.
 * Undefined if none is known.
 */
export function bestNamed(
  { also = [], ...reference }: Reference,
  match: CompiledCatalog['match'],
): { reference: Reference; match: Match } | undefined {
  const known = [reference, ...also].flatMap((each) => {
    const found = match(each);
    return found ? { reference: each, match: found } : [];
  });
  const [first, ...rest] = known.sort((a, b) => RANK[b.match.certainty] - RANK[a.match.certainty]);
  if (!first || rest.length === 0) return first;
  const uses = [...(first.reference.uses ?? []), ...rest.map(({ reference: { span } }) => span)];
  return { ...first, reference: { ...first.reference, uses } };
}

/**
 * Compiles entries; of two with the same id the later one holds, so that an organisation's own come last.
 */
export function compileCatalog(list: readonly CatalogEntry[]): CompiledCatalog {
  const entries = new Map(list.map((entry) => [entry.id, entry]));
  const names = new Map<string, Hit[]>();
  const prefixes = new Map<string, Hit[]>();
  for (const entry of entries.values()) {
    for (const matcher of entry.match) {
      const { name, prefix, type } = matcher;
      const text = identifierOf(matcher);
      const key = normalise(type, text);
      const score = (name !== undefined ? EXACT : prefix !== undefined ? PREFIX : 0) + key.length;
      add(name !== undefined ? names : prefixes, `${type} ${key}`, { entry, matcher, score });
    }
  }
  return {
    entries,
    match: (reference) => best(candidates(reference, { names, prefixes }), reference),
  };
}

function add(index: Map<string, Hit[]>, key: string, hit: Hit): void {
  const hits = index.get(key);
  if (hits) hits.push(hit);
  else index.set(key, [hit]);
}

function best(hits: readonly Hit[], reference: Reference): Match | undefined {
  let top: Hit | undefined;
  for (const hit of hits) {
    const { certainty, versions } = hit.matcher;
    if (reference.type === 'value' && certainty !== undefined) continue;
    if (versions !== undefined && isInRange(reference.version, versions) === false) continue;
    if (!top || hit.score > top.score || (hit.score === top.score && top.entry.lookalike)) top = hit;
  }
  if (!top || top.entry.lookalike) return undefined;
  const { entry, matcher, mirrored } = top;
  const weak = matcher.certainty !== undefined || reference.type === 'value';
  return {
    entry,
    matcher,
    certainty: weak ? 'weak' : matcher.name === undefined || mirrored ? 'family' : 'exact',
    versionUnknown:
      matcher.versions !== undefined && isInRange(reference.version, matcher.versions) === undefined,
  };
}
