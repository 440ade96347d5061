import {
  DEFAULT_SEPARATORS,
  SEPARATORS,
  isProductCode,
  normalise,
  unversioned,
  versioned,
} from './identity.js';
import { installerStems, isInstallerFile, pathSegments } from './paths.js';
import { parseImage } from './text/image.js';
import { baseName, parseUrl } from './text/url.js';
import type { CatalogEntry, IdentifierType, Matcher, Reference } from './types.js';

/** A matcher that knows a reference; the higher the score, the more specific it is. */
export interface Hit {
  readonly entry: CatalogEntry;
  readonly matcher: Matcher;
  readonly score: number;
  /** The name is known, but not on this registry or in this namespace. */
  readonly mirrored?: boolean;
}

/** Matchers by type and normalised identifier. */
export interface Index {
  readonly names: ReadonlyMap<string, readonly Hit[]>;
  readonly prefixes: ReadonlyMap<string, readonly Hit[]>;
}

/** What an equal name counts above a prefix, and a prefix above a domain. */
export const EXACT = 100_000;
export const PREFIX = 10_000;

const OS_TYPES = ['deb', 'rpm', 'alpm', 'apk'] as const;
/** Types whose exact names say what they are wherever they stand. */
const VALUE_TYPES = [
  'account',
  'android-app',
  'apple-bundle',
  'apple-team',
  'browser-extension',
  'chocolatey',
  'deb',
  'marketplace',
  'rpm',
  'winget',
] as const;
/** Endings of files that install one program, and are no script or archive of many things. */
const PROGRAM = /\.(?:deb|dmg|exe|msi|msix|pkg|rpm)$/;
const MAX_SEGMENTS = 64;
const MAX_LENGTH = 512;

/** Host of GitHub's addresses and how many segments stand before the owner. */
const GITHUB_HOSTS: Readonly<Record<string, number>> = {
  'api.github.com': 1,
  'codeload.github.com': 0,
  'github.com': 0,
  'raw.githubusercontent.com': 0,
  'www.github.com': 0,
};

/** Every matcher that knows a reference, by the rules of its type. */
export function candidates({ kind, name, type }: Reference, { names, prefixes }: Index): Hit[] {
  const hits: Hit[] = [];
  const named = (as: IdentifierType, key: string): void => {
    hits.push(...(names.get(`${as} ${key}`) ?? []));
  };
  const covered = (as: IdentifierType, key: string): void => {
    hits.push(...(prefixes.get(`${as} ${key}`) ?? []));
  };
  const begins = (as: IdentifierType, key: string): void => {
    if (key.length > MAX_LENGTH) return;
    const separators = SEPARATORS[as] ?? DEFAULT_SEPARATORS;
    for (let end = key.length; end > 0; end--) {
      if (end === key.length || separators.includes(key.charAt(end))) covered(as, key.slice(0, end));
    }
  };
  const look = (as: IdentifierType, text: string): void => {
    const key = normalise(as, text);
    if (key === '' || key.length > MAX_LENGTH) return;
    named(as, key);
    begins(as, key);
  };
  const host = (text: string): void => {
    const labels = normalise('domain', text).split('.');
    named('domain', labels.join('.'));
    for (let start = 0; start < labels.length - 1; start++) covered('domain', labels.slice(start).join('.'));
  };
  const segments = (as: 'path' | 'registry-key', path: string): void => {
    const written = pathSegments(path).slice(0, MAX_SEGMENTS);
    const general = written.map((segment) => versioned(segment) ?? segment);
    const differs = general.some((segment, index) => segment !== written[index]);
    for (const list of differs ? [written, general] : [written]) {
      for (let start = 0; start < list.length; start++) {
        for (let end = start + 1; end <= list.length; end++) {
          const key = list.slice(start, end).join('/');
          const isWhole = end === list.length;
          const found = prefixes.get(`${as} ${key}`) ?? [];
          hits.push(...found.filter(({ matcher }) => !isWhole || matcher.certainty !== 'beside'));
          if (isWhole) named(as, key);
        }
      }
    }
    // A file may be named after what its folder is else named after.
    const stem = /^[^._-]+(?=[._-])/.exec(written.at(-1) ?? '')?.[0];
    const alike = stem === undefined ? [] : (prefixes.get(`${as} ${stem}`) ?? []);
    hits.push(...alike.filter(({ matcher }) => matcher.certainty === 'beside'));
  };
  const file = (path: string): void => {
    const whole = baseName(path).toLowerCase();
    if (/\.[a-z]\w*$/.test(whole)) named('installer-file', whole);
    if (!isInstallerFile(path)) return;
    for (const stem of installerStems(path)) {
      look('installer-file', stem);
      // A program's installer is often named as the system lists the program.
      if (PROGRAM.test(whole)) look('msi-product', stem.replaceAll('_', ' '));
    }
  };
  // What an archive unpacks into has the archive's name and version.
  const unpacked = (path: string): void => {
    for (const segment of pathSegments(path)) {
      const [stem = '', ...shorter] = installerStems(segment);
      if (shorter.length > 0) begins('installer-file', stem);
    }
  };
  const service = (text: string): void => {
    look('windows-service', text);
    named('windows-service', versioned(normalise('windows-service', text)) ?? '');
  };
  const image = (text: string): void => {
    look('docker', text);
    const { registry, repository } = parseImage(text);
    const remote = (penalty: number, find: () => void): void => {
      const from = hits.length;
      find();
      for (const hit of hits.splice(from)) hits.push({ ...hit, score: hit.score - penalty, mirrored: true });
    };
    if (registry !== undefined) {
      host(registry.replace(/:\d+$/, ''));
      // The same repository on another registry is most likely a mirror of it, but cannot be known to be.
      remote(EXACT, () => {
        look('docker', repository);
      });
    }
    if (registry === undefined && !repository.includes('/')) return;
    remote(2 * EXACT, () => {
      named('docker', `*/${baseName(normalise('docker', repository))}`);
    });
  };

  switch (type) {
    case 'os':
      for (const each of OS_TYPES) look(each, name);
      break;
    case 'value':
      for (const each of VALUE_TYPES) named(each, normalise(each, name));
      if (isProductCode(name)) look('msi-product', name);
      break;
    case 'url': {
      const url = parseUrl(name);
      if (!url) break;
      const path = decoded(url.path);
      host(url.host);
      look('url-path', path);
      if (kind !== 'repository') file(path);
      const owner = GITHUB_HOSTS[url.host];
      if (owner !== undefined)
        look(
          'github',
          url.path
            .split('/')
            .slice(owner + 1, owner + 3)
            .join('/'),
        );
      if (url.scheme === 'oci') image(name.slice('oci://'.length));
      break;
    }
    case 'path':
    case 'installer-file':
      segments('path', name);
      unpacked(name);
      file(name);
      // A bare name that ends as programs do may be one of a list of those that others look for.
      if (type === 'path' || /[\\/]/.test(name)) look('process', name);
      if (name.endsWith('.plist')) look('apple-bundle', baseName(name).slice(0, -'.plist'.length));
      break;
    case 'process':
      look('process', name);
      if (kind === 'process' && !baseName(name).includes('.')) look('process', `${name}.exe`);
      if (/[\\/]/.test(name)) segments('path', name);
      file(name);
      break;
    case 'docker':
      image(name);
      break;
    case 'golang': {
      look('golang', name);
      const path = normalise('golang', name).split('/').slice(0, MAX_SEGMENTS);
      for (let end = path.length - 1; end > 1; end--) named('golang', path.slice(0, end).join('/'));
      break;
    }
    case 'helm':
      look('helm', name);
      // Behind the name that a repository was given on the machine.
      if (name.includes('/')) look('helm', baseName(name));
      break;
    case 'config-value':
      look('config-value', name);
      look('apple-bundle', name);
      break;
    case 'registry-key': {
      segments('registry-key', name);
      const keys = pathSegments(name);
      const installed = keys.find(isProductCode);
      if (installed !== undefined) look('msi-product', installed);
      const at = keys.findIndex(
        (each, index) => each === 'services' && keys[index - 1]?.includes('controlset'),
      );
      if (at > 0) service(keys[at + 1] ?? '');
      break;
    }
    case 'windows-service':
      service(name);
      break;
    case 'msi-product':
      for (const piece of name.slice(0, MAX_LENGTH).split(/[*%]+/)) {
        look('msi-product', piece);
        named('msi-product', unversioned(normalise('msi-product', piece)));
      }
      break;
    case 'domain':
      host(name);
      break;
    default:
      look(type, name);
  }
  return hits;
}

/** A path of a URL without its escapes; as written where they are broken. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
