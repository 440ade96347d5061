/** As much of a document as is looked at: its lines as they are now. */
export interface Lines {
  readonly lineCount: number;
  lineAt(line: number): { readonly text: string };
}

/** A part of a document that was replaced, by its lines before. */
export interface Change {
  readonly range: { readonly start: { readonly line: number }; readonly end: { readonly line: number } };
  readonly text: string;
}

/** An escape in front of a keyword that counts as its word's beginning; each line has a character at least. */
const ESCAPE_LENGTH = 6;
/** More than is typed or pasted by hand: what it comes to can wait for the scan of the whole. */
const MANY_CHANGES = 64;
const MANY_CHARACTERS = 65_536;

/**
 * The lines that some changes have touched, as they are now, with as many before them as can matter to a keyword.
 * @param changes One applied after the other.
 * @returns Their text, or undefined where it is too much to look at while someone types.
 */
export function changedText(lines: Lines, changes: readonly Change[]): string | undefined {
  if (changes.length > MANY_CHANGES) return undefined;
  const texts: string[] = [];
  let length = 0;
  for (const [first, last] of changedLines(changes)) {
    const end = Math.min(last, lines.lineCount - 1);
    for (let line = Math.max(0, first - ESCAPE_LENGTH); line <= end; line++) {
      const { text } = lines.lineAt(line);
      length += text.length;
      if (length > MANY_CHARACTERS) return undefined;
      texts.push(text);
    }
  }
  return texts.join('\n');
}

/** First and last lines that each of some changes has come to, by the lines after all of them. */
function changedLines(changes: readonly Change[]): [first: number, last: number][] {
  let spans: [number, number][] = [];
  for (const { range, text } of changes) {
    const { start, end } = range;
    const last = start.line + breaksIn(text);
    const moved = last - end.line;
    spans = spans.map(([from, to]) => [
      from > end.line ? from + moved : Math.min(from, start.line),
      to > end.line ? to + moved : to < start.line ? to : last,
    ]);
    spans.push([start.line, last]);
  }
  return spans;
}

function breaksIn(text: string): number {
  return text.match(/\r\n|\r|\n/g)?.length ?? 0;
}
