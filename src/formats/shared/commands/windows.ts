import type { Edit, Intent } from '../../../core/types.js';
import { typedReference } from '../references.js';
import {
  emitPackages,
  emitPlace,
  emitPlaces,
  emitProcess,
  emitProduct,
  emitSetting,
  placed,
  verbEdit,
} from './emit.js';
import type { Call, Handler } from './emit.js';
import { readArguments, valuesOf } from './options.js';
import { managerHandler } from './packages.js';
import { splitWord, subWord } from './words.js';
import type { Word } from './words.js';

const CHOCO_VALUES = [
  ...['--version', '-version', '--source', '-source', '-s', '--params', '--package-parameters', '-params'],
  ...['--install-arguments', '--ia', '-ia', '--installargs', '--proxy', '--execution-timeout', '--timeout'],
];

function choco(use: readonly string[], fixed?: Intent): Handler {
  return (call) => {
    const { operands } = readArguments(call.args, { values: CHOCO_VALUES, anyCase: true });
    const verb = fixed ? undefined : operands[0];
    const word = verb?.text.toLowerCase() ?? '';
    const intent: Intent | undefined =
      fixed ??
      (use.includes(word)
        ? 'use'
        : word === 'uninstall'
          ? 'remove'
          : /^(?:list|info|search|outdated|find)$/.test(word)
            ? 'detect'
            : undefined);
    if (!intent) return;
    const names = operands.slice(fixed ? 0 : 1).flatMap((each) => splitWord(each, /;/g));
    const uninstall = intent === 'use' ? verbEdit(verb, 'uninstall') : undefined;
    emitPackages(call, 'chocolatey', names, intent, uninstall);
  };
}

const winget = managerHandler({
  type: 'winget',
  use: ['install', 'add', 'upgrade', 'update', 'import', 'download', 'configure'],
  remove: ['uninstall', 'remove', 'rm'],
  detect: ['show', 'view', 'list', 'ls', 'search', 'find'],
  options: {
    values: [
      '--id',
      '--name',
      '--moniker',
      '-q',
      '--query',
      '-v',
      '--version',
      '-s',
      '--source',
      '--scope',
      '-l',
    ],
    anyCase: true,
  },
  names: ['--id', '--name', '--moniker', '-q', '--query'],
  titles: true,
});

const scoop = managerHandler({
  type: 'scoop',
  use: ['install', 'update'],
  remove: ['uninstall'],
  detect: ['info', 'search', 'list', 'status'],
});

const GUID = /\{?[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\}?/i;

/** What takes away what an action of `msiexec` has installed, by code or by package. */
const OPPOSITE_ACTION: Readonly<Record<string, string>> = { i: 'x', package: 'uninstall' };

/** The product code or package that `msiexec` works on (https://learn.microsoft.com/windows/win32/msi/command-line-options). */
export const msiexec: Handler = (call) => {
  let intent: Intent = 'use';
  let uninstall: Edit[] | undefined;
  for (const word of call.args) {
    const option = /^["']?[-/](?<action>i|a|fa|f\w*|package|update|p|x|uninstall|j\w*)(?=$|[\s{"])/i.exec(
      word.text,
    );
    const action = option?.groups?.action?.toLowerCase();
    if (action) {
      intent = action === 'x' || action === 'uninstall' ? 'remove' : 'use';
      const at = word.text.search(/[-/]/) + 1;
      uninstall = verbEdit(subWord(word, at, at + action.length), OPPOSITE_ACTION[action]);
    }
    if (emitSetting(call, word, intent)) continue;
    const code = GUID.exec(word.text);
    if (code) {
      const name = subWord(word, code.index, code.index + code[0].length);
      const at = placed(call, name, intent, { uninstall });
      call.sink.reference(typedReference('app-id', 'msi-product', name.text, at));
      continue;
    }
    const rest = option ? option[0].length : 0;
    if (rest < word.text.length) emitInstaller(call, subWord(word, rest), intent, uninstall);
  }
};

/** The first installer in a text of arguments. */
function emitInstaller(call: Call, word: Word, intent: Intent, uninstall: Edit[] | undefined): void {
  const match = /[^\s"'=][^"'=]*\.(?:msi|msp|msix|exe)\b/i.exec(word.text.slice(0, 2048));
  if (match)
    emitPlace(call, subWord(word, match.index, match.index + match[0].length), intent, { uninstall });
}

const PRODUCT = /\b(?:name|description|caption|displayname|vendor)\s+?(?:like|=)\s*\\?['"]?%?([^%'"\\]+)/di;
const PRODUCT_TIGHT = /\b(?:name|description|caption|vendor)\s*=\s*\\?['"]?%?([^%'"\\]+)/di;

/** A product name inside a query for installed programs. */
export function emitProductQuery(call: Call, word: Word, intent: Intent): boolean {
  const match = PRODUCT.exec(word.text) ?? PRODUCT_TIGHT.exec(word.text);
  const place = match?.indices?.[1];
  if (!place) return false;
  emitProduct(call, subWord(word, ...place), intent);
  return true;
}

/** `wmic product where "name like '%x%'" call uninstall`. */
const wmic: Handler = (call) => {
  const removes = call.args.some(({ text }) => /^(?:uninstall|delete|terminate|stopservice)$/i.test(text));
  const calls = /\bcall\s+(?:uninstall|terminate)/i.test(call.args.map(({ text }) => text).join(' '));
  const intent: Intent = removes || calls ? 'remove' : 'detect';
  const processes = call.args.some(({ text }) => /^process$/i.test(text));
  for (const word of call.args) {
    if (processes && /^name\s*=/i.test(word.text)) {
      const from = /^name\s*=\s*['"]?/i.exec(word.text)?.[0].length ?? 0;
      const name = subWord(word, from, word.text.replace(/['"]+$/, '').length);
      emitProcess(call, name, intent);
    } else emitProductQuery(call, word, intent);
  }
};

const REGISTRY = /^(?:hk(?:lm|cu|cr|u|cc)|hkey_\w+):?(?:\\|$)/i;

/** `reg add key`, `reg delete key`, `reg query key`. */
const reg: Handler = (call) => {
  const [verb, key] = call.args;
  if (!verb || !key || !REGISTRY.test(key.text)) return;
  const word = verb.text.toLowerCase();
  const intent: Intent =
    word === 'delete' ? 'remove' : word === 'query' || word === 'export' ? 'detect' : 'use';
  call.sink.reference(typedReference('config', 'registry-key', key.text, placed(call, key, intent)));
};

function places(intent: Intent, list = true): Handler {
  return (call) => {
    emitPlaces(call, readArguments(call.args, { slash: true, anyCase: true }).operands, intent, list);
  };
}

/** `schtasks /create /tr program`, `/delete /tn name`. */
const schtasks: Handler = (call) => {
  const args = readArguments(call.args, {
    values: ['/tn', '/tr', '/sc', '/ru', '/rl', '/st'],
    slash: true,
    anyCase: true,
  });
  const removes = args.options.some(
    ({ name }) => name === '/delete' || name === '/end' || name === '/disable',
  );
  for (const word of valuesOf(args, '/tn', '/tr')) emitPlace(call, word, removes ? 'remove' : 'use');
};

/** Package managers and system tools of Windows. */
export const windowsHandlers: Record<string, Handler> = {
  choco: choco(['install', 'upgrade', 'update', 'pin', 'download']),
  chocolatey: choco(['install', 'upgrade', 'update']),
  cinst: choco([], 'use'),
  cup: choco([], 'use'),
  cuninst: choco([], 'remove'),
  clist: choco([], 'detect'),
  winget,
  scoop,
  msiexec,
  wmic,
  reg,
  schtasks,
  copy: places('use', false),
  xcopy: places('use', false),
  robocopy: places('use', false),
  move: places('use', false),
  md: places('use'),
  expand: places('use', false),
  regsvr32: places('use'),
  icacls: places('use', false),
  del: places('remove'),
  erase: places('remove'),
  rd: places('remove'),
  dir: places('detect'),
};
