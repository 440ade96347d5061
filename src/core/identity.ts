import { pathSegments } from './paths.js';
import { asciiDomain } from './text/idn.js';
import { parseImage } from './text/image.js';
import { baseName } from './text/url.js';
import type { IdentifierType, Matcher } from './types.js';

/**
 * Characters at which a `prefix` matcher of the type may end.
 */
export const SEPARATORS: Partial<Record<IdentifierType, string>> = {
  docker: '/',
  golang: '/',
  npm: '/',
  github: '/',
  gitlab: '/',
  composer: '/',
  maven: ':.',
  winget: '.',
  'azure-vm-extension': '/',
  marketplace: '/',
  'url-path': '/',
  'msi-product': ' ',
  'windows-service': '_-',
  'installer-file': '._-',
  'config-key': '_',
};

/** Where a type has no separators of its own. */
export const DEFAULT_SEPARATORS = '/._-';

/** With hyphens or without; what stands around it (braces, quotes, parentheses) does not matter. */
const GUID = /([0-9a-f]{8})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{12})/;
const HUB = /^(?:(?:index\.|registry-1\.|registry\.hub\.)?docker\.io|registry\.hub\.docker\.com)(?::443)?$/;
const ARCHITECTURE = /:(?:any|native|all|amd64|i386|arm64|armhf)$/;

/**
 * The form in which two identifiers of a type are compared; the rules of each type stand in one place here.
 * Names of every type are compared without case: where an ecosystem does tell case apart, two names that
 * differ in nothing else are still one product to a reader.
 */
export function normalise(type: IdentifierType, name: string): string {
  const lower = name.trim().toLowerCase();
  return RULES[type]?.(lower) ?? lower;
}

const distribution = (name: string): string => name.replace(ARCHITECTURE, '').replace(/\*+$/, '');
const segments = (path: string): string => pathSegments(path).join('/');
const withoutVersion = (name: string): string => name.replace(/(?!^)@.*$/, '');

/** What is done to a lower-case name of the type, beside nothing. */
const RULES: Partial<Record<IdentifierType, (lower: string) => string>> = {
  alpm: distribution,
  apk: distribution,
  cargo: (name) => name.replaceAll('_', '-'),
  cocoapods: (name) => name.replace(/\/.*$/, ''),
  conan: (name) => name.replace(/[/@].*$/, ''),
  conda: (name) => name.replace(/^.*::?/, ''),
  cpan: (name) => name.replaceAll('::', '-'),
  deb: distribution,
  docker: imageName,
  domain: (name) =>
    asciiDomain(name)
      .replace(/^\*?\./, '')
      .replace(/\.$/, ''),
  flatpak: (name) => name.replace(/^(?:app|runtime)\//, '').replace(/\/.*$/, ''),
  github: (name) => repository(name, 'github.com').split('/').slice(0, 2).join('/'),
  gitlab: (name) => repository(name, 'gitlab.com'),
  golang: (name) => withoutVersion(name.replaceAll('!', '')).replace(/\/v\d+(?=\/|$)/, ''),
  homebrew: (name) => name.replace(/^homebrew\/(?:core|cask)\//, ''),
  maven: (name) => (name.includes(':') ? name : name.replace('/', ':')).split(':').slice(0, 2).join(':'),
  'msi-product': productCode,
  nix: (name) => name.replace(/^(?:nixpkgs|pkgs)[.#]/, ''),
  npm: (name) => withoutVersion(name.replace(/^npm:/, '')),
  path: segments,
  process: (name) => baseName(name).replace(/\*+$/, ''),
  puppet: (name) => name.replace('/', '-'),
  pypi: (name) => name.replace(/\[.*$/, '').replace(/[-_.]+/g, '-'),
  'registry-key': segments,
  rpm: distribution,
  scoop: (name) => withoutVersion(name.replace(/^.*\//, '')),
  swift: (name) => repository(name, 'github.com'),
  systemd: (name) => name.replace(/@.*$/, '').replace(/\.(?:service|socket|timer)(?:\.d)?$/, ''),
  terraform: (name) => name.replace(/^registry\.(?:terraform\.io|opentofu\.org)\//, ''),
  'url-path': (name) => name.replace(/^\/+/, ''),
  'windows-service': (name) => name.replace(/\*+$/, ''),
};

/** Registry and repository of an image, without Docker Hub's own names, tag and digest. */
function imageName(image: string): string {
  const { registry, repository: path } = parseImage(
    image.replace(/^(?:docker|oci|docker-image|docker-daemon|containers-storage):(?:\/\/)?/, ''),
  );
  const hub = registry === undefined || HUB.test(registry);
  return hub ? path.replace(/^library\//, '') : `${registry}/${path}`;
}

/** True if the text is a GUID, however it is bracketed. */
export function isProductCode(text: string): boolean {
  return text.length <= 40 && GUID.test(text.toLowerCase());
}

/** A product code in one form, or a display name without wildcards. */
function productCode(name: string): string {
  const guid = GUID.exec(name);
  return guid ? guid.slice(1).join('-') : name.replace(/^[*%]+|[*%]+$/g, '').trim();
}

/** Owner and name of a repository on a host, from any of its addresses. */
function repository(address: string, host: string): string {
  const at = address.indexOf(`${host}/`);
  const scp = address.indexOf(`${host}:`);
  const start = at >= 0 ? at : scp;
  const path = start < 0 ? address.replace(/^[a-z+]+:\/\//, '') : address.slice(start + host.length + 1);
  return path
    .replace(/[@#?].*$/, '')
    .replace(/\.git$/, '')
    .replace(/\/$/, '');
}

/**
 * The name with `#` in place of the version at its end, `-#` where something sets it apart (`AVP21.15` is `avp#`,
 * `NetAgent_14.2` is `netagent-#`), or undefined if it ends in none. A matcher with `#` wants a version there.
 */
export function versioned(name: string): string | undefined {
  const version = /\d+(?:[.-]\d+)*(?:\(\d+\))?$/.exec(name)?.[0] ?? '';
  const stem = name.slice(0, name.length - version.length);
  const head = stem.replace(/[\s._-]+$/, '');
  return version === '' || head === '' ? undefined : `${head}${head === stem ? '' : '-'}#`;
}

/** A display name without the versions that vendors put into it: `Endpoint Security 11 for Windows`. */
export function unversioned(key: string): string {
  return key.replace(/\s+\(?\d+(?:\.\d+)*\)?(?=\s|$)/g, '');
}

/** The text by which a matcher knows its product. */
export function identifierOf({ domain, name, prefix }: Matcher): string {
  return name ?? prefix ?? domain ?? '';
}

/** Where the spelling of a type may be broken: by a separator with a twin, or over several keys of a file. */
const BREAKS: Partial<Record<IdentifierType, RegExp>> = {
  'azure-vm-extension': /\//,
  cargo: /-/,
  cpan: /-/,
  docker: /[/*]/,
  github: /\//,
  gitlab: /\//,
  golang: /\//,
  marketplace: /\//,
  maven: /:/,
  'msi-product': /-/,
  path: /[/\s]/,
  puppet: /-/,
  pypi: /-/,
  'registry-key': /[/\s]/,
};

/**
 * Literals, all of which stand in every text in which the identifier can be written: its pieces between the
 * places where a format may spell it in another way, with `#` at the end where a version follows. The prefilter is
 * made of one of each.
 */
export function literalsOf(type: IdentifierType, name: string): string[] {
  const pieces = normalise(type, name).split(BREAKS[type] ?? /(?!)/);
  // What follows a version is no more than an ending, and processes are often named without theirs.
  return pieces
    .map((piece) => piece.replace(/-?#.*$/, '#').replace(type === 'process' ? /\.exe$/ : /(?!)/, ''))
    .filter((piece) => piece.length > 1);
}
