import { emitPlace, emitProgram, emitSetting } from './emit.js';
import type { Call, Handler } from './emit.js';
import { emitEncoded } from '../encoded.js';
import { has, readArguments, valuesOf } from './options.js';
import { groupWords, subWord, viewOf } from './words.js';
import type { Word } from './words.js';

/** A text that another language reads, in place of the command that carries it. */
export function embedWord({ at, sink }: Call, format: string, word: Word): void {
  if (word.text.trim() === '') return;
  const unit = word.item ?? at.unit;
  sink.embed({ format, view: viewOf(word), ...(unit ? { unit } : {}) });
}

/** Drops settings before a command, as `env` and `sudo` take them, and reports them. */
function afterSettings(call: Call, words: readonly Word[]): readonly Word[] {
  let at = 0;
  for (; at < words.length; at++) {
    const word = words[at];
    if (!word || !/^\w+=/.test(word.text)) break;
    emitSetting(call, word, 'use');
  }
  return words.slice(at);
}

/** A program that runs the command behind its options and the given number of operands. */
function wrapper(values: readonly string[], skip = 0): Handler {
  return (call) => {
    const { operands } = readArguments(call.args, { values, stopAtOperand: true });
    const inner = afterSettings(call, groupWords(operands).slice(skip).flat());
    if (inner.length > 0) call.read(inner, call.at, call.sink);
  };
}

const SHELLS = ['-o', '+o', '-O', '--rcfile', '--init-file'];

/** `sh -c 'text'`, `sh script`: a text is read again, a script is the program. */
const shell: Handler = (call) => {
  const { args } = call;
  const at = args.findIndex(({ text, quoted }) => !quoted && /^-[a-z]*c[a-z]*$/.test(text));
  const text = at >= 0 ? args[at + 1] : undefined;
  if (text) {
    embedWord(call, 'shell', text);
    return;
  }
  const { operands } = readArguments(args, { values: SHELLS, stopAtOperand: true });
  const first = operands[0];
  if (first && /^\w+:\/\//.test(first.text)) emitPlace(call, first, 'use');
  else if (operands.length > 0) call.read(operands, call.at, call.sink);
};

/** `ssh host command`: one quoted word is a line of shell, several are its words. */
const ssh: Handler = (call) => {
  const values = [
    '-i',
    '-l',
    '-p',
    '-o',
    '-F',
    '-J',
    '-L',
    '-R',
    '-D',
    '-b',
    '-c',
    '-E',
    '-e',
    '-m',
    '-W',
    '-S',
  ];
  const { operands } = readArguments(call.args, { values, stopAtOperand: true });
  readRest(call, groupWords(operands).slice(1).flat());
};

/** `su user -c 'text'`. */
const su: Handler = (call) => {
  const args = readArguments(call.args, { values: ['-c', '--command', '-s', '--shell', '-g', '-G'] });
  for (const text of valuesOf(args, '-c', '--command')) embedWord(call, 'shell', text);
};

/** `alias name='text'` gives a line of shell a name. */
const alias: Handler = (call) => {
  for (const word of call.args) {
    const equals = /^[^=\s]+=/.exec(word.text)?.[0].length ?? 0;
    if (equals > 0) embedWord(call, 'shell', subWord(word, equals));
  }
};

/** `tmux send-keys text Enter` types lines of shell, `tmux new-session text` runs one. */
const tmux: Handler = (call) => {
  const { operands } = readArguments(call.args, {
    values: ['-t', '-s', '-n', '-c', '-N', '-x', '-y', '-F', '-e'],
  });
  const [verb, ...rest] = operands;
  if (
    !verb ||
    !/^(?:send(?:-keys)?|new(?:-session|-window|w)?|split-window|splitw|respawn-pane)$/.test(verb.text)
  )
    return;
  for (const word of rest) if (/[\s/]/.test(word.text)) embedWord(call, 'shell', word);
};

const evaluate: Handler = (call) => {
  readRest(call, call.args);
};

function readRest(call: Call, words: readonly Word[]): void {
  const [only] = words;
  if (only && words.length === 1 && /\s/.test(only.text)) embedWord(call, 'shell', only);
  else if (words.length > 0) call.read(words, call.at, call.sink);
}

/** `command -v name` asks, `command name` runs. */
const command: Handler = (call) => {
  const args = readArguments(call.args, { stopAtOperand: true });
  if (has(args, '-v', '-V')) for (const word of args.operands) emitProgram(call, word, 'detect');
  else call.read(args.operands, call.at, call.sink);
};

/** `cmd /c line`: the rest is one line of batch. */
const cmd: Handler = (call) => {
  const at = call.args.findIndex(({ text }) => /^\/[ck]$/i.test(text));
  const rest = call.args.slice(at + 1);
  const [only] = rest;
  if (at < 0 || !only) return;
  if (rest.length === 1 && /\s/.test(only.text)) embedWord(call, 'batch', only);
  else call.read(rest, { ...call.at, windows: true }, call.sink);
};

/** `powershell -Command text`, `powershell -File script`. */
const powershell: Handler = (call) => {
  const { args } = call;
  const at = args.findIndex(({ text }) => /^[-/](?:c|command|f|file|e|ec|enc|encodedcommand)$/i.test(text));
  const option = args[at]?.text.slice(1).toLowerCase() ?? '';
  const rest = at < 0 ? args.filter(({ text }) => !/^[-/]/.test(text)) : args.slice(at + 1);
  const [first] = rest;
  if (!first) return;
  if (option.startsWith('e')) emitEncoded(call.sink, first, () => 'powershell', { unit: call.at.unit });
  else if (option.startsWith('f')) call.read(rest, { ...call.at, windows: true }, call.sink);
  else if (rest.length === 1) embedWord(call, 'powershell', first);
  else if (/^&$/.test(first.text)) call.read(rest.slice(1), { ...call.at, windows: true }, call.sink);
  else call.read(rest, { ...call.at, windows: true }, call.sink);
};

/** `start "title" /wait program …` of Windows. */
const start: Handler = (call) => {
  const words = call.args.filter(({ text }) => !/^\/(?:wait|b|min|max|d|i|low|high|normal)$/i.test(text));
  const from = words[0]?.quoted && words.length > 1 ? 1 : 0;
  if (words.length > from) call.read(words.slice(from), { ...call.at, windows: true }, call.sink);
};

/** Programs whose business is to run another one. */
export const wrapperHandlers: Record<string, Handler> = {
  sudo: wrapper(['-u', '--user', '-g', '--group', '-h', '-p', '-C', '-r', '-t', '-D', '-R']),
  doas: wrapper(['-u', '-C']),
  env: wrapper(['-u', '--unset', '-C', '--chdir']),
  nohup: wrapper([]),
  time: wrapper(['-f', '-o']),
  xargs: wrapper(['-n', '-I', '-P', '-L', '-d', '-a', '-s', '-E', '--max-args', '--replace', '--delimiter']),
  timeout: wrapper(['-s', '--signal', '-k', '--kill-after'], 1),
  nice: wrapper(['-n', '--adjustment']),
  ionice: wrapper(['-c', '-n', '--class', '--classdata']),
  setsid: wrapper([]),
  nsenter: wrapper(['-t', '--target', '-S', '--setuid', '-G', '--setgid']),
  unshare: wrapper(['-S', '--setuid', '-G', '--setgid', '--map-user', '--map-group']),
  stdbuf: wrapper(['-i', '-o', '-e']),
  chroot: wrapper(['--userspec', '--groups'], 1),
  curtin: (call) => {
    const at = call.args.findIndex(({ text }) => text === '--');
    call.read(call.args.slice(at < 0 ? 1 : at + 1), call.at, call.sink);
  },
  'in-target': wrapper([]),
  flock: wrapper(['-w', '-E', '--timeout'], 1),
  watch: wrapper(['-n', '--interval']),
  unbuffer: wrapper([]),
  alias,
  tmux,
  'arch-chroot': wrapper(['-u'], 1),
  'systemd-run': wrapper([
    '-p',
    '--property',
    '-u',
    '--unit',
    '-E',
    '--setenv',
    '--on-calendar',
    '--description',
  ]),
  exec: wrapper(['-a']),
  builtin: wrapper([]),
  then: wrapper([]),
  '&': wrapper([]),
  retry: wrapper(['-t', '-d'], 0),
  sh: shell,
  bash: shell,
  dash: shell,
  zsh: shell,
  ksh: shell,
  ash: shell,
  perl: wrapper(['-e', '-I', '-M']),
  ssh,
  su,
  runuser: su,
  eval: evaluate,
  command,
  cmd,
  powershell,
  pwsh: powershell,
  start,
};
