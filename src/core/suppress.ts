import { UNUSED, complaintOf, expiryOf, suppressionOf, unknownEntryOf } from './exceptions.js';
import type { ExceptionFields, Remark, Rules } from './exceptions.js';
import type { ExceptionField, Policy } from './policy.js';
import { lineOf, lineStarts } from './text/lines.js';
import type { ExceptionNotice, Span, Suppression } from './types.js';

/** A suppression comment. */
interface Comment {
  readonly scope: 'file' | 'lines';
  /** First and last line (from 0) for scope `lines`. */
  readonly lines: readonly [first: number, last: number];
  readonly entries: readonly string[];
  readonly fields: ExceptionFields;
  readonly span: Span;
  /** Why it hides nothing. */
  readonly complaint: Remark | undefined;
}

/** A place that an exception can hide: the entry that is found there, the offsets of its name and of its unit. */
export interface Hideable {
  readonly entry: string;
  readonly offsets: readonly number[];
  /** False for what needs no exception, such as a removal. */
  readonly judged: boolean;
}

/** What is known of a text when its comments are reviewed. */
export interface Review {
  /** Ids of the entries that there are. */
  readonly known: readonly string[];
  /** True for a text in which a product may be named. */
  readonly mayName: (text: string) => boolean;
  /** The text has no comments of its own, so that what looks like one may be a sample of one. */
  readonly plain: boolean;
}

/** The exceptions that hold for one document. */
export interface Suppressor {
  /** For a finding of an entry that starts at one of the offsets (its own and its unit's). */
  readonly find: (entry: string, offsets: readonly number[]) => Suppression | undefined;
  /** Comments that hide nothing because they have expired or lack a required field. */
  readonly notices: readonly ExceptionNotice[];
  /** These, and the comments that hide none of the places that were found or will soon expire. */
  readonly review: (found: readonly Hideable[], review: Review) => ExceptionNotice[];
}

type Place = Omit<Hideable, 'judged'>;

const COMMENT = /kaspersky-ban-ignore-(line|next-line|file)(?![\w-])([^\r\n]*)/g;
const FIELD = /\b(reason|owner|until)=(?:"([^"]*)"|(\S+))/g;
const COMMENT_END = /\s*(?:-->|\*\/|#>|--%>|\*\))?\s*$/;

/**
 * Reads the suppression comments of a text, beside the policy's rules for its path.
 * @param rules The policy's, which hold for every text alike.
 * @param today ISO date; an exception holds up to and including its `until`.
 * @param inline False leaves the comments of the text out of account.
 */
export function createSuppressor(
  path: string,
  text: string,
  { require, warnDays }: Policy['exceptions'],
  rules: Rules,
  today: string,
  inline: boolean,
): Suppressor {
  const starts = lineStarts(text);
  const comments = (inline ? readComments(text, starts) : []).map((comment): Comment => ({
    ...comment,
    complaint: complaintOf(comment.fields, require, today),
  }));
  const valid = comments.filter(({ complaint }) => complaint === undefined);
  const linesOf = ({ offsets }: Place): number[] => offsets.map((at) => lineOf(starts, at));
  const fileWide = valid.filter(({ scope }) => scope === 'file');
  const onLine = byLine(
    valid.filter(({ scope }) => scope === 'lines'),
    linesFor,
  );
  const hiding = (place: Place): Comment | undefined =>
    [...fileWide, ...linesOf(place).flatMap(onLine)]
      .filter(({ entries }) => isFor(entries, place.entry))
      .reduce<Comment | undefined>(
        (first, each) => (first && first.span[0] <= each.span[0] ? first : each),
        undefined,
      );

  return {
    notices: comments.flatMap(({ complaint, span }) => (complaint ? [{ ...complaint, span }] : [])),
    find: (entry, offsets) => {
      const comment = hiding({ entry, offsets });
      if (comment) return suppressionOf('inSource', comment.fields);
      const rule = rules.find(path, entry);
      return rule && suppressionOf('external', rule);
    },
    review: (found, { known, mayName, plain }) => {
      const used = new Set(found.filter(({ judged }) => judged).map(hiding));
      const foundOn = byLine(found, linesOf);
      const near = (comment: Comment): readonly Hideable[] =>
        comment.scope === 'file' ? found : linesFor(comment).flatMap(foundOn);
      const idleOf = (comment: Comment): Remark | undefined => {
        if (used.has(comment)) return undefined;
        if (plain) return undefined;
        // Another file's scan may find what this one's cannot.
        const sure = near(comment).length > 0 || !mayName(coveredText(text, starts, comment));
        return unknownEntryOf(comment.entries, known) ?? (sure ? UNUSED : undefined);
      };
      return comments.flatMap((comment) => {
        if (plain && !near(comment).some(({ entry }) => isFor(comment.entries, entry))) return [];
        const remark = comment.complaint ?? idleOf(comment) ?? expiryOf(comment.fields, today, warnDays);
        return remark ? [{ ...remark, span: comment.span }] : [];
      });
    },
  };
}

function isFor(entries: readonly string[], entry: string): boolean {
  return entries.length === 0 || entries.includes(entry);
}

function linesFor({ lines: [first, last] }: Comment): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/** Says of a line what stands on it or is for it. */
function byLine<T>(
  all: readonly T[],
  linesOf: (each: T) => readonly number[],
): (line: number) => readonly T[] {
  const lines = new Map<number, T[]>();
  for (const each of all) {
    for (const line of linesOf(each)) {
      const list = lines.get(line);
      if (list) list.push(each);
      else lines.set(line, [each]);
    }
  }
  return (line) => lines.get(line) ?? [];
}

function readComments(text: string, starts: readonly number[]): Omit<Comment, 'complaint'>[] {
  const found: Omit<Comment, 'complaint'>[] = [];
  for (const match of text.matchAll(COMMENT)) {
    const [whole, scope, rest = ''] = match;
    const fields: ExceptionFields = {};
    for (const [, name, quoted, bare] of rest.matchAll(FIELD)) {
      fields[name as ExceptionField] = quoted ?? bare ?? '';
    }
    const ids = rest.slice(0, /\b(?:reason|owner|until)=/.exec(rest)?.index ?? rest.length);
    const line = lineOf(starts, match.index);
    found.push({
      scope: scope === 'file' ? 'file' : 'lines',
      lines: scope === 'next-line' ? linesBelow(text, starts, line, match.index) : [line, line],
      entries: ids.match(/[a-z0-9]+(?:-[a-z0-9]+)*/g) ?? [],
      fields,
      span: [match.index, match.index + whole.replace(COMMENT_END, '').length],
    });
  }
  return found;
}

/** The text that a comment may be for, without comments of its kind: its lines and what is indented below them. */
function coveredText(
  text: string,
  starts: readonly number[],
  { scope, lines: [first, last] }: Comment,
): string {
  if (scope === 'file') return text.replace(COMMENT, '');
  const lineAt = (line: number): string => text.slice(starts[line], starts[line + 1]);
  const indentAt = (line: number): number => lineAt(line).search(/\S/);
  let end = last;
  while (end + 1 < starts.length && (indentAt(end + 1) < 0 || indentAt(end + 1) > indentAt(last))) end++;
  return text.slice(starts[first], starts[end + 1]).replace(COMMENT, '');
}

/**
 * The lines that a comment above them is for. One that has its line to itself is part of the construct below, so
 * that its own line counts too.
 */
function linesBelow(text: string, starts: readonly number[], line: number, offset: number): [number, number] {
  const alone = !/[\p{L}\p{N}]/u.test(text.slice(starts[line], offset));
  const [first, last] = statementLines(text, starts, line + 1);
  return [alone ? line : first, last];
}

/** A line with the lines that continue it, where a comment could not stand between them. */
function statementLines(text: string, starts: readonly number[], first: number): [number, number] {
  let last = first;
  while (last + 1 < starts.length && /[\\`]\s*$/.test(text.slice(starts[last], starts[last + 1]))) last++;
  return [first, last];
}
