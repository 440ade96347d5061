import type { Span } from '../../core/types.js';

/** A string of Perl, inside of its quotes. */
export interface PerlString {
  readonly text: string;
  readonly span: Span;
}

/** One scanner of a table: the strings between its brackets. */
export interface ScannerEntry {
  readonly span: Span;
  readonly strings: readonly PerlString[];
}

const TABLE = /@av_scanners(?:_backup)?\b/g;
const TOKEN =
  /#[^\r\n]*|\bqr?[ \t]*(?:\/(?:[^/\\\r\n]|\\.)*\/|\{(?:[^}\\\r\n]|\\.)*\}|!(?:[^!\\\r\n]|\\.)*!)\w*|'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|[[\]();]/g;

/**
 * The scanners of the tables of an amavis configuration, which is a program in Perl: each list in brackets inside of
 * the parentheses behind `@av_scanners`. What is commented out is left out. Linear.
 */
export function readScannerTables(text: string): ScannerEntry[] {
  const entries: ScannerEntry[] = [];
  let done = 0;
  for (const { index } of text.matchAll(TABLE)) {
    const line = text.slice(text.lastIndexOf('\n', index) + 1, index);
    if (index < done || line.includes('#')) continue;
    done = readTable(text, index, entries);
  }
  return entries;
}

/** Reads one table and gives the offset behind it. */
function readTable(text: string, from: number, entries: ScannerEntry[]): number {
  const token = new RegExp(TOKEN);
  token.lastIndex = from;
  let depth = 0;
  let start = 0;
  let strings: PerlString[] = [];
  for (let match = token.exec(text); match; match = token.exec(text)) {
    const [found, single, double] = match;
    const string = single ?? double;
    if (string !== undefined) {
      if (depth > 0) strings.push({ text: string, span: [match.index + 1, match.index + 1 + string.length] });
    } else if (found === ';') return match.index;
    else if (found === '[') {
      if (depth++ === 0) {
        start = match.index;
        strings = [];
      }
    } else if (found === ']' && depth > 0 && --depth === 0) {
      entries.push({ span: [start, match.index + 1], strings });
    }
  }
  if (depth > 0) entries.push({ span: [start, text.trimEnd().length], strings });
  return text.length;
}
