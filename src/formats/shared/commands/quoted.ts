import { subWord } from './words.js';
import type { Word } from './words.js';

/**
 * The arguments in a text that a program takes apart itself, as Windows programs do: split at white space that
 * is not between double or single quotes, with the quotes around an argument left out.
 */
export function splitArguments(word: Word): Word[] {
  if (!/\s/.test(word.text.trim())) return [word];
  const words: Word[] = [];
  const { text } = word;
  let at = 0;
  while (at < text.length) {
    if (/\s/.test(text[at] ?? '')) {
      at++;
      continue;
    }
    const start = at;
    let quote = '';
    while (at < text.length) {
      const unit = text[at] ?? '';
      if (quote !== '') quote = unit === quote ? '' : quote;
      else if (unit === '"' || unit === "'") quote = unit;
      else if (/\s/.test(unit)) break;
      at++;
    }
    const first = text[start] ?? '';
    const whole = at - start > 1 && (first === '"' || first === "'") && text[at - 1] === first;
    words.push(whole ? subWord(word, start + 1, at - 1) : subWord(word, start, at));
  }
  return words;
}
