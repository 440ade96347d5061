import { ParseError, parseTOML } from 'toml-eslint-parser';
import type { AST } from 'toml-eslint-parser';
import { withoutDeepLines } from '../../core/text/depth.js';
import type { Sink, Span } from '../../core/types.js';

const MAX_REPAIRS = 50;

/**
 * Parses TOML (https://toml.io/en/v1.0.0). A line that cannot be read becomes a problem and is blanked out at
 * equal length, so that the rest is still read; one that nests too deeply is skipped likewise. Undefined after too many of them.
 */
export function parseToml(text: string, sink?: Pick<Sink, 'problem' | 'skip'>): AST.TOMLProgram | undefined {
  const shallow = withoutDeepLines(text);
  for (const span of shallow?.lines ?? []) sink?.skip(span, 'too-deep');
  let source = (shallow?.text ?? text).replace(/^\uFEFF/, ' ').replace(/\r(?!\n)/g, ' ');
  for (let repair = 0; repair < MAX_REPAIRS; repair++) {
    try {
      return parseTOML(source);
    } catch (error) {
      if (error instanceof RangeError) {
        sink?.skip([0, text.length], 'too-deep');
        return undefined;
      }
      if (!(error instanceof ParseError)) throw error;
      const [start, end] = faultyLine(source, Math.min(error.index, source.length - 1));
      if (source.slice(start, end).trim() === '') return undefined;
      sink?.problem([start, end], error.message);
      source = source.slice(0, start) + ' '.repeat(end - start) + source.slice(end);
    }
  }
  return undefined;
}

/** The line of an error, or the one before it where that was left unfinished and the parser ran on. */
function faultyLine(source: string, at: number): Span {
  const start = source.lastIndexOf('\n', at - 1) + 1;
  if (start > 0 && source.slice(start, at).trim() === '') {
    const end = source.slice(0, start).trimEnd().length;
    const before: Span = [source.lastIndexOf('\n', end - 1) + 1, end];
    if (!isWhole(source.slice(...before))) return before;
  }
  const stop = source.indexOf('\n', Math.max(at, start));
  return [start, stop < 0 ? source.length : stop];
}

function isWhole(line: string): boolean {
  try {
    parseTOML(line);
    return true;
  } catch {
    return false;
  }
}
