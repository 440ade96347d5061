import type { Intent } from '../../../core/types.js';
import { serviceReference } from '../references.js';
import { accountHandlers } from './accounts.js';
import { appHandlers } from './apps.js';
import { cloudHandlers } from './cloud.js';
import { cmdletHandlers } from './cmdlets.js';
import { cmdletName, programName } from './parameters.js';
import { containerHandlers } from './containers.js';
import { downloadHandlers } from './download.js';
import { emitPlace, emitProgram, emitSetting, isPath, isUnknown, placed, placesOf } from './emit.js';
import type { Call, Handler, Place } from './emit.js';
import { ecosystemHandlers } from './ecosystems.js';
import { fileHandlers } from './files.js';
import { kubernetesHandlers } from './kubernetes.js';
import { languageHandlers } from './languages.js';
import { networkHandlers } from './network.js';
import { packageHandlers } from './packages.js';
import { processHandlers } from './processes.js';
import { serviceHandlers, serviceIntent } from './services.js';
import { windowsHandlers } from './windows.js';
import { wrapperHandlers } from './wrappers.js';
import { subWord } from './words.js';
import type { CommandContext, CommandSink, Word } from './words.js';

const HANDLERS: ReadonlyMap<string, Handler> = new Map(
  Object.entries({
    ...windowsHandlers,
    ...fileHandlers,
    ...packageHandlers,
    ...languageHandlers,
    ...ecosystemHandlers,
    ...serviceHandlers,
    ...containerHandlers,
    ...kubernetesHandlers,
    ...downloadHandlers,
    ...processHandlers,
    ...networkHandlers,
    ...cloudHandlers,
    ...accountHandlers,
    ...appHandlers,
    ...wrapperHandlers,
    ...cmdletHandlers,
  }),
);

/** Programs whose words only talk to a person or to the shell. */
const SILENT = new Set(
  (
    'logger log where foreach select sort % ? read set unset shift return exit trap true false : sleep wait cd.. pwd let getopts ulimit umask ' +
    'unalias help history jobs bg fg disown times date whoami uname hostname clear tput stty seq shopt enable ' +
    'complete dialog whiptail zenity notify-send wall title rem pause goto call.. break continue'
  ).split(' '),
);
const TALKS =
  /^(?:log|echo|print|msg|info|warn|err|die|fail|usage|debug|abort|say|note|banner|success|notice|fatal)/;
const SILENT_VERB =
  /^(?:write|out|format|select|sort|measure|convert\w*|show|read|trace|where|foreach|tee|group)-/;
const MAX_DEPTH = 16;
const MAX_LENGTH = 4096;

/**
 * Reads one command: its words without operators and redirections, the first of them the program. Reports what
 * the program is told to install, run, look at or take away, and the program itself where it is no tool of the
 * system.
 */
export function readCommand(words: readonly Word[], at: CommandContext, sink: CommandSink): void {
  readAt(words, at, sink, 0);
}

function readAt(words: readonly Word[], at: CommandContext, sink: CommandSink, depth: number): void {
  const [first, ...args] = words;
  if (!first || depth > MAX_DEPTH || first.text.length > MAX_LENGTH) return;
  if (first.passed) {
    const { unit } = first.passed;
    const own = words.map((word) => word.passed?.word ?? word);
    readAt(own, { ...at, unit }, sink, depth + 1);
    return;
  }
  let places: readonly Place[] | undefined;
  const program: Word = { ...first, item: undefined };
  const call: Call = {
    program,
    name: at.powershell ? cmdletName(program.text) : programName(program.text),
    args,
    at,
    sink,
    places: () => (places ??= placesOf(args)),
    read: (inner, context, target) => {
      readAt(inner, context, target, depth + 1);
    },
  };
  const handler = HANDLERS.get(call.name);
  if (!handler && (SILENT.has(call.name) || SILENT_VERB.test(call.name))) return;
  if (handler && (!isPath(program.text) || isSystemPath(program.text))) handler(call);
  else if (!isUnknown(program)) readProgram(call);
  else readPlaces(call, 'use');
}

function isSystemPath(path: string): boolean {
  return /^(?:\/(?:usr\/(?:local\/)?)?s?bin\/|[a-z]:[\\/]+windows\\|%(?:systemroot|windir)%\\|%programdata%\\chocolatey)/i.test(
    path,
  );
}

const REMOVING = /uninstall|remove|cleanup|deinstall/i;
const SETTING_UP = /setup|install|deploy|register/i;
const LOOKING = /(?:^|[:_-])(?:check|detect|find|exists?|is|has|test|verify|probe|query)(?:[_-]|$)/i;
const REMOVE_ARGUMENT =
  /^[-/]*(?:stop|uninstall|remove|disable|purge|unload|stop-\w+|remove-\w+|uninstall-\w+)$/i;
const REMOVE_SWITCH = /^(?:\/(?:x|uninstall|remove)|--?uninstall)$/i;
const ACT_ARGUMENT = /^--?(?:start|set|autoinstall|install|add|update|enable|scan|run|register|load)/i;

/** What running a program that no table knows means, by its name and its first words. */
function programIntent({ name, args, at }: Call): Intent {
  if (REMOVING.test(name)) return 'remove';
  const first = args[0]?.text ?? '';
  if (REMOVE_ARGUMENT.test(first) || args.some(({ text }) => REMOVE_SWITCH.test(text))) return 'remove';
  if (args.length === 1 && /^(?:--?v(?:ersion)?|-V|--?h(?:elp)?|\/\?|--app-info)$/.test(first))
    return 'detect';
  if (serviceIntent(first) === 'detect') return 'detect';
  if (!SETTING_UP.test(name) && LOOKING.test(name)) return 'detect';
  const acts =
    SETTING_UP.test(name) ||
    serviceIntent(first) === 'use' ||
    args.some(({ text }) => ACT_ARGUMENT.test(text));
  return at.condition && !acts ? 'detect' : 'use';
}

function readProgram(call: Call): void {
  if (TALKS.test(call.name) && !isPath(call.program.text)) return;
  const intent = programIntent(call);
  if (/\/init\.d\/[^/]+$/.test(call.program.text)) {
    emitScript(call, serviceIntent(call.args[0]?.text ?? '') ?? intent);
    return;
  }
  emitProgram(call, call.program, intent);
  readPlaces(call, intent);
}

/** `/etc/init.d/name verb` is the service of that name. */
function emitScript(call: Call, intent: Intent): void {
  const { program } = call;
  const name = program.text.slice(program.text.lastIndexOf('/') + 1);
  call.sink.reference(serviceReference('systemd', name, placed(call, program, intent)));
}

/** URLs, absolute paths, installers and settings among the words of a program that no table knows. */
function readPlaces(call: Call, intent: Intent): void {
  for (const word of call.args) {
    const { text } = word;
    if (emitSetting(call, word, intent)) continue;
    const equals = /^--?[\w-]+=/.exec(text)?.[0].length ?? 0;
    const value = equals > 0 ? subWord(word, equals) : word;
    if (
      /^[a-z][a-z0-9+.-]*:\/\/|^(?:\/|~\/|[a-z]:\\|\\\\)|\.(?:deb|rpm|msi|exe|pkg|dmg|run)$/i.test(value.text)
    ) {
      emitPlace(call, value, intent);
    }
  }
}
