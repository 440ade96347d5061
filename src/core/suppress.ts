import picomatch from 'picomatch/posix.js';
import { lineOf, lineStarts } from './text/lines.js';
import type { ExceptionField, IgnoreRule, Policy } from './policy.js';
import type { Problem, Span, Suppression } from './types.js';

/** What a comment or a policy rule hides, or why it hides nothing. */
interface Exception {
  readonly scope: 'file' | 'lines';
  /** First and last line (from 0) for scope `lines`. */
  readonly lines: readonly [first: number, last: number];
  readonly entries: readonly string[];
  readonly fields: Partial<Record<ExceptionField, string>>;
  readonly span: Span;
}

/** The exceptions that hold for one document. */
export interface Suppressor {
  /** For a finding of an entry that starts at one of the offsets (its own and its unit's). */
  readonly find: (entry: string, offsets: readonly number[]) => Suppression | undefined;
  /** Comments that hide nothing because they have expired or lack a required field. */
  readonly notices: readonly Problem[];
}

const COMMENT = /kaspersky-ban-ignore-(line|next-line|file)(?![\w-])([^\r\n]*)/g;
const FIELD = /\b(reason|owner|until)=(?:"([^"]*)"|(\S+))/g;

/**
 * Reads the suppression comments of a text and the policy's rules for its path.
 * @param today ISO date; an exception holds up to and including its `until`.
 * @param inline False leaves the comments of the text out of account.
 */
export function createSuppressor(
  path: string,
  text: string,
  policy: Pick<Policy, 'ignore' | 'exceptions' | 'root'>,
  today: string,
  inline: boolean,
): Suppressor {
  const starts = lineStarts(text);
  const notices: Problem[] = [];
  const valid: Exception[] = [];
  for (const exception of inline ? readComments(text, starts) : []) {
    const complaint = complaintOf(exception.fields, policy.exceptions.require, today);
    if (complaint === undefined) valid.push(exception);
    else notices.push({ span: exception.span, message: complaint });
  }
  const { root = '' } = policy;
  const local = root !== '' && path.startsWith(`${root}/`) ? path.slice(root.length + 1) : path;
  const rules = policy.ignore.filter(
    (rule) => ruleCovers(rule, local) && complaintOf(rule, policy.exceptions.require, today) === undefined,
  );
  return {
    notices,
    find: (entry, offsets) => {
      const lines = offsets.map((offset) => lineOf(starts, offset));
      const comment = valid.find(
        ({ scope, entries, lines: [first, last] }) =>
          (entries.length === 0 || entries.includes(entry)) &&
          (scope === 'file' || lines.some((line) => line >= first && line <= last)),
      );
      if (comment) return suppression('inSource', comment.fields);
      const rule = rules.find((each) => each.entry === undefined || each.entry === entry);
      return rule && suppression('external', rule);
    },
  };
}

/**
 * Why an exception hides nothing, or undefined if it holds.
 */
export function complaintOf(
  fields: Partial<Record<ExceptionField, string>>,
  required: readonly ExceptionField[],
  today: string,
): string | undefined {
  const missing = required.filter((name) => (fields[name] ?? '') === '');
  if (missing.length > 0) return `This exception hides nothing: it lacks ${missing.join(', ')}.`;
  const { until } = fields;
  if (until === undefined) return undefined;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(until))
    return `This exception hides nothing: "${until}" is no date, YYYY-MM-DD.`;
  return until < today ? `This exception hides nothing: it expired on ${until}.` : undefined;
}

function ruleCovers(rule: IgnoreRule, path: string): boolean {
  return rule.path === undefined || picomatch.isMatch(path, rule.path, { dot: true });
}

function suppression(
  kind: Suppression['kind'],
  fields: Partial<Record<ExceptionField, string>>,
): Suppression {
  return {
    kind,
    reason: fields.reason ?? '',
    ...(fields.owner === undefined ? {} : { owner: fields.owner }),
    ...(fields.until === undefined ? {} : { until: fields.until }),
  };
}

function readComments(text: string, starts: readonly number[]): Exception[] {
  const found: Exception[] = [];
  for (const match of text.matchAll(COMMENT)) {
    const [whole, scope, rest = ''] = match;
    const fields: Partial<Record<ExceptionField, string>> = {};
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
      span: [match.index, match.index + whole.trimEnd().length],
    });
  }
  return found;
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
