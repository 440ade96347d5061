import type { Intent } from '../../../core/types.js';
import { typedReference } from '../references.js';
import { isUnknown, placed } from './emit.js';
import type { Call, Handler } from './emit.js';
import { readArguments, valuesOf } from './options.js';
import { splitWord, subWord } from './words.js';
import type { Word } from './words.js';

const VALUES = [
  ...[
    '-g',
    '--gid',
    '-G',
    '--groups',
    '-u',
    '--uid',
    '-d',
    '--home',
    '-s',
    '--shell',
    '-c',
    '--comment',
    '-p',
  ],
  ...[
    '-k',
    '--skel',
    '-e',
    '--expiredate',
    '-f',
    '-l',
    '--login',
    '-n',
    '--new-name',
    '-R',
    '-P',
    '--ingroup',
  ],
  ...[
    '-a',
    '--add',
    '-M',
    '--members',
    '--gecos',
    '-K',
    '-Z',
    '--firstuid',
    '--lastuid',
    '--prefix',
    '--root',
  ],
];
const GROUPS = ['-g', '--gid', '-G', '--groups', '--ingroup'];

/** A user or a group, by its name. */
export function emitAccount(call: Call, word: Word, intent: Intent): void {
  if (isUnknown(word) || !/^[a-z_][\w.-]*\$?$/i.test(word.text)) return;
  call.sink.reference(typedReference('config', 'account', word.text, placed(call, word, intent)));
}

/** `useradd -G group name`, `adduser name group`, `usermod -aG group name`, `groupadd name` and what undoes them. */
function accounts(intent: Intent): Handler {
  return (call) => {
    // The clusters of usermod end in the option that takes the groups.
    const values =
      call.name === 'usermod' ? VALUES.filter((each) => each !== '-a' && each !== '--add') : VALUES;
    const args = readArguments(call.args, { values });
    for (const groups of valuesOf(args, ...GROUPS)) {
      for (const word of splitWord(groups, /,/g)) emitAccount(call, word, intent);
    }
    for (const word of args.operands) emitAccount(call, word, intent);
  };
}

/** `getent group name`, `id name`. */
const look: Handler = (call) => {
  const { operands } = readArguments(call.args);
  for (const word of call.name === 'getent' ? operands.slice(1) : operands) emitAccount(call, word, 'detect');
};

/** The owner and group of `chown owner:group …`. */
export function emitOwner(call: Call, word: Word | undefined): void {
  if (!word) return;
  for (const part of splitWord(word, /[:.]/g)) emitAccount(call, part, 'use');
}

/** `net localgroup name member /add`, `net user name /delete`. */
export function emitNetAccount(call: Call): void {
  const removes = call.args.some(({ text }) => /^\/del(?:ete)?$/i.test(text));
  const adds = call.args.some(({ text }) => /^\/add$/i.test(text));
  const names = call.args.slice(1).filter(({ text }) => !text.startsWith('/'));
  for (const word of names) emitAccount(call, subWord(word, 0), removes ? 'remove' : adds ? 'use' : 'detect');
}

/** Programs that make, change and delete users and groups. */
export const accountHandlers: Record<string, Handler> = {
  useradd: accounts('use'),
  adduser: accounts('use'),
  usermod: accounts('use'),
  groupadd: accounts('use'),
  addgroup: accounts('use'),
  groupmod: accounts('use'),
  gpasswd: accounts('use'),
  userdel: accounts('remove'),
  deluser: accounts('remove'),
  groupdel: accounts('remove'),
  delgroup: accounts('remove'),
  getent: look,
  id: look,
};
