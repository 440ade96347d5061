import { IDENTIFIER_TYPES } from '../knowledge.js';
import type { IdentifierType } from '../knowledge.js';

/** A package URL in the terms of the catalog. */
export interface Purl {
  readonly type: IdentifierType;
  /** As the catalog writes names of the type: `group:artifact`, `@scope/name`, a distribution's name without it. */
  readonly name: string;
  readonly version?: string;
}

/** Types whose namespace is the distribution, which is no part of a package's name. */
const OF_DISTRIBUTIONS: readonly IdentifierType[] = ['alpm', 'apk', 'deb', 'ebuild', 'rpm'];

/** purl types that the catalog knows by another name. */
const ALIASES: Readonly<Record<string, IdentifierType>> = {
  brew: 'homebrew',
  oci: 'docker',
  vscode: 'vscode-extension',
};

/** Types of the catalog that purl knows: https://github.com/package-url/purl-spec/tree/main/types */
const PURL_TYPES: ReadonlySet<IdentifierType> = new Set<IdentifierType>([
  ...['alpm', 'apk', 'cargo', 'cocoapods', 'composer', 'conan', 'conda', 'cpan', 'cran', 'deb'],
  ...['docker', 'gem', 'github', 'gitlab', 'golang', 'hex', 'luarocks', 'maven', 'npm', 'nuget', 'pub'],
  ...['pypi', 'rpm', 'swift'],
] as IdentifierType[]);

const SYNTAX = /^pkg:\/*([a-z][a-z0-9.+-]*)\/+([^?#\s]+)(?:\?([^#\s]*))?/i;

/**
 * Reads a package URL (https://github.com/package-url/purl-spec/blob/main/PURL-SPECIFICATION.rst). Undefined for
 * what is none, or is of a type that the catalog has no names of.
 */
export function parsePurl(text: string): Purl | undefined {
  const [, word = '', path = '', qualifiers = ''] = SYNTAX.exec(text) ?? [];
  const lower = word.toLowerCase();
  const type = ALIASES[lower] ?? IDENTIFIER_TYPES.find((each) => each === lower);
  // The @ of an npm scope stands before a slash, and should have been encoded.
  const at = path.lastIndexOf('@');
  const end = at > path.lastIndexOf('/') ? at : path.length;
  const name = decode(path.slice(0, end)).replace(/\/+$/, '');
  if (!type || name === '') return undefined;
  const version = decode(path.slice(end + 1));
  return { type, name: nameOf(type, name, qualifiers), ...(version === '' ? {} : { version }) };
}

function nameOf(type: IdentifierType, path: string, qualifiers: string): string {
  if (type === 'maven') return path.replace('/', ':');
  // Of CPAN's distributions the namespace is the author.
  if (OF_DISTRIBUTIONS.includes(type) || type === 'cpan') return path.slice(path.lastIndexOf('/') + 1);
  const repository = /(?:^|&)repository_url=([^&]+)/.exec(qualifiers)?.[1];
  if (type !== 'docker' || repository === undefined) return path;
  const base = decode(repository)
    .replace(/^https?:\/\//, '')
    .replace(/\/+$/, '');
  return base.endsWith(`/${path}`) ? base : `${base}/${path}`;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * Writes the package URL of an identifier, or undefined where its type has none. A version that is a range is
 * left out.
 */
export function formatPurl(
  type: IdentifierType,
  name: string,
  version: string | undefined,
): string | undefined {
  if (!PURL_TYPES.has(type) || /[\s{}$]/.test(name)) return undefined;
  const plain = type === 'docker' ? name.replace(/@.*$/, '').replace(/:[^:/]*$/, '') : name;
  const path = plain
    .split(type === 'maven' ? /[:/]/ : '/')
    .filter((part) => part !== '')
    .map(encodeURIComponent)
    .join('/');
  const exact = version !== undefined && /^v?\d[\w.+:~-]*$/.test(version) ? version : undefined;
  return `pkg:${type}/${path}${exact === undefined ? '' : `@${encodeURIComponent(exact)}`}`;
}
