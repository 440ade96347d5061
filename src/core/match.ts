import coerce from 'semver/functions/coerce.js';
import satisfies from 'semver/functions/satisfies.js';
import {
  DEFAULT_SEPARATORS,
  SEPARATORS,
  installerStems,
  isInstallerFile,
  literalsOf,
  normalise,
  pathSegments,
} from './identity.js';
import { baseName, parseUrl } from './text/url.js';
import { parseImage } from './text/image.js';
import type { CatalogEntry, Certainty, IdentifierType, Matcher, Reference } from './types.js';

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

interface Hit {
  readonly entry: CatalogEntry;
  readonly matcher: Matcher;
  readonly score: number;
  readonly mirrored?: boolean;
}

type Index = Map<string, Hit[]>;

const EXACT = 100_000;
const PREFIX = 10_000;
const OS_TYPES = ['deb', 'rpm', 'alpm', 'apk'] as const;
const VALUE_TYPES = ['deb', 'rpm', 'chocolatey', 'winget'] as const;
const MAX_SEGMENTS = 64;

/**
 * Compiles entries; of two with the same id the later one holds, so that an organisation's own come last.
 */
export function compileCatalog(list: readonly CatalogEntry[]): CompiledCatalog {
  const entries = new Map(list.map((entry) => [entry.id, entry]));
  const names: Index = new Map();
  const prefixes: Index = new Map();
  const literals: string[][] = [];
  for (const entry of entries.values()) {
    for (const matcher of entry.match) {
      const text = matcher.name ?? matcher.prefix ?? matcher.domain ?? '';
      const key = normalise(matcher.type, text);
      const exact = matcher.name !== undefined;
      const score = (exact ? EXACT : matcher.prefix === undefined ? 0 : PREFIX) + key.length;
      add(exact ? names : prefixes, `${matcher.type} ${key}`, { entry, matcher, score });
      if (!entry.lookalike) literals.push(literalsOf(matcher.type, text));
    }
  }
  return {
    entries,
    keywords: keywordsOf(literals),
    match: (reference) => best(candidates(reference, names, prefixes), reference),
  };
}

function add(index: Index, key: string, hit: Hit): void {
  const hits = index.get(key);
  if (hits) hits.push(hit);
  else index.set(key, [hit]);
}

/**
 * A small set of words, one of which stands in every text that holds all literals of some identifier. What has
 * one literal only must be there; the others need a new word only if none of theirs holds one already.
 */
function keywordsOf(literals: readonly (readonly string[])[]): string[] {
  const words = new Set<string>();
  const held = (literal: string): boolean => [...words].some((word) => literal.includes(word));
  for (const pieces of [...literals].sort((a, b) => a.length - b.length || total(a) - total(b))) {
    if (pieces.length === 0 || pieces.some(held)) continue;
    words.add(pieces.reduce((longest, piece) => (piece.length > longest.length ? piece : longest)));
  }
  return [...words].sort();
}

function total(pieces: readonly string[]): number {
  return pieces.reduce((sum, piece) => sum + piece.length, 0);
}

function best(hits: readonly Hit[], reference: Reference): Match | undefined {
  let top: Hit | undefined;
  for (const hit of hits) {
    if (reference.type === 'value' && hit.matcher.certainty === 'weak') continue;
    if (versionHolds(hit.matcher, reference) === false) continue;
    if (!top || hit.score > top.score || (hit.score === top.score && top.entry.lookalike)) top = hit;
  }
  if (!top || top.entry.lookalike) return undefined;
  const weak = top.matcher.certainty === 'weak' || reference.type === 'value';
  return {
    entry: top.entry,
    matcher: top.matcher,
    certainty: weak ? 'weak' : top.matcher.name === undefined || top.mirrored ? 'family' : 'exact',
    versionUnknown: versionHolds(top.matcher, reference) === undefined,
  };
}

/** Undefined where the reference does not tell its version. */
function versionHolds({ versions }: Matcher, { version }: Reference): boolean | undefined {
  if (versions === undefined) return true;
  const known = version === undefined ? null : coerce(version);
  return known ? satisfies(known, versions) : undefined;
}

function candidates(reference: Reference, names: Index, prefixes: Index): Hit[] {
  const hits: Hit[] = [];
  const named = (type: IdentifierType, key: string): void => {
    hits.push(...(names.get(`${type} ${key}`) ?? []));
  };
  const prefixed = (type: IdentifierType, key: string): void => {
    const separators = SEPARATORS[type] ?? DEFAULT_SEPARATORS;
    for (let end = key.length; end > 0; end--) {
      const next = key[end] ?? separators[0] ?? '';
      if (separators.includes(next) || (separators.includes('0') && /\d/.test(next))) {
        hits.push(...(prefixes.get(`${type} ${key.slice(0, end)}`) ?? []));
      }
    }
  };
  const look = (type: IdentifierType, name: string): void => {
    const key = normalise(type, name);
    if (key === '' || key.length > 512) return;
    named(type, key);
    prefixed(type, key);
  };
  const host = (name: string): void => {
    const labels = normalise('domain', name).split('.');
    for (let start = 0; start < labels.length - 1; start++) {
      const key = `domain ${labels.slice(start).join('.')}`;
      hits.push(...(prefixes.get(key) ?? []), ...(start === 0 ? (names.get(key) ?? []) : []));
    }
  };
  const segments = (type: 'path' | 'registry-key', path: string): void => {
    const list = pathSegments(path).slice(0, MAX_SEGMENTS);
    for (let start = 0; start < list.length; start++) {
      for (let end = start + 1; end <= list.length; end++) {
        const key = `${type} ${list.slice(start, end).join('/')}`;
        hits.push(...(prefixes.get(key) ?? []), ...(end === list.length ? (names.get(key) ?? []) : []));
      }
    }
  };
  const file = (path: string): void => {
    if (!isInstallerFile(path)) return;
    for (const stem of installerStems(path)) {
      named('installer-file', stem);
      prefixed('installer-file', stem);
    }
  };

  const image = (text: string): void => {
    look('docker', text);
    const { registry, repository } = parseImage(text);
    if (registry === undefined) return;
    host(registry.replace(/:\d+$/, ''));
    // The same repository on another registry is most likely a mirror of it, but cannot be known to be.
    const mirrored = hits.length;
    look('docker', repository);
    for (const [index, hit] of hits.entries()) {
      if (index >= mirrored) hits[index] = { ...hit, score: hit.score - EXACT, mirrored: true };
    }
  };

  const { name, type } = reference;
  switch (type) {
    case 'os':
      for (const each of OS_TYPES) look(each, name);
      break;
    case 'value':
      for (const each of VALUE_TYPES) named(each, normalise(each, name));
      break;
    case 'url': {
      const url = parseUrl(name);
      if (!url) break;
      host(url.host);
      if (reference.kind !== 'repository') file(url.path);
      if (url.host === 'github.com') look('github', url.path.split('/').slice(1, 3).join('/'));
      if (url.scheme === 'oci') image(name.slice('oci://'.length));
      break;
    }
    case 'path':
    case 'installer-file':
      segments('path', name);
      file(name);
      if (type === 'path') look('process', name);
      break;
    case 'process':
      look('process', name);
      if (reference.kind === 'process' && !baseName(name).includes('.')) look('process', `${name}.exe`);
      if (/[\\/]/.test(name)) segments('path', name);
      file(name);
      break;
    case 'docker':
      image(name);
      break;
    case 'registry-key':
      segments('registry-key', name);
      break;
    case 'domain':
      host(name);
      break;
    default:
      look(type, name);
  }
  return hits;
}
