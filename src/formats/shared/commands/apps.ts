import type { IdentifierType, Intent } from '../../../core/types.js';
import { configReference, typedReference } from '../references.js';
import { emitPlace, isPath, isUnknown, placed } from './emit.js';
import type { Call, Handler } from './emit.js';
import { readArguments, valuesOf } from './options.js';
import { subWord } from './words.js';
import type { Word } from './words.js';

const IDENTIFIER = /^[a-z][\w-]*(?:\.[\w-]+)+$/i;

function emitApp(call: Call, type: IdentifierType, word: Word, intent: Intent): void {
  if (isUnknown(word) || !IDENTIFIER.test(word.text)) return;
  call.sink.reference(typedReference('app-id', type, word.text, placed(call, word, intent)));
}

const TAKES_AWAY =
  /^(?:bootout|unload|remove|stop|disable|kill|--forget|--unlink|delete|uninstall|disable-user|disable-until-used|hide|clear|suspend|revoke|force-stop|reset)$/;
const LOOKS =
  /^(?:list|print|blame|info|procinfo|--pkgs|--pkg-info|--files|--pkgs=.*|--pkg-groups|read|read-type|find|path|dump|query-activities)$/;

function intentOf(verb: string | undefined): Intent {
  return verb === undefined ? 'use' : TAKES_AWAY.test(verb) ? 'remove' : LOOKS.test(verb) ? 'detect' : 'use';
}

/** Programs of macOS that name bundles, jobs and packages by identifier, or by the file of it. */
const bundles: Handler = (call) => {
  const verb = call.args.find(({ text }) => TAKES_AWAY.test(text) || LOOKS.test(text))?.text;
  const intent = call.name === 'kextunload' ? 'remove' : call.name === 'kextstat' ? 'detect' : intentOf(verb);
  for (const word of call.args) {
    const domain = /^(?:system|(?:gui|user|login)\/\d*)\//.exec(word.text)?.[0].length ?? 0;
    if (domain > 0) emitApp(call, 'apple-bundle', subWord(word, domain), intent);
    else if (isPath(word.text)) emitPlace(call, word, intent);
    else emitApp(call, 'apple-bundle', word, intent);
  }
};

const TEAM = /^[A-Z0-9]{10}$/;

/** Programs of macOS that trust a developer by the team, and extensions by team and bundle. */
const teams: Handler = (call) => {
  const removes = call.args.some(({ text }) => /^(?:remove|uninstall|--remove|--block|reset)$/.test(text));
  const intent = removes ? 'remove' : 'use';
  for (const word of call.args) {
    if (TEAM.test(word.text)) {
      call.sink.reference(typedReference('app-id', 'apple-team', word.text, placed(call, word, intent)));
    } else emitApp(call, 'apple-bundle', word, intent);
  }
};

/** `pm uninstall app` and the like on a device (https://developer.android.com/tools/adb#pm). */
const pm: Handler = (call) => {
  const { operands } = readArguments(call.args, { values: ['--user', '-i', '--installer'] });
  const [verb, ...rest] = operands;
  if (!verb) return;
  for (const word of rest) emitApp(call, 'android-app', word, intentOf(verb.text));
};

/** `am start -n app/activity`, `am instrument -w app/runner`. */
const am: Handler = (call) => {
  const args = readArguments(call.args, { values: ['-n', '-a', '-d', '-e', '--user', '--es', '--ez', '-c'] });
  const [verb, ...rest] = args.operands;
  for (const word of [...valuesOf(args, '-n'), ...rest]) {
    const slash = word.text.indexOf('/');
    const app = slash < 0 ? word : subWord(word, 0, slash);
    emitApp(call, 'android-app', app, intentOf(verb?.text));
    const component = slash < 0 ? undefined : subWord(word, slash + 1);
    if (component && verb?.text === 'instrument' && IDENTIFIER.test(component.text)) {
      call.sink.reference(configReference('config-value', component.text, placed(call, component, 'use')));
    }
  }
};

/** `adb shell command`, `adb install file`, `adb uninstall app`. */
const adb: Handler = (call) => {
  const args = readArguments(call.args, { values: ['-s', '-H', '-P', '-t'], stopAtOperand: true });
  const [verb, ...rest] = args.operands;
  if (verb?.text === 'shell') call.read(rest, call.at, call.sink);
  else if (verb?.text === 'uninstall') for (const word of rest) emitApp(call, 'android-app', word, 'remove');
  else if (verb?.text.startsWith('install')) for (const word of rest) emitPlace(call, word, 'use');
};

/** Programs that name apps of macOS and Android by identifier. */
export const appHandlers: Record<string, Handler> = {
  launchctl: bundles,
  pkgutil: bundles,
  kextload: bundles,
  kextunload: bundles,
  kextstat: bundles,
  kmutil: bundles,
  defaults: bundles,
  tccutil: bundles,
  spctl: teams,
  santactl: teams,
  systemextensionsctl: teams,
  pm,
  am,
  adb,
};
