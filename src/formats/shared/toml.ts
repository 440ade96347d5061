import { ParseError, parseTOML } from 'toml-eslint-parser';
import type { AST } from 'toml-eslint-parser';
import type { Sink, Span } from '../../core/types.js';
import { TOO_DEEP, withoutDeepLines } from './depth.js';

const MAX_REPAIRS = 50;

/**
 * Parses TOML (https://toml.io/en/v1.0.0). A line that cannot be read becomes a problem and is blanked out at
 * equal length, so that the rest is still read, as does one that nests too deeply; undefined after too many of them.
 */
export function parseToml(text: string, sink: Pick<Sink, 'problem'>): AST.TOMLProgram | undefined {
  let source = text.replace(/^\uFEFF/, ' ').replace(/\r(?!\n)/g, ' ');
  for (let repair = 0; repair < MAX_REPAIRS; repair++) {
    try {
      return parseTOML(source);
    } catch (error) {
      if (error instanceof RangeError) {
        const shallow = withoutDeepLines(source);
        for (const line of shallow?.lines ?? [[0, text.length] as const]) sink.problem(line, TOO_DEEP);
        if (!shallow) return undefined;
        source = shallow.text;
        continue;
      }
      if (!(error instanceof ParseError)) throw error;
      const [start, end] = faultyLine(source, Math.min(error.index, source.length - 1));
      if (source.slice(start, end).trim() === '') return undefined;
      sink.problem([start, end], error.message);
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
