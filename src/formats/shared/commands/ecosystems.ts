import type { Intent, ReferenceType } from '../../../core/types.js';
import { typedReference } from '../references.js';
import { emitPackage, emitPackages, emitPlace, placed, verbEdit } from './emit.js';
import type { Call, Handler } from './emit.js';
import { has, readArguments, valuesOf } from './options.js';
import { managerHandler } from './packages.js';
import type { Manager } from './packages.js';
import { subWord } from './words.js';
import type { Word } from './words.js';

const managers: Record<string, Manager> = {
  pdm: { type: 'pypi', use: ['add', 'update'], remove: ['remove'], detect: ['show', 'list'] },
  rye: { type: 'pypi', use: ['add', 'install'], remove: ['remove', 'uninstall'] },
  luarocks: {
    type: 'luarocks',
    use: ['install', 'build', 'download'],
    remove: ['remove', 'purge'],
    detect: ['show', 'list', 'search'],
    options: { values: ['--server', '--tree', '--lua-version', '--only-server'] },
    sources: ['--server', '--only-server'],
  },
  vcpkg: {
    type: 'vcpkg',
    use: ['install', 'upgrade'],
    remove: ['remove'],
    detect: ['list', 'search', 'depend-info'],
    options: { values: ['--triplet', '--host-triplet', '--vcpkg-root', '--overlay-ports'] },
  },
};

/** The packages of one list of words, each taken alone from its manager's arguments. */
function emitAll(call: Call, type: ReferenceType, words: readonly Word[], intent: Intent, verb?: Word): void {
  const uninstall = verbEdit(verb, intent === 'use' ? 'remove' : undefined);
  emitPackages(call, type, words, intent, uninstall);
}

/** `emerge`: atoms, of which an option says that they go (https://wiki.gentoo.org/wiki/Emerge). */
const emerge: Handler = (call) => {
  const args = readArguments(call.args, { values: ['--jobs', '-j', '--root', '--config-root'] });
  const removes = has(args, '-C', '--unmerge', '-c', '--depclean', '--deselect');
  const asks = has(args, '-s', '--search', '-S', '--searchdesc', '-p', '--pretend');
  emitAll(call, 'ebuild', args.operands, removes ? 'remove' : asks ? 'detect' : 'use');
};

/** `mix archive.install hex NAME` (https://hexdocs.pm/mix/Mix.Tasks.Archive.Install.html). */
const mix: Handler = (call) => {
  const [verb, source, ...names] = readArguments(call.args, { values: ['--organization'] }).operands;
  if (/^(?:archive|escript)\.install$/.test(verb?.text ?? '') && source?.text === 'hex')
    emitAll(call, 'hex', names.slice(0, 1), 'use');
  else if (/^(?:archive|escript)\.uninstall$/.test(verb?.text ?? '') && source)
    emitAll(call, 'hex', [source], 'remove');
};

/** `dart pub add NAME`, `flutter pub add dev:NAME`, `dart pub global activate NAME` (https://dart.dev/tools/pub/cmd). */
const dart: Handler = (call) => {
  const { operands } = readArguments(call.args, { values: ['-C', '--directory', '--hosted-url', '-u'] });
  const words = operands.filter(({ text }) => text !== 'global');
  const [pub, verb, ...names] = words;
  if (pub?.text !== 'pub') return;
  const plain = names.map((word) => subWord(word, /^(?:dev|override):/.exec(word.text)?.[0].length ?? 0));
  if (verb?.text === 'add') emitAll(call, 'pub', plain, 'use', verb);
  else if (verb?.text === 'activate') emitAll(call, 'pub', plain.slice(0, 1), 'use');
  else if (verb?.text === 'remove' || verb?.text === 'deactivate') emitAll(call, 'pub', plain, 'remove');
};

/** `conan install --requires=name/version` (https://docs.conan.io/2/reference/commands/install.html). */
const conan: Handler = (call) => {
  const named = ['--requires', '--tool-requires', '--build-require'];
  const args = readArguments(call.args, {
    values: [...named, '-r', '--remote', '-s', '-o', '-pr', '--profile', '-of', '--output-folder', '-b'],
  });
  const [verb, ...rest] = args.operands;
  const intent: Intent | undefined =
    verb?.text === 'install' || verb?.text === 'download' || verb?.text === 'create'
      ? 'use'
      : verb?.text === 'remove'
        ? 'remove'
        : undefined;
  if (!intent) return;
  const words = [...rest.filter(({ text }) => /^[\w.+-]+\/\S/.test(text)), ...valuesOf(args, ...named)];
  emitAll(call, 'conan', words, intent);
};

const R_CALL =
  /(?:install\.packages|remove\.packages|pkg_install|(?:remotes|devtools|pak|renv)::(?:install\w*|pkg_install))\s*\(/g;
const R_STRING = /"([^"\\\r\n]*)"|'([^'\\\r\n]*)'/y;

/** `Rscript -e 'install.packages("name")'`: the strings at the beginning of the call's arguments are packages. */
const rscript: Handler = (call) => {
  for (const code of valuesOf(readArguments(call.args, { values: ['-e'] }), '-e')) {
    for (const match of code.text.matchAll(R_CALL)) {
      const intent: Intent = match[0].startsWith('remove') ? 'remove' : 'use';
      let at = match.index + match[0].length;
      for (;;) {
        at += /^[\s,]*(?:c\()?\s*/.exec(code.text.slice(at))?.[0].length ?? 0;
        R_STRING.lastIndex = at;
        const found = R_STRING.exec(code.text);
        if (!found) break;
        const name = found[1] ?? found[2] ?? '';
        const word = subWord(code, at + 1, at + 1 + name.length);
        if (/github/i.test(match[0]) && name.includes('/')) {
          call.sink.reference(typedReference('repository', 'github', name, placed(call, word, intent)));
        } else emitPackage(call, 'cran', word, intent);
        at = R_STRING.lastIndex;
      }
    }
  }
};

/** `cpanm Module`, `cpan -i Module`. */
const cpan: Handler = (call) => {
  const args = readArguments(call.args, { values: ['-l', '-L', '--mirror', '-M', '--from'] });
  for (const mirror of valuesOf(args, '--mirror', '-M', '--from')) emitPlace(call, mirror, 'use');
  const removes = has(args, '-U', '--uninstall');
  emitAll(call, 'cpan', args.operands, removes ? 'remove' : has(args, '--info') ? 'detect' : 'use');
};

/** `nix-env -iA channel.name`, `-e name`; `nix profile install flake#name`. */
const nixEnv: Handler = (call) => {
  const args = readArguments(call.args, { values: ['-f', '--file', '-p', '--profile', '-I'] });
  const letter = (pattern: RegExp): boolean => args.options.some(({ name }) => pattern.test(name));
  const intent: Intent | undefined = letter(/^-e|^--uninstall$/)
    ? 'remove'
    : letter(/^-q|^--query$/)
      ? 'detect'
      : letter(/^-i|^--install$|^-u|^--upgrade$/)
        ? 'use'
        : undefined;
  if (intent) emitAll(call, 'nix', args.operands.map(attributeOf), intent);
};

const nix: Handler = (call) => {
  const { operands } = readArguments(call.args, {
    values: ['--profile', '-f', '--file', '--override-input'],
  });
  const words = operands.filter(({ text }) => text !== 'profile');
  const [verb, ...names] = words;
  if (!/^(?:install|add|shell|run|remove)$/.test(verb?.text ?? '')) return;
  const intent: Intent = verb?.text === 'remove' ? 'remove' : 'use';
  const installables = names.filter(({ text }) => intent === 'remove' || text.includes('#'));
  emitAll(call, 'nix', installables.map(attributeOf), intent);
};

/** `nix-shell -p name…`. */
const nixShell: Handler = (call) => {
  const args = readArguments(call.args, { values: ['-I', '--run', '--command'] });
  if (has(args, '-p', '--packages')) emitAll(call, 'nix', args.operands, 'use');
};

/** The last part of `nixpkgs.name` and `nixpkgs#name`. */
function attributeOf(word: Word): Word {
  return subWord(word, /^(?:[^#]*#|(?:nixpkgs|nixos|pkgs)\.)/.exec(word.text)?.[0].length ?? 0);
}

/** `code --install-extension publisher.name` (https://code.visualstudio.com/docs/configure/command-line). */
const code: Handler = (call) => {
  const args = readArguments(call.args, {
    values: ['--install-extension', '--uninstall-extension', '--profile', '--user-data-dir'],
  });
  emitAll(call, 'vscode-extension', valuesOf(args, '--install-extension'), 'use');
  emitAll(call, 'vscode-extension', valuesOf(args, '--uninstall-extension'), 'remove');
};

/** `deno add npm:name`, `deno run -A jsr:@scope/name` (https://docs.deno.com/runtime/reference/cli/). */
const deno: Handler = (call) => {
  const [verb, ...rest] = readArguments(call.args, { values: ['-n', '--name', '-c', '--config'] }).operands;
  const intent: Intent = /^(?:remove|uninstall)$/.test(verb?.text ?? '') ? 'remove' : 'use';
  const words = rest.flatMap((word) => {
    const protocol = /^(?:npm|jsr):\/?/.exec(word.text)?.[0].length;
    return protocol === undefined ? [] : [subWord(word, protocol)];
  });
  emitAll(call, 'npm', /^(?:run|x)$/.test(verb?.text ?? '') ? words.slice(0, 1) : words, intent);
};

/** `swift package add-dependency URL`. */
const swift: Handler = (call) => {
  const [first, second, address] = readArguments(call.args, {
    values: ['--from', '--exact', '--branch'],
  }).operands;
  if (first?.text !== 'package' || second?.text !== 'add-dependency' || !address) return;
  emitPlace(call, address, 'use');
};

/** Package managers of languages and systems that have a grammar of their own. */
export const ecosystemHandlers: Record<string, Handler> = {
  ...Object.fromEntries(Object.entries(managers).map(([name, manager]) => [name, managerHandler(manager)])),
  emerge,
  mix,
  dart,
  flutter: dart,
  conan,
  rscript,
  r: rscript,
  cpanm: cpan,
  cpan,
  'nix-env': nixEnv,
  nix,
  'nix-shell': nixShell,
  code,
  codium: code,
  'code-insiders': code,
  deno,
  swift,
};
