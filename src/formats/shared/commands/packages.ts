import type { Edit, Intent, ReferenceType } from '../../../core/types.js';
import { typedReference } from '../references.js';
import { emitPackage, emitPackages, emitPlace, emitProduct, isUnknown, placed, verbEdit } from './emit.js';
import type { Call, Handler } from './emit.js';
import { has, readArguments, valuesOf } from './options.js';
import type { OptionSyntax } from './options.js';
import { subWord } from './words.js';

/** A manager with verbs: `manager [options] verb [options] package…`. */
export interface Manager {
  readonly type: ReferenceType;
  readonly use: readonly string[];
  readonly remove: readonly string[];
  readonly detect?: readonly string[];
  /** The verb that takes away, for an install turned round; the first word of `remove` unless given. */
  readonly opposite?: string;
  readonly options?: OptionSyntax;
  /** Options whose value is the address of a repository. */
  readonly sources?: readonly string[];
  /** Options whose value is a package name, beside the operands. */
  readonly names?: readonly string[];
  /** A package may also be named by the title under which the system lists the program. */
  readonly titles?: true;
  /** Words before the verb that only choose a scope: `global`, `cask`. */
  readonly scopes?: readonly string[];
}

/** The intent that a manager gives to what follows the verb. */
function intentOf({ use, remove, detect = [] }: Manager, verb: string): Intent | undefined {
  if (use.includes(verb)) return 'use';
  if (remove.includes(verb)) return 'remove';
  return detect.includes(verb) ? 'detect' : undefined;
}

/** A handler for a manager with verbs. */
export function managerHandler(manager: Manager): Handler {
  return (call) => {
    const args = readArguments(call.args, manager.options);
    const operands = [...args.operands];
    while (manager.scopes?.includes(operands[0]?.text ?? '')) operands.shift();
    const verb = operands.shift();
    const intent = intentOf(manager, verb?.text.toLowerCase() ?? '');
    for (const source of valuesOf(args, ...(manager.sources ?? []))) emitPlace(call, source, 'use');
    if (!verb || !intent) return;
    const names = [...operands, ...valuesOf(args, ...(manager.names ?? []))];
    const opposite = intent === 'use' ? (manager.opposite ?? manager.remove[0]) : undefined;
    for (const word of names) {
      if (manager.titles === true && /\s/.test(word.text)) emitProduct(call, word, intent);
      else {
        emitPackage(call, manager.type, word, intent, {
          count: names.length,
          uninstall: verbEdit(verb, opposite),
        });
      }
    }
  };
}

const APT: Manager = {
  type: 'deb',
  use: ['install', 'reinstall', 'satisfy', 'upgrade', 'full-upgrade', 'build-dep', 'download', 'changelog'],
  remove: ['purge', 'remove', 'autoremove', 'autopurge'],
  detect: ['show', 'policy', 'list', 'search', 'depends', 'rdepends', 'versions', 'why', 'showpkg'],
  options: {
    values: ['-o', '--option', '-t', '--target-release', '--default-release', '-c', '--config-file', '-a'],
  },
};

const YUM: Manager = {
  type: 'rpm',
  use: ['install', 'in', 'reinstall', 'upgrade', 'update', 'localinstall', 'downgrade', 'download', 'ta'],
  remove: ['remove', 'erase', 'autoremove'],
  detect: ['list', 'info', 'search', 'provides', 'whatprovides', 'repoquery', 'deplist'],
  options: {
    values: ['-c', '--config', '-x', '--exclude', '--releasever', '--setopt', '--installroot', '-d', '-e'],
  },
  sources: ['--repofrompath', '--add-repo'],
};

const ZYPPER: Manager = {
  type: 'rpm',
  use: ['install', 'in', 'update', 'up', 'dist-upgrade', 'dup', 'addrepo', 'ar'],
  remove: ['rm', 'remove', 'removerepo', 'rr', 'addlock', 'al'],
  detect: ['search', 'se', 'info', 'if', 'what-provides', 'wp', 'packages', 'pa'],
  options: {
    values: ['-R', '--root', '-D', '--reposd-dir', '-r', '--repo', '-t', '--type', '--from', '-g', '-p'],
  },
};

const BREW: Manager = {
  type: 'homebrew',
  use: ['install', 'reinstall', 'upgrade', 'fetch'],
  remove: ['uninstall', 'remove', 'rm', 'zap'],
  detect: ['list', 'ls', 'info', 'search', 'home'],
  scopes: ['cask'],
};

const managers: Record<string, Manager> = {
  apt: APT,
  'apt-get': APT,
  aptitude: APT,
  'apt-cache': { ...APT, use: [], remove: [], detect: [...(APT.detect ?? []), 'pkgnames', 'madison'] },
  'apt-mark': { type: 'deb', use: ['hold', 'unhold', 'manual'], remove: ['auto'] },
  nala: APT,
  yum: YUM,
  dnf: YUM,
  dnf5: YUM,
  microdnf: YUM,
  tdnf: YUM,
  'rpm-ostree': { ...YUM, remove: ['uninstall', 'remove'], scopes: ['override'] },
  'yum-config-manager': { type: 'rpm', use: [], remove: [], sources: ['--add-repo'] },
  zypper: ZYPPER,
  apk: {
    type: 'apk',
    use: ['add', 'fix', 'fetch', 'upgrade'],
    remove: ['del'],
    detect: ['info', 'search', 'list', 'policy'],
    options: {
      values: ['-t', '--virtual', '-X', '--repository', '-p', '--root', '--keys-dir', '--repositories-file'],
    },
    sources: ['-X', '--repository'],
  },
  snap: {
    type: 'snap',
    use: ['install', 'refresh', 'start', 'enable'],
    remove: ['remove', 'disable', 'stop'],
    detect: ['list', 'info', 'find'],
    options: { values: ['--channel', '--revision', '--cohort'] },
  },
  flatpak: {
    type: 'flatpak',
    use: ['install', 'update', 'run'],
    remove: ['uninstall', 'remove', 'mask'],
    detect: ['info', 'list', 'search'],
  },
};

/** `brew`: a tap is a repository (https://docs.brew.sh/Taps), a formula may stand behind its tap's name. */
const brew: Handler = (call) => {
  const [verb, tap, address] = readArguments(call.args).operands;
  if (verb?.text !== 'tap' && verb?.text !== 'untap') {
    managerHandler(BREW)(call);
    return;
  }
  const intent: Intent = verb.text === 'tap' ? 'use' : 'remove';
  const [owner = '', name] = tap?.text.split('/') ?? [];
  if (tap && name !== undefined && !isUnknown(tap)) {
    const repository = `${owner}/homebrew-${name.replace(/^homebrew-/, '')}`;
    call.sink.reference(typedReference('repository', 'github', repository, placed(call, tap, intent)));
  }
  if (address) emitPlace(call, address, intent);
};

/** Writes another action in place of an option, if no option stands beside it that only goes with the old one. */
function actionEdit({ args }: Call, action: RegExp, text: string): Edit[] | undefined {
  const [option, ...others] = args.filter((word) => word.text.startsWith('-') && word.text !== '--nodeps');
  if (!option || others.length > 0 || !action.test(option.text)) return undefined;
  return verbEdit(option, text);
}

/** `dpkg`: the action is an option (https://man7.org/linux/man-pages/man1/dpkg.1.html). */
const dpkg: Handler = (call) => {
  const args = readArguments(call.args, { values: ['--root', '--admindir', '--instdir', '-D', '-f', '-W'] });
  const letter = (pattern: RegExp): boolean => args.options.some(({ name }) => pattern.test(name));
  const removes = letter(/^-[rP]|^--remove$|^--purge$/);
  const installs = letter(/^-i|^--install$|^--unpack$|^-x$|^-X$|^--extract$|^--configure$/);
  const intent = removes ? 'remove' : installs ? 'use' : 'detect';
  const uninstall = actionEdit(call, /^(?:-i|--install)$/, '-P');
  emitPackages(call, 'deb', args.operands, intent, uninstall);
};

/** `rpm`: the action is an option (https://rpm.org/docs/latest/man/rpm.8). */
const rpm: Handler = (call) => {
  const args = readArguments(call.args, { values: ['--root', '--dbpath', '--qf', '--queryformat', '-r'] });
  const letter = (pattern: RegExp): boolean => args.options.some(({ name }) => pattern.test(name));
  const asks = letter(/^-[qV]|^--query|^--verify|^-K|^--checksig/);
  const removes = !asks && letter(/^-e|^--erase$/);
  const intent = removes ? 'remove' : asks ? 'detect' : 'use';
  const uninstall = actionEdit(call, /^(?:-[iUF][vh]*|--install|--upgrade|--freshen)$/, '-e');
  emitPackages(call, 'rpm', args.operands, intent, intent === 'use' ? uninstall : undefined);
};

/** `pacman` and the helpers around it: the action is a capital letter. */
const pacman: Handler = (call) => {
  const args = readArguments(call.args, {
    values: ['-b', '--dbpath', '-r', '--root', '--config', '--cachedir'],
  });
  const letter = (pattern: RegExp): boolean => args.options.some(({ name }) => pattern.test(name));
  const removes = letter(/^-R|^--remove$/);
  const asks = letter(/^-[QF]|^-S\w*[is]|^--query$|^--search$/);
  const intent = removes ? 'remove' : asks ? 'detect' : 'use';
  emitPackages(call, 'alpm', args.operands, intent);
};

/** `urpmi`, `urpme` and others that name their action themselves. */
function single(type: ReferenceType, intent: Intent): Handler {
  return (call) => {
    emitPackages(call, type, readArguments(call.args).operands, intent);
  };
}

/** `add-apt-repository`, `apt-key` and `rpm --import` take the address of a repository or of its key. */
const repository: Handler = (call) => {
  const args = readArguments(call.args);
  const intent = has(args, '-r', '--remove') || args.operands[0]?.text === 'del' ? 'remove' : 'use';
  for (const word of args.operands) {
    const at = word.text.slice(0, 1024).search(/[a-z]+:\/\//);
    if (at < 0) continue;
    const [address = ''] = word.text.slice(at).split(/\s/);
    emitPlace(call, subWord(word, at, at + address.length), intent);
  }
};

/** Package managers of distributions. */
export const packageHandlers: Record<string, Handler> = {
  ...Object.fromEntries(Object.entries(managers).map(([name, manager]) => [name, managerHandler(manager)])),
  brew,
  dpkg,
  'dpkg-query': single('deb', 'detect'),
  'dpkg-reconfigure': single('deb', 'use'),
  gdebi: single('deb', 'use'),
  'apt-install': single('deb', 'use'),
  rpm,
  urpmi: single('rpm', 'use'),
  urpme: single('rpm', 'remove'),
  pacman,
  yay: pacman,
  paru: pacman,
  'add-apt-repository': repository,
  'apt-key': repository,
};
