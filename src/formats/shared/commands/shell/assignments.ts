import type { Assignment } from 'unbash';
import { configReference, valueReference } from '../../references.js';
import { splitWord } from '../words.js';
import type { CommandContext, Word } from '../words.js';
import { resolveItems, resolveWord } from './resolve.js';
import type { Script } from './script.js';

const SETTING = /^[A-Z][A-Z0-9_]{2,}$/;

/**
 * Remembers what a variable holds. A name in capitals is a setting unless it is the script's own; a value that names a place, an installer or
 * an image is one, unless the use of the variable tells better what is done with it.
 */
export function readAssignment(
  script: Script,
  assignment: Assignment,
  at: CommandContext,
  isSetting: boolean,
): void {
  const { name, value, append, pos } = assignment;
  if (isSetting && SETTING.test(name)) {
    script.out.reference(
      configReference('config-key', name, { span: [pos, pos + name.length], unit: at.unit }),
    );
  }
  const words =
    value.type === 'Word'
      ? resolveWord(value, script)
      : resolveItems(value.elements, script, 'array element');
  const known = words.filter(({ text }) => text !== '' && text.length <= 4096);
  for (const word of known) for (const part of partsOf(word)) readValue(script, part, at);
  if (known.length === 0 || known.some(({ text }) => text.includes('$('))) return;
  const entry = { words: known, list: value.type !== 'Word' };
  if (append) script.env.append(name, entry);
  else script.env.set(name, entry);
}

/** The words of a text that holds several, or the folders of a search path. */
function partsOf(word: Word): Word[] {
  const words = splitWord(word, /\s+/g);
  return words.flatMap((part) =>
    /:(?:\/|\$)/.test(part.text) && !part.text.includes('://') ? splitWord(part, /:/g) : [part],
  );
}

function readValue(script: Script, word: Word, at: CommandContext): void {
  if (word.uses) return;
  const reference = valueReference(word.text, { span: word.span, unit: at.unit });
  if (reference && reference.kind !== 'config') script.out.fallback(reference);
}
