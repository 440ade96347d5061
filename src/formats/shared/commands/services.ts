import type { Intent } from '../../../core/types.js';
import { emitNetAccount } from './accounts.js';
import { emitService, verbEdit } from './emit.js';
import type { Call, Handler } from './emit.js';
import { has, readArguments } from './options.js';
import type { Word } from './words.js';

const USE =
  /^(?:re)?(?:start|enable|load)$|^(?:try-|force-|cond)?re(?:start|load)$|^(?:try-)?reload-or-restart$|^(?:unmask|link|preset|isolate|defaults|on|--add|add|resume|resetpriorities|add-wants|edit|set-property|revert)$/;
const REMOVE =
  /^(?:stop|disable|mask|kill|off|remove|del|--del|delete|clean|reset-failed|pause|unload|uninstall)$/;
const DETECT = /^(?:status|is-\w+|show|cat|list-[\w-]+|--list|query\w*|qc|list|help)$/;

/** What a verb of the init system does to a service; undefined for verbs that name none. */
export function serviceIntent(verb: string): Intent | undefined {
  const word = verb.toLowerCase();
  if (REMOVE.test(word)) return 'remove';
  if (DETECT.test(word)) return 'detect';
  return USE.test(word) ? 'use' : undefined;
}

const OPPOSITE: Record<string, string> = {
  enable: 'disable',
  reenable: 'disable',
  start: 'stop',
  restart: 'stop',
  unmask: 'mask',
  on: 'off',
  defaults: 'remove',
};

function emitAll(call: Call, verb: Word | undefined, services: readonly Word[]): void {
  const intent = verb && serviceIntent(verb.text);
  if (!intent) return;
  const uninstall = intent === 'use' ? verbEdit(verb, OPPOSITE[verb.text.toLowerCase()]) : undefined;
  for (const word of services) emitService(call, word, intent, { count: services.length, uninstall });
}

/** `systemctl verb unit…` (https://www.freedesktop.org/software/systemd/man/latest/systemctl.html). */
const systemctl: Handler = (call) => {
  const { operands } = readArguments(call.args, {
    values: [
      '-t',
      '--type',
      '-H',
      '--host',
      '-M',
      '--machine',
      '-n',
      '--lines',
      '-o',
      '-p',
      '--state',
      '-s',
      '--root',
    ],
  });
  const [verb, ...units] = operands;
  if (verb && /^set-(?:default|environment)$|^(?:import|show)-environment$/.test(verb.text)) return;
  emitAll(call, verb, units);
};

/** `service name verb` and others of that order. */
const nameFirst: Handler = (call) => {
  const { operands } = readArguments(call.args);
  const [name, ...verbs] = operands;
  const verb = verbs.find(({ text }) => serviceIntent(text));
  if (name) emitAll(call, verb, [name]);
};

/** `rc-update add name`, `chkconfig --add name`, `insserv -r name`. */
const verbFirst: Handler = (call) => {
  const args = readArguments(call.args);
  const option = call.args.find(({ text }) => /^--(?:add|del|list)$/.test(text));
  const [first, second] = args.operands;
  if (option && first) emitAll(call, option, [first]);
  else if (first && serviceIntent(first.text) && second) emitAll(call, first, [second]);
  else if (first && second) emitAll(call, second, [first]);
  else if (first && has(args, '-r', '-d')) emitService(call, first, has(args, '-r') ? 'remove' : 'use');
  else if (first && call.name === 'insserv') emitService(call, first, 'use');
};

/** `sc [\\server] verb name …` and `net start name` of Windows. */
const windowsService: Handler = (call) => {
  const words = call.args.filter(({ text }) => !text.startsWith('\\\\') && !text.startsWith('-'));
  const [verb, name, ...rest] = words;
  if (!verb || !name || name.text.endsWith('=')) return;
  const windows: Call = { ...call, at: { ...call.at, windows: true } };
  const word = verb.text.toLowerCase();
  if (word === 'config' || word === 'create' || word === 'failure') {
    const at = rest.findIndex(({ text }) => /^start=/i.test(text));
    const start = (rest[at]?.text.slice(6) ?? '') || (rest[at + 1]?.text ?? '');
    emitService(windows, name, /^(?:disabled|demand)$/i.test(start) ? 'remove' : 'use');
  } else if (/^(?:user|group|localgroup)$/.test(word)) {
    emitNetAccount(call);
  } else if (word !== 'use' && word !== 'share') {
    emitAll(windows, verb, call.name.startsWith('net') ? words.slice(1) : [name]);
  }
};

/** Programs that start and stop services. */
export const serviceHandlers: Record<string, Handler> = {
  systemctl,
  service: nameFirst,
  'rc-service': nameFirst,
  'invoke-rc.d': nameFirst,
  'update-rc.d': nameFirst,
  chkconfig: verbFirst,
  'rc-update': verbFirst,
  insserv: verbFirst,
  initctl: verbFirst,
  sc: windowsService,
  net: windowsService,
  net1: windowsService,
};
