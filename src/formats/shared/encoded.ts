import { decodeBase64 } from '../../core/text/base64.js';
import type { Intent, Sink, Unit } from '../../core/types.js';
import { viewOf } from './commands/words.js';
import type { CommandSink, Word } from './commands/words.js';

/** Shorter texts of letters and digits are words. */
const SHORTEST = 24;
const PLAINLY = /^[A-Za-z0-9+/]+={0,2}$/;

/** True if a text cannot be anything else than Base64. */
export function isEncoded(text: string): boolean {
  const bare = text.replace(/\s+/g, '');
  return bare.length >= SHORTEST && bare.length % 4 === 0 && PLAINLY.test(bare) && !/\S[ \t]+\S/.test(text);
}

/**
 * Hands what stands in Base64 to the format that its content tells; a stated skip where it is no text, or no format
 * reads it.
 */
export function emitEncoded(
  sink: Sink | CommandSink,
  word: Word,
  formatOf: (text: string) => string | undefined,
  { unit, intent }: { readonly unit?: Unit | undefined; readonly intent?: Intent | undefined } = {},
): void {
  const view = decodeBase64(viewOf(word));
  const format = view && formatOf(view.text);
  if (!view || format === undefined) sink.skip(word.argument ?? word.span, 'encoded-value');
  else sink.embed({ format, view, encoded: true, ...(unit ? { unit } : {}), ...(intent ? { intent } : {}) });
}
