import type { IdentifierType } from '../core/types.js';

/** Types of the catalog that are purl types: https://github.com/package-url/purl-spec/blob/main/purl-types-index.json */
const PURL_TYPES: ReadonlySet<IdentifierType> = new Set<IdentifierType>([
  'alpm',
  'apk',
  'cargo',
  'cocoapods',
  'composer',
  'conan',
  'conda',
  'cpan',
  'cran',
  'deb',
  'docker',
  'gem',
  'github',
  'gitlab',
  'golang',
  'hex',
  'luarocks',
  'maven',
  'npm',
  'nuget',
  'pub',
  'pypi',
  'rpm',
  'swift',
]);

/**
 * The package URL of an identifier (https://github.com/package-url/purl-spec), or undefined where its type has
 * none. A version that is a range is left out.
 */
export function purlOf(type: IdentifierType, name: string, version: string | undefined): string | undefined {
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
