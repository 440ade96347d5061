import type { Sink } from '../../../core/types.js';
import { viewOf } from '../commands/words.js';
import type { Word } from '../commands/words.js';
import type { Around } from '../yaml-emit.js';

/** A text in another language, with the variables of its file that it uses. */
export interface Script {
  /** Its variables stand in it as the shell and PowerShell write theirs: `$name`, `${name}`. */
  readonly word: Word;
  /** What they are set to, by name. */
  readonly variables: ReadonlyMap<string, Word>;
}

/**
 * Hands a text to the format that reads it. The variables that it uses are set before it, each where the file sets
 * it, so that what they name is judged by what the text does with it.
 */
export function emitScript(
  sink: Sink,
  format: 'shell' | 'powershell',
  { word, variables }: Script,
  { unit, intent }: Around,
): void {
  const own = viewOf(word);
  let lead = '';
  const map: number[] = [];
  for (const [name, { text, span, pieces }] of variables) {
    if (pieces || /['\r\n]/.test(text)) continue;
    const sign = format === 'shell' ? `${name}='` : `$${name}='`;
    map.push(lead.length, span[0], lead.length + sign.length, span[0]);
    map.push(lead.length + sign.length + text.length, span[1] - 1);
    lead += `${sign}${text}'\n`;
  }
  for (let index = 0; index < own.map.length; index += 2) {
    map.push(lead.length + (own.map[index] ?? 0), own.map[index + 1] ?? 0);
  }
  sink.embed({
    format,
    view: { text: lead + own.text, map },
    ...(unit ? { unit } : {}),
    ...(intent ? { intent } : {}),
    ...(lead === '' ? {} : { lead: lead.length }),
  });
}
