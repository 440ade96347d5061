import type { Intent } from '../../../core/types.js';
import { configReference, isInstallerName, typedReference } from '../references.js';
import { emitOwner } from './accounts.js';
import { emitPackage, emitPlace, emitPlaces, emitProcess, emitService, placed } from './emit.js';
import type { Call, Handler } from './emit.js';
import { has, readArguments, valuesOf } from './options.js';
import type { OptionSyntax } from './options.js';
import { splitWord, subWord } from './words.js';
import type { Word } from './words.js';

function files(intent: Intent, syntax: OptionSyntax = {}): Handler {
  return (call) => {
    emitPlaces(call, readArguments(call.args, syntax).operands, intent, true);
  };
}

/** `cp file… folder` and the like; each folder that `install -d` makes is one of its own. */
const carry: Handler = (call) => {
  const args = readArguments(call.args, { values: ['-m', '-o', '-g', '-S'] });
  emitPlaces(call, args.operands, 'use', call.name === 'install' && has(args, '-d', '--directory'));
};

/** A deleted installer was downloaded to be run: tidying up takes nothing from the machine. */
const remove: Handler = (call) => {
  const { operands } = readArguments(call.args, { values: ['-n', '--iterations'] });
  for (const word of operands) {
    const tidies = isInstallerName(word.text) || /^\.{1,2}\//.test(word.text);
    emitPlace(call, word, tidies ? 'mention' : 'remove', { count: operands.length });
  }
};

/** Skips the first operand, a mode, an owner or a program text that only looks like a path. */
function afterFirst(intent: Intent, syntax: OptionSyntax = {}): Handler {
  return (call) => {
    const args = readArguments(call.args, syntax);
    const program = has(args, '-e', '--expression', '-f', '--file');
    const from = program || has(args, '--reference') ? 0 : 1;
    const operands = args.operands.slice(from);
    const changes = args.options.some(({ name }) => /^-i|^--in-place/.test(name));
    for (const word of operands) {
      emitPlace(call, word, changes ? 'use' : intent, { count: operands.length });
    }
  };
}

/** `chown owner:group file`, `chgrp group file`. */
const owned: Handler = (call) => {
  const args = readArguments(call.args);
  if (!has(args, '--reference')) emitOwner(call, args.operands[0]);
  afterFirst('use')(call);
};

const PATTERN = /^[\w.+@$-]+$/;

/** `grep`: its pattern names what is looked for if it reads a list of processes, packages or services. */
const grep: Handler = (call) => {
  const args = readArguments(call.args, {
    values: ['-e', '--regexp', '-f', '-A', '-B', '-C', '-m', '--include', '--exclude'],
  });
  const named = valuesOf(args, '-e', '--regexp');
  const patterns = named.length > 0 ? named : args.operands.slice(0, 1);
  for (const word of args.operands.slice(named.length > 0 ? 0 : 1)) emitPlace(call, word, 'detect');
  const { listed, fate = 'detect' } = call.at;
  if (!listed || has(args, '-v', '--invert-match')) return;
  for (const alternative of patterns.flatMap((word) => splitWord(word, /\\?\|/g))) {
    const word = trimPattern(alternative);
    if (!PATTERN.test(word.text)) continue;
    if (listed === 'process') emitProcess(call, word, fate);
    else if (listed === 'package') emitPackage(call, 'os', word, fate);
    else if (listed === 'service') emitService(call, word, fate);
  }
};

/** `find` and `findstr` of Windows: a text, or several between blanks, in what a list says. */
const findstr: Handler = (call) => {
  const { listed, fate = 'detect' } = call.at;
  if (!listed || call.args.some(({ text }) => /^\/v$/i.test(text))) return;
  for (const word of call.args.filter(({ text }) => !text.startsWith('/')).flatMap(namesIn)) {
    if (listed === 'process') emitProcess(call, word, fate);
    else if (listed === 'service') emitService(call, word, fate);
  }
};

function namesIn(word: Word): Word[] {
  return splitWord(word, /\s+/g).filter(({ text }) => PATTERN.test(text));
}

/** A grep pattern without anchors, word ends and the brackets that keep it from finding itself. */
export function trimPattern(word: Word): Word {
  if (word.text.length > 256) return word;
  const start = /^(?:\^|\\b|\\<|[\s"'(])*/.exec(word.text)?.[0].length ?? 0;
  const end = /(?:\.\*|\$|\\b|\\>|[\s"')])*$/.exec(word.text)?.index ?? word.text.length;
  const trimmed = start > 0 || end < word.text.length ? subWord(word, start, Math.max(start, end)) : word;
  const bracket = /^\[(\w)\]/.exec(trimmed.text);
  if (!bracket?.[1]) return trimmed;
  return { ...trimmed, text: bracket[1] + trimmed.text.slice(3), pieces: [] };
}

/** `test` and `[`: paths are looked at, everything else is compared. */
const test: Handler = (call) => {
  for (const word of call.args) emitPlace(call, word, 'detect');
};

const KEY = /(?:^|\\n|\n|\s)([A-Z][A-Z0-9_]{2,})=/dg;
const ADDRESS = /(?<![a-z0-9+.-])[a-z][a-z0-9+.-]*:\/\/[^\s"'<>|]+/gi;
const HOSTS_LINE = /^\s*(\d+\.\d+\.\d+\.\d+)\s+(\S+)/d;

/** What is written into a file by `echo` and `printf`: settings and addresses; a line of a hosts file. */
const echo: Handler = (call) => {
  if (!call.at.stored) return;
  for (const word of call.args) {
    for (const match of word.text.matchAll(KEY)) {
      const [start, end] = match.indices?.[1] ?? [0, 0];
      const key = subWord(word, start, end);
      call.sink.reference(configReference('config-key', key.text, placed(call, key, 'use')));
    }
    for (const match of word.text.matchAll(ADDRESS)) {
      emitPlace(call, subWord(word, match.index, match.index + match[0].length), 'use');
    }
    const host = HOSTS_LINE.exec(word.text);
    const place = host?.indices?.[2];
    if (host?.[1] && place) emitHost(call, subWord(word, ...place), host[1]);
  }
};

function emitHost(call: Call, word: Word, address: string): void {
  const blocked = address === '0.0.0.0' || address.startsWith('127.');
  const at = placed(call, word, blocked ? 'remove' : 'use');
  call.sink.reference(typedReference('url', 'domain', word.text, at));
}

/** `dd if=… of=…`. */
const dd: Handler = (call) => {
  for (const word of call.args) {
    const at = word.text.indexOf('=');
    if (/^[io]f=/.test(word.text)) emitPlace(call, subWord(word, at + 1), 'use');
  }
};

/** `find`: roots and names are looked for, removed if it deletes. */
const find: Handler = (call) => {
  const removes = call.args.some(({ text }) => text === '-delete' || text === 'rm');
  const intent = removes || call.at.fate === 'remove' ? 'remove' : 'detect';
  for (const word of call.args) emitPlace(call, word, intent);
};

const TAR = [
  '-f',
  '--file',
  '-C',
  '--directory',
  '-T',
  '-X',
  '--exclude',
  '--transform',
  '--strip-components',
];

/** `tar xf archive -C folder`: the old style has no dash. All of it is of no use without any of its places. */
const tar: Handler = (call) => {
  const args = readArguments(call.args, { values: TAR });
  const places = [...args.operands, ...valuesOf(args, '-f', '--file', '-C', '--directory')];
  for (const word of places) emitPlace(call, word, 'use');
};

/** `semanage fcontext -a -t type path` labels a path of a program, `-d` takes the label back. */
const semanage: Handler = (call) => {
  const deletes = call.args.some(({ text }) => /^(?:-d|-D|--delete(?:all)?)$/.test(text));
  files(deletes ? 'remove' : 'use', { values: ['-t', '-f', '-s', '-r', '-e', '-p'] })(call);
};

const LOOK =
  'ls stat cat head tail less more file du df wc md5sum sha1sum sha256sum sha512sum cksum readlink realpath diff cmp basename dirname ldd strings tree getfacl lsattr journalctl jq zcat lsof fuser'.split(
    ' ',
  );
const USE =
  'mkdir touch tee cd pushd source . gzip gunzip bunzip2 xz unxz cabextract truncate ldconfig insmod modprobe semodule restorecon chattr shellcheck dos2unix vi vim nano'.split(
    ' ',
  );

const CARRY =
  'cp mv install ln unzip 7z 7za 7zr 7zz cpio update-alternatives mount setfacl patch envsubst gpg openssl'.split(
    ' ',
  );

/** Programs that work on files. */
export const fileHandlers: Record<string, Handler> = {
  ...Object.fromEntries(
    LOOK.map((name) => [name, files('detect', { values: ['-n', '-c', '-u', '-p', '-o'] })]),
  ),
  ...Object.fromEntries(CARRY.map((name) => [name, carry])),
  ...Object.fromEntries(USE.map((name) => [name, files('use', { values: ['-m', '-o', '-g', '-S'] })])),
  rm: remove,
  rmdir: remove,
  shred: remove,
  unlink: remove,
  umount: remove,
  chmod: afterFirst('use'),
  chown: owned,
  chgrp: owned,
  chcon: afterFirst('use'),
  semanage,
  sed: afterFirst('detect', { values: ['-e', '--expression', '-f', '--file'] }),
  awk: afterFirst('detect', { values: ['-F', '-v', '-f'] }),
  gawk: afterFirst('detect', { values: ['-F', '-v', '-f'] }),
  cut: files('detect', { values: ['-d', '-f', '-c'] }),
  tr: () => undefined,
  grep,
  egrep: grep,
  fgrep: grep,
  zgrep: grep,
  rg: grep,
  test,
  '[': test,
  '[[': test,
  echo,
  printf: echo,
  dd,
  find: (call) => {
    (call.at.windows === true && call.at.listed ? findstr : find)(call);
  },
  findstr,
  tar,
};
