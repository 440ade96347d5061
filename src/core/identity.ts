import { baseName } from './text/url.js';
import { parseImage } from './text/image.js';
import type { IdentifierType } from './types.js';

/**
 * Characters at which a `prefix` matcher of the type may end. `0` stands for any digit.
 */
export const SEPARATORS: Partial<Record<IdentifierType, string>> = {
  docker: '/',
  golang: '/',
  npm: '/',
  github: '/',
  maven: ':.',
  winget: '.',
  'azure-vm-extension': '/',
  marketplace: '/',
  'windows-service': '._-0',
  'installer-file': '._-0',
  'config-key': '_',
};

/** Where a type has no separators of its own. */
export const DEFAULT_SEPARATORS = '/._-';

const GUID = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/;

/**
 * The form in which two identifiers of a type are compared; the rules of each type stand in one place here.
 * Names of every type are compared without case: where an ecosystem does tell case apart, two names that
 * differ in nothing else are still one product to a reader.
 */
export function normalise(type: IdentifierType, name: string): string {
  const lower = name.trim().toLowerCase();
  switch (type) {
    case 'docker':
      return imageName(lower);
    case 'pypi':
      return lower.replace(/[-_.]+/g, '-');
    case 'deb':
    case 'rpm':
    case 'alpm':
    case 'apk':
      return lower.replace(/:(?:any|native|all|amd64|i386|arm64|armhf)$/, '').replace(/\*+$/, '');
    case 'path':
    case 'registry-key':
      return pathSegments(lower).join('/');
    case 'process':
      return baseName(lower);
    case 'systemd':
      return lower.replace(/\.service$/, '').replace(/@.*$/, '');
    case 'msi-product':
      return GUID.exec(lower)?.[0] ?? lower;
    case 'domain':
      return lower.replace(/^\*\./, '').replace(/^\./, '').replace(/\.$/, '');
    case 'github':
      return lower
        .replace(/^(?:https?:\/\/|git@|ssh:\/\/git@)?github\.com[/:]/, '')
        .replace(/\.git$/, '')
        .replace(/[@#].*$/, '');
    default:
      return lower;
  }
}

/** Registry and repository of an image, without Docker Hub's own names, tag and digest. */
function imageName(image: string): string {
  const { registry, repository } = parseImage(image.replace(/^(?:docker|oci|docker-image):\/\//, ''));
  const hub = registry === undefined || /^(?:index\.|registry-1\.)?docker\.io$/.test(registry);
  const name = repository.replace(/^library\//, '');
  return hub ? name : `${registry}/${name}`;
}

const WINDOWS_FOLDERS: readonly (readonly [RegExp, string])[] = [
  [
    /^(?:%programfiles(?:\(x86\))?%|\$\{?env:programfiles(?:\(x86\))?\}?|\[?programfiles(?:64)?folder\]?)/,
    'program files',
  ],
  [/^(?:%(?:programdata|allusersprofile)%|\$\{?env:(?:programdata|allusersprofile)\}?)/, 'programdata'],
  [/^(?:hkey_local_machine|hklm:?)(?=\/)/, 'hklm'],
  [/^(?:hkey_current_user|hkcu:?)(?=\/)/, 'hkcu'],
];

/**
 * The segments of a Unix or Windows path or registry key: either separator, doubled or not; drive letters
 * dropped, the well-known folders under one name whatever variable names them.
 */
export function pathSegments(path: string): string[] {
  let clean = path
    .toLowerCase()
    .replace(/^registry::/, '')
    .replace(/\\+(?=\s)/g, '')
    .replace(/[\\/]+/g, '/');
  for (const [pattern, name] of WINDOWS_FOLDERS) clean = clean.replace(pattern, name);
  return clean
    .replace(/^[a-z]:(?=\/|$)/, '')
    .replaceAll('program files (x86)', 'program files')
    .split('/')
    .filter((segment) => segment !== '' && segment !== '.');
}

const ENDINGS =
  /(?:\.(?:deb|rpm|apk|msi|msix|exe|pkg|dmg|appx|sh|run|bin|tgz|zip|tar|gz|xz|bz2|zst|setup|asc|sha256))+$/;
/** True if a file's name ends as installers and their archives do. */
export function isInstallerFile(file: string): boolean {
  return ENDINGS.test(baseName(file).toLowerCase());
}

const VERSION_AT = /[_-](?=[0-9$%{*<?]|v\d)/;
const STICKY_VERSION = /\d+\.\d/;

/**
 * The stems by which an installer file may be known, the longest first: without endings, then without what
 * follows the first version, whether it is set off by a separator or sticks to the name. A variable or a
 * wildcard in the version's place counts as one.
 */
export function installerStems(file: string): string[] {
  const name = baseName(file).toLowerCase();
  const stem = name.replace(ENDINGS, '');
  const stems = [stem];
  const apart = VERSION_AT.exec(stem);
  if (apart && apart.index > 0) stems.push(stem.slice(0, apart.index));
  const sticky = STICKY_VERSION.exec(stem);
  if (sticky && sticky.index > 0) stems.push(stem.slice(0, sticky.index).replace(/[\s_.-]+$/, ''));
  const variable = stem.search(/[_.-]?(?:\$\{|\{\{|%\{|\*)/);
  if (variable > 0) stems.push(stem.slice(0, variable));
  return [...new Set(stems)];
}

/** Where the spelling of a type may be broken: by a separator with a twin, or over several keys of a file. */
const BREAKS: Partial<Record<IdentifierType, RegExp>> = {
  'azure-vm-extension': /\//,
  docker: /\//,
  github: /\//,
  golang: /\//,
  marketplace: /\//,
  maven: /:/,
  path: /[/\s]/,
  pypi: /-/,
  'registry-key': /[/\s]/,
};

/**
 * Literals, all of which stand in every text in which the identifier can be written: its pieces between the
 * places where a format may spell it in another way. The prefilter is made of one of each.
 */
export function literalsOf(type: IdentifierType, name: string): string[] {
  const pieces = normalise(type, name).split(BREAKS[type] ?? /(?!)/);
  return pieces.filter((piece) => piece.length > 1);
}
