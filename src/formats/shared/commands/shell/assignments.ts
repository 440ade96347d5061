import type { Assignment } from 'unbash';
import { configReference, valueReference } from '../../references.js';
import { isWritten, splitWord } from '../words.js';
import type { CommandContext, Word } from '../words.js';
import { resolveItems, resolveWord } from './resolve.js';
import type { Script } from './script.js';

const SETTING = /^[A-Z][A-Z0-9_]{2,}$/;

/** Whether the name of a variable is a setting: of another program, of the script at most, or only its own. */
export type Standing = 'setting' | 'variable' | 'own';

/**
 * Remembers what a variable holds. A name in capitals that other programs see is a setting; that of a variable
 * of the script is one if its value tells nothing better. A value that names a place, an installer or an image
 * is one, unless the use of the variable tells what is done with it.
 */
export function readAssignment(
  script: Script,
  assignment: Assignment,
  at: CommandContext,
  standing: Standing,
): void {
  const { name, value, append } = assignment;
  const words =
    value.type === 'Word'
      ? resolveWord(value, script)
      : resolveItems(value.elements, script, 'array element');
  const known = words.filter(({ text }) => text !== '' && text.length <= 4096);
  const claimed = script.assigned?.({ name, words: known, unit: at.unit }, script.out) === true;
  if (!claimed) readVariable(script, assignment, known, at, standing);
  if (known.length === 0 || known.some(({ text }) => text.includes('$('))) return;
  const entry = { words: known, list: value.type !== 'Word' };
  if (append) script.env.append(name, entry);
  else script.env.set(name, entry);
}

function readVariable(
  script: Script,
  { name, pos }: Assignment,
  known: readonly Word[],
  at: CommandContext,
  standing: Standing,
): void {
  const parts = known.flatMap(partsOf);
  for (const part of parts) readValue(script, part, at);
  if (standing === 'own' || !SETTING.test(name)) return;
  const key = configReference('config-key', name, { span: [pos, pos + name.length], unit: at.unit });
  const others = [...known, ...parts].filter(({ uses }) => !uses).map(({ span }) => span);
  if (standing === 'setting') script.out.reference(key);
  else script.out.fallback(key, others);
}

/**
 * The words of a text that holds several, or the folders of a search path. What the value of another variable gives
 * has been read where that one is set.
 */
function partsOf(word: Word): Word[] {
  const words = splitWord(word, /\s+/g, (from, to) => isWritten(word, from, to));
  return words.flatMap((part) =>
    /:(?:\/|\$)/.test(part.text) && !part.text.includes('://') ? splitWord(part, /:/g) : [part],
  );
}

function readValue(script: Script, word: Word, at: CommandContext): void {
  if (word.uses) return;
  const reference = valueReference(word.text, { span: word.span, unit: at.unit });
  if (reference && reference.kind !== 'config') script.out.fallback(reference);
}
