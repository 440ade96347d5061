import type { Sink, Span, Unit, View } from '../../../core/types.js';

/** A stretch of a word's text and where it is written; `verbatim` if the source has the same characters. */
export interface Piece {
  readonly text: string;
  readonly span: Span;
  readonly verbatim: boolean;
  /** Where the text is written if `span` only uses it through a variable. */
  readonly origin?: Span;
  /** The file that `origin` lies in, when it is not the one that the word is used in. */
  readonly path?: string | undefined;
}

/** A word of a command line after quotes, escapes and known variables were undone. */
export interface Word {
  readonly text: string;
  /** Where the text is written: inside of its quotes, or at the variable's assignment. */
  readonly span: Span;
  /** The text in pieces; absent where the source has it character by character. */
  readonly pieces?: readonly Piece[];
  /** The whole argument, quotes and all, in the command. Equal to `span` unless given. */
  readonly argument?: Span | undefined;
  /** Where the command uses the text through a variable. */
  readonly uses?: readonly Span[] | undefined;
  /** The file that the text is written in, when it is not the scanned one; `uses` lies in that. */
  readonly path?: string | undefined;
  /** What a person calls the construct that the text is one item of, where that is not the argument. */
  readonly item?: Unit | undefined;
  /** Holds something that is not known before the script runs. */
  readonly dynamic?: boolean;
  /** Goes on with the list that the word before it is in, as `b` in PowerShell's `a, b`. */
  readonly more?: boolean;
  /** Was quoted, so that it is no option and no operator. */
  readonly quoted?: boolean | undefined;
  /** Comes from the call of a function, of which there may be others. */
  readonly given?: boolean;
  /** What the word is in the call of a function that passes it on. */
  readonly passed?: Passed | undefined;
}

/** A word of the call of a function, and the whole call as it can be removed. */
export interface Passed {
  readonly word: Word;
  readonly unit: Unit | undefined;
}

/** What takes the references of a command; embedded languages and skips go the same way. */
export type CommandSink = Pick<Sink, 'reference' | 'embed' | 'skip'>;

/** The circumstances of a command. */
export interface CommandContext {
  /** The whole command, as it can be removed. */
  readonly unit?: Unit | undefined;
  /** The command is the condition of a branch or loop. */
  readonly condition?: boolean;
  /** What the rest of the pipeline does with the command's output. */
  readonly fate?: 'remove' | 'detect' | undefined;
  /** What the command reads from the pipeline: a list of processes, packages, services or files. */
  readonly listed?: 'process' | 'package' | 'service' | 'path' | undefined;
  /** The command's output goes to a file, or on to a command that stores it. */
  readonly stored?: boolean;
  /** Bare service names are Windows services. */
  readonly windows?: boolean;
  /** Names of programs may be PowerShell's aliases, and options its parameters. */
  readonly powershell?: boolean;
}

/** A word that stands in the source as it is. */
export function plainWord(text: string, start: number): Word {
  return { text, span: [start, start + text.length] };
}

/** Words with the same text as pieces; neighbouring pieces need not touch. */
export function wordOfPieces(pieces: readonly Piece[], span: Span, rest: Omit<Word, 'text' | 'span'>): Word {
  const text = pieces.map((piece) => piece.text).join('');
  const first = pieces[0];
  if (pieces.length === 1 && first?.verbatim) return { ...rest, text, span: first.span };
  return { ...rest, text, span, pieces };
}

/** The source span of a stretch of the word's text. */
export function spanIn(word: Word, from: number, to: number): Span {
  if (from <= 0 && to >= word.text.length) return word.span;
  if (!word.pieces) return [word.span[0] + from, word.span[0] + to];
  let start = word.span[0];
  let end = word.span[1];
  let at = 0;
  for (const piece of word.pieces) {
    const next = at + piece.text.length;
    if (from >= at && from < next) start = piece.verbatim ? piece.span[0] + from - at : piece.span[0];
    if (to > at && to <= next) end = piece.verbatim ? piece.span[0] + to - at : piece.span[1];
    at = next;
  }
  return start <= end ? [start, end] : word.span;
}

/** A stretch of a word as a word of its own, in the same argument. */
export function subWord(word: Word, from: number, to = word.text.length): Word {
  const { pieces, ...rest } = word;
  const part = {
    ...rest,
    argument: word.argument ?? word.span,
    text: word.text.slice(from, to),
    span: spanIn(word, from, to),
  };
  if (!pieces) return part;
  const cut: Piece[] = [];
  let at = 0;
  for (const piece of pieces) {
    const start = Math.max(from, at);
    const end = Math.min(to, at + piece.text.length);
    if (start < end) {
      const text = piece.text.slice(start - at, end - at);
      const span: Span = piece.verbatim ? [piece.span[0] + start - at, piece.span[0] + end - at] : piece.span;
      const origin = text.length === piece.text.length ? piece.origin : undefined;
      cut.push({ text, span, verbatim: piece.verbatim, ...(origin ? { origin, path: piece.path } : {}) });
    }
    at += piece.text.length;
  }
  const [only] = cut;
  if (cut.length === 1 && only?.origin) {
    const { origin, path, span: use } = only;
    return {
      ...part,
      span: origin,
      path: path ?? word.path,
      uses: word.path === undefined ? [use] : word.uses,
    };
  }
  return { ...part, pieces: cut };
}

/**
 * The stretches of a word between separators, empty ones left out.
 * @param keep Says of the offsets of a stretch in the word's text whether it is wanted; all are unless given.
 */
export function splitWord(
  word: Word,
  separator: RegExp,
  keep: (from: number, to: number) => boolean = () => true,
): Word[] {
  const parts: Word[] = [];
  const { length } = word.text;
  let from = 0;
  for (const match of word.text.matchAll(separator)) {
    if (match.index > from && keep(from, match.index)) parts.push(subWord(word, from, match.index));
    from = match.index + match[0].length;
  }
  if (from < length && keep(from, length)) parts.push(from === 0 ? word : subWord(word, from));
  return parts;
}

/** Whether some of a stretch of the word's text is written where the word stands, not in the value of a variable. */
export function isWritten({ pieces }: Word, from: number, to: number): boolean {
  if (!pieces) return true;
  let at = 0;
  for (const { text, verbatim } of pieces) {
    const start = at;
    at += text.length;
    if (verbatim && start < to && at > from) return true;
  }
  return false;
}

/** The words by the argument that they come from; a variable may put several in one place. */
export function groupWords(words: readonly Word[]): Word[][] {
  const groups: Word[][] = [];
  let last: Span | undefined;
  for (const word of words) {
    const place = word.argument ?? word.span;
    const group = groups[groups.length - 1];
    if (group && last?.[0] === place[0] && last[1] === place[1]) group.push(word);
    else groups.push([word]);
    last = place;
  }
  return groups;
}

/** The word's text as a view, so that another format can read it. */
export function viewOf(word: Word): View {
  if (!word.pieces) return { text: word.text, map: [0, word.span[0]] };
  const map: number[] = [];
  let at = 0;
  for (const { text, span, verbatim } of word.pieces) {
    if (verbatim) map.push(at, span[0]);
    else for (let index = 0; index < text.length; index++) map.push(at + index, span[0]);
    at += text.length;
  }
  return { text: word.text, map: map.length > 0 ? map : [0, word.span[0]] };
}
