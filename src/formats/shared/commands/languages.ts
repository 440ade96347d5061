import type { Intent, ReferenceType } from '../../../core/types.js';
import { typedReference } from '../references.js';
import { emitPackage, emitPlace, placed, verbEdit } from './emit.js';
import type { Call, Handler } from './emit.js';
import { has, readArguments, valuesOf } from './options.js';
import { managerHandler } from './packages.js';
import type { Manager } from './packages.js';
import { specOf } from './specs.js';
import type { Word } from './words.js';

const NPM: Manager = {
  type: 'npm',
  use: ['install', 'i', 'add', 'update', 'up', 'upgrade', 'link', 'exec', 'x', 'dlx', 'create'],
  remove: ['uninstall', 'remove', 'rm', 'r', 'un', 'unlink'],
  detect: ['ls', 'list', 'll', 'view', 'info', 'show', 'why', 'outdated', 'explain', 'audit'],
  options: {
    values: ['--prefix', '-C', '--registry', '-w', '--workspace', '--filter', '-F', '--cwd', '--tag'],
  },
  sources: ['--registry'],
  scopes: ['global'],
};

const PIP: Manager = {
  type: 'pypi',
  use: ['install', 'download', 'wheel'],
  remove: ['uninstall'],
  detect: ['show', 'list', 'index', 'freeze'],
  options: {
    values: [
      ...['-r', '--requirement', '-c', '--constraint', '-e', '--editable', '-t', '--target', '-d', '--dest'],
      ...['-i', '--index-url', '--extra-index-url', '-f', '--find-links', '--trusted-host', '--proxy'],
      ...[
        '--timeout',
        '--default-timeout',
        '--retries',
        '--python',
        '-p',
        '--cache-dir',
        '--root',
        '--prefix',
      ],
    ],
  },
  sources: ['-i', '--index-url', '--extra-index-url', '-f', '--find-links'],
};

const GEM_VERSION = ['-v', '--version', '-s', '--source', '-i', '--install-dir', '-n', '--bindir'];

const managers: Record<string, Manager> = {
  npm: NPM,
  pnpm: NPM,
  yarn: NPM,
  bun: NPM,
  pip: PIP,
  pip3: PIP,
  pipx: { ...PIP, use: ['install', 'run', 'inject', 'upgrade'], remove: ['uninstall', 'uninject'] },
  pipenv: { ...PIP, use: ['install', 'update'] },
  poetry: {
    type: 'pypi',
    use: ['add', 'update'],
    remove: ['remove'],
    detect: ['show'],
    options: { values: ['-G', '--group', '--source', '-E', '--extras', '-C', '-P', '--python'] },
  },
  gem: {
    type: 'gem',
    use: ['install', 'update', 'fetch'],
    remove: ['uninstall'],
    detect: ['list', 'info', 'search'],
    options: { values: GEM_VERSION },
    sources: ['-s', '--source'],
  },
  bundle: { type: 'gem', use: ['add', 'update'], remove: ['remove'], detect: ['show', 'info'] },
  cargo: {
    type: 'cargo',
    use: ['add', 'install', 'update'],
    remove: ['uninstall', 'remove', 'rm'],
    detect: ['search', 'info', 'tree'],
    options: {
      values: [
        '--version',
        '--vers',
        '--git',
        '--branch',
        '--tag',
        '--rev',
        '--path',
        '-F',
        '--features',
        '-p',
      ],
    },
    opposite: 'remove',
    sources: ['--git'],
  },
  composer: {
    type: 'composer',
    use: ['require', 'update', 'create-project'],
    remove: ['remove'],
    detect: ['show', 'why', 'depends', 'info'],
    options: { values: ['-d', '--working-dir'] },
    scopes: ['global'],
  },
  conda: {
    type: 'conda',
    use: ['install', 'create', 'update'],
    remove: ['remove', 'uninstall'],
    detect: ['list', 'search'],
    options: { values: ['-n', '--name', '-p', '--prefix', '-c', '--channel', '-f', '--file'] },
  },
  'ansible-galaxy': {
    type: 'ansible-role',
    use: ['install'],
    remove: ['remove'],
    detect: ['list', 'info'],
    options: { values: ['-r', '-p', '--role-file', '--roles-path', '-s', '--server'] },
    scopes: ['role', 'collection'],
  },
};

/** `uv`: pip's commands one level down, its own for projects and tools (https://docs.astral.sh/uv/reference/cli/). */
const uv: Handler = (call) => {
  const [first, ...rest] = call.args;
  if (first?.text === 'pip') managerHandler(PIP)({ ...call, args: rest });
  else if (first?.text === 'tool') managerHandler(managers.pipx ?? PIP)({ ...call, args: rest });
  else managerHandler({ ...PIP, use: ['add'], remove: ['remove'] })(call);
};

/** `npx` and its like: the first operand is the package, the rest is for it. */
function runner(type: ReferenceType): Handler {
  return (call) => {
    const options = { values: ['-p', '--package', '-c', '--call', '--from', '--with'], stopAtOperand: true };
    const args = readArguments(call.args, options);
    const named = valuesOf(args, '-p', '--package', '--from', '--with');
    const first = named.length > 0 ? undefined : args.operands[0];
    for (const word of first ? [first] : named) emitPackage(call, type, word, 'use');
  };
}

/** `go get` and `go install` name modules (https://go.dev/ref/mod#go-get). */
const go: Handler = (call) => {
  const { operands } = readArguments(call.args, { values: ['-o', '-C', '-modfile', '-tags', '-ldflags'] });
  const [verb, ...rest] = operands;
  if (!verb || !['get', 'install', 'run', 'list'].includes(verb.text)) return;
  const modules = rest.filter(({ text }) => /^[\w-]+(?:\.[\w-]+)+\//.test(text));
  for (const word of modules) {
    const { name, version } = specOf('golang', word);
    const intent: Intent = version?.text === 'none' ? 'remove' : verb.text === 'list' ? 'detect' : 'use';
    const at = placed(call, name, intent, { count: modules.length, what: 'module argument' });
    call.sink.reference({
      ...typedReference('module', 'golang', name.text, at),
      ...(version ? { version: version.text, parts: [{ role: 'version', span: version.span }] } : {}),
    });
  }
};

function emitDotnet(call: Call, names: readonly Word[], intent: Intent, verb?: Word): void {
  for (const word of names) {
    const uninstall = verbEdit(verb, intent === 'use' ? 'remove' : undefined);
    emitPackage(call, 'nuget', word, intent, { count: names.length, uninstall });
  }
}

/** `dotnet add [project] package X`, `dotnet tool install X`. */
const dotnet: Handler = (call) => {
  const args = readArguments(call.args, {
    values: ['-v', '--version', '-f', '--framework', '-s', '--source', '--add-source', '--tool-path'],
  });
  const { operands } = args;
  const at = operands.findIndex(({ text }) => text === 'package');
  const verb = operands.find(({ text }) => /^(?:add|remove|install|uninstall|update)$/.test(text));
  const rest = at >= 0 ? operands.slice(at + 1) : operands[0]?.text === 'tool' ? operands.slice(2) : [];
  if (!verb) return;
  const removes = /^(?:remove|uninstall)$/.test(verb.text);
  emitDotnet(call, rest.slice(0, 1), removes ? 'remove' : 'use', at >= 0 ? verb : undefined);
  for (const source of valuesOf(args, '-s', '--source', '--add-source')) emitPlace(call, source, 'use');
};

const nuget: Handler = (call) => {
  const { operands } = readArguments(call.args, {
    values: ['-version', '-source', '-outputdirectory', '-o'],
    anyCase: true,
  });
  if (operands[0]?.text === 'install') emitDotnet(call, operands.slice(1, 2), 'use');
};

/** `python -m pip …`; else the script that an interpreter runs. */
const python: Handler = (call) => {
  const args = readArguments(call.args, { values: ['-m', '-c', '-W', '-X'], stopAtOperand: true });
  const [module] = valuesOf(args, '-m');
  if (module && (module.text === 'pip' || module.text === 'pipx')) {
    const at = call.args.indexOf(module);
    const manager = managers[module.text];
    if (at >= 0 && manager) managerHandler(manager)({ ...call, args: call.args.slice(at + 1) });
  } else if (!module && !has(args, '-c') && args.operands.length > 0) {
    call.read(args.operands, call.at, call.sink);
  }
};

/** Package managers of programming languages. */
export const languageHandlers: Record<string, Handler> = {
  ...Object.fromEntries(Object.entries(managers).map(([name, manager]) => [name, managerHandler(manager)])),
  uv,
  uvx: runner('pypi'),
  npx: runner('npm'),
  bunx: runner('npm'),
  go,
  dotnet,
  nuget,
  python,
  python2: python,
  python3: python,
  mamba: managerHandler(managers.conda ?? PIP),
  micromamba: managerHandler(managers.conda ?? PIP),
};
