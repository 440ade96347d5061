import { valueReference } from './references.js';
import { emitPlace, emitProcess, emitService, emitProduct } from './commands/emit.js';
import type { Call } from './commands/emit.js';
import { subWord, viewOf } from './commands/words.js';
import type { CommandContext, Word } from './commands/words.js';
import type { PowerShell } from './powershell.js';

const NAMES = /name|publisher|vendor|caption|description|^\$_$/i;

/** The text that a name is compared with: a process, a service, or an installed program. */
export function emitCompared(script: PowerShell, subject: string, word: Word, at: CommandContext): void {
  if (!NAMES.test(subject)) return;
  const call: Call = {
    program: word,
    name: '',
    args: [],
    at,
    sink: script.out,
    places: () => [],
    read: () => undefined,
  };
  const intent = at.fate ?? 'detect';
  if (/process/i.test(subject) || at.listed === 'process') emitProcess(call, trimmed(word), intent);
  else if (at.listed === 'service' && !/[\s*]/.test(word.text)) emitService(call, word, intent);
  else emitProduct(call, word, intent);
}

function trimmed(word: Word): Word {
  const start = /^\**/.exec(word.text)?.[0].length ?? 0;
  const end = word.text.endsWith('*') ? word.text.length - 1 : word.text.length;
  return start > 0 || end < word.text.length ? subWord(word, start, Math.max(start, end)) : word;
}

/** A line that starts an installer, as lists of programs to install hold them. */
const LINE =
  /^\s*(?:cmd(?:\.exe)?\s+\/c\s+)?(?:(?:winget|choco(?:latey)?|cinst|scoop)\s+(?:install|upgrade|uninstall|remove)|msiexec(?:\.exe)?\s+\/\w+)\s+\S/i;

/** A text of an expression, if it names a place or is a line of commands. */
export function emitValue(script: PowerShell, word: Word, at: CommandContext): void {
  if (word.uses || /^\$\w+$/.test(word.text)) return;
  if (word.quoted && LINE.test(word.text)) {
    script.out.embed({ format: 'batch', view: viewOf(word), ...(at.unit ? { unit: at.unit } : {}) });
    return;
  }
  const intent = at.fate ?? (at.condition || word.text.includes('*') ? 'detect' : 'use');
  const reference = valueReference(word.text, { span: word.span, unit: at.unit, intent });
  if (!reference || reference.kind === 'config') return;
  if (/^(?:registry::)?hk(?:lm|cu|cr|u|cc|ey_\w+):?\\/i.test(word.text)) {
    const call: Call = {
      program: word,
      name: '',
      args: [],
      at,
      sink: script.out,
      places: () => [],
      read: () => undefined,
    };
    emitPlace(call, word, intent);
  } else script.out.fallback(reference);
}
