import { baseName } from './text/url.js';

/** Names of folders and hives of Windows however a file writes them, on a text with `/` as its only separator. */
const WINDOWS_FOLDERS: readonly (readonly [RegExp, string])[] = [
  [/^%systemdrive%(?=\/)|^\$(?:\{|\()?(?:env:)?systemdrive[)}]?(?=\/)/, ''],
  [
    /^(?:%program(?:files(?:\(x86\))?|w6432)%|\$[{(]?(?:env:)?program(?:files(?:\(x86\))?|w6432)[)}]?|\[?programfiles(?:64)?folder\])/,
    'program files',
  ],
  [
    /^(?:%(?:programdata|allusersprofile)%|\$[{(]?(?:env:)?(?:programdata|allusersprofile)[)}]?|\[commonappdatafolder\])/,
    'programdata',
  ],
  [/^(?:[a-z]:)?\/?progra~[12](?=\/|$)/, 'program files'],
  [/^(?:computer\/)?(?:hkey_local_machine|hklm)(?:32|64)?:?(?=\/)/, 'hklm'],
  [/^(?:computer\/)?(?:hkey_current_user|hkcu)(?:32|64)?:?(?=\/)/, 'hkcu'],
];

/**
 * The segments of a Unix or Windows path or registry key: either separator, doubled or not; drive letters
 * dropped, the well-known folders under one name whatever variable names them, the 32-bit view of the registry
 * and of programs under the name of the other.
 */
export function pathSegments(path: string): string[] {
  let clean = path
    .toLowerCase()
    .replace(/^registry::/, '')
    .replace(/\\+(?=\s)/g, '')
    .replace(/[\\/]+/g, '/')
    .replace(/^\/[?.]\//, '');
  for (const [pattern, name] of WINDOWS_FOLDERS) clean = clean.replace(pattern, name);
  return clean
    .replace(/^[a-z]:(?=\/|$)/, '')
    .replaceAll('program files (x86)', 'program files')
    .replaceAll('/wow6432node/', '/')
    .split('/')
    .filter((segment) => segment !== '' && segment !== '.');
}

const ENDINGS =
  /(?:\.(?:deb|rpm|apk|msi|msix|exe|pkg|dmg|iso|appx|aar|jar|kud|sh|run|bin|tgz|zip|tar|gz|xz|bz2|zst|setup|asc|sha|sha256))+$/;

/** True if a file's name ends as installers, their archives and their signatures do. */
export function isInstallerFile(file: string): boolean {
  return ENDINGS.test(baseName(file).toLowerCase());
}

const VERSION_AT = /[_-](?=[0-9$%{*<?]|v\d)/;
const STICKY_VERSION = /\d+\.\d/;

/**
 * The stems by which an installer file may be known, the longest first: without endings, then without what
 * follows the first version, whether it is set off by a separator or sticks to the name. A variable or a
 * wildcard in the version's place counts as one. A stem that a version follows is given with `#` too, or `-#`
 * where the version is set off, and that with the last ending: `kav#`, `kav#.exe`, `kess-#`, `kess-#.deb`.
 */
export function installerStems(file: string): string[] {
  const name = baseName(file).toLowerCase();
  const stem = name.replace(ENDINGS, '');
  const ending = /\.\w+$/.exec(name)?.[0] ?? '';
  const stems = [stem];
  const cut = (at: number): void => {
    const head = stem.slice(0, at).replace(/[\s_.-]+$/, '');
    if (head === '') return;
    const apart = head.length < at || /^[\s_.-]/.test(stem.slice(at)) ? '-#' : '#';
    stems.push(head + apart, head + apart + ending, head);
  };
  const apart = VERSION_AT.exec(stem);
  if (apart) cut(apart.index);
  const sticky = STICKY_VERSION.exec(stem);
  if (sticky) cut(sticky.index);
  const variable = stem.search(/[_.-]?(?:\$\{|\{\{|%\{|\*)/);
  if (variable > 0) cut(variable);
  return [...new Set(stems)];
}
