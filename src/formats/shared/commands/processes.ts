import type { Handler } from './emit.js';
import { emitPlace, emitProcess } from './emit.js';
import { trimPattern } from './files.js';
import { has, readArguments, valuesOf } from './options.js';
import { splitWord, subWord } from './words.js';
import type { Word } from './words.js';

const SIGNALS = ['-s', '--signal', '-u', '--euid', '-U', '-G', '-g', '-t', '-P', '--parent', '-o', '--user'];

/** `pkill`, `killall`: a process that is ended; signal 0 only asks whether it is there. */
const kill: Handler = (call) => {
  const args = readArguments(call.args, { values: SIGNALS });
  const asks = has(args, '-0') || valuesOf(args, '-s', '--signal').some(({ text }) => text === '0');
  const names = args.operands.flatMap((word) => splitWord(word, /\\?\|/g)).map(trimPattern);
  for (const word of names) {
    const intent = asks ? 'detect' : 'remove';
    if (!emitPlace(call, word, intent)) emitProcess(call, word, intent, { count: names.length });
  }
};

/** `pgrep`, `pidof`: looks for a process, for one that ends it at times. */
const pgrep: Handler = (call) => {
  const args = readArguments(call.args, { values: SIGNALS });
  const intent = call.at.fate ?? 'detect';
  for (const word of args.operands.flatMap((each) => splitWord(each, /\\?\|/g)).map(trimPattern)) {
    if (!emitPlace(call, word, intent)) emitProcess(call, word, intent);
  }
};

/** `ps -C name`. */
const ps: Handler = (call) => {
  for (const word of valuesOf(readArguments(call.args, { values: ['-C', '-o', '-p', '-u'] }), '-C')) {
    emitProcess(call, word, 'detect');
  }
};

/** `which`, `type`, `hash`: asks whether a program is there. */
const which: Handler = (call) => {
  for (const word of readArguments(call.args).operands) emitProcess(call, word, 'detect');
};

/** `taskkill /IM name /F` (https://learn.microsoft.com/windows-server/administration/windows-commands/taskkill). */
const taskkill: Handler = (call) => {
  const args = readArguments(call.args, {
    values: ['/im', '/pid', '/s', '/u', '/p', '/fi', '-im', '-fi', '-pid'],
    slash: true,
    anyCase: true,
  });
  const names = valuesOf(args, '/im', '-im');
  for (const word of names) emitProcess(call, word, 'remove', { count: names.length });
  for (const word of valuesOf(args, '/fi', '-fi')) emitFilter(call, word, 'remove');
};

/** `tasklist /FI "IMAGENAME eq name"`. */
const tasklist: Handler = (call) => {
  const args = readArguments(call.args, { values: ['/fi', '/fo', '/s', '-fi'], slash: true, anyCase: true });
  for (const word of valuesOf(args, '/fi', '-fi')) emitFilter(call, word, call.at.fate ?? 'detect');
};

const FILTER = /^\s*(?:imagename|services)\s+eq\s+(\S+)/di;

function emitFilter(call: Parameters<Handler>[0], word: Word, intent: 'remove' | 'detect'): void {
  const place = FILTER.exec(word.text)?.indices?.[1];
  if (place) emitProcess(call, subWord(word, ...place), intent);
}

/** Programs that look for processes or end them. */
export const processHandlers: Record<string, Handler> = {
  kill: () => undefined,
  pkill: kill,
  killall: kill,
  killall5: () => undefined,
  skill: kill,
  pgrep,
  pidof: pgrep,
  ps,
  which,
  whereis: which,
  type: which,
  hash: which,
  where: which,
  taskkill,
  tasklist,
};
