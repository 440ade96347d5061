import picomatch from 'picomatch/posix.js';
import type { ExceptionField, IgnoreRule, Policy } from './policy.js';
import { daysBetween, isDate } from './text/dates.js';
import { english, spoken, worded as say } from './say.js';
import type { Words } from './say.js';
import { knownWords } from './text/suggest.js';
import type { ExceptionNotice, Finding, Span, Suppression } from './types.js';

/** What an exception carries beside the names of what it is for. */
export type ExceptionFields = Partial<Record<ExceptionField, string>>;

/** What is said of an exception, before its place is known. */
export type Remark = Pick<ExceptionNotice, 'state' | 'message' | 'words'>;

/**
 * Why an exception hides nothing, or undefined if it holds.
 * @param today ISO date; an exception holds up to and including its `until`.
 */
export function complaintOf(
  fields: ExceptionFields,
  required: readonly ExceptionField[],
  today: string,
): Remark | undefined {
  const missing = required.filter((name) => (fields[name] ?? '') === '');
  if (missing.length > 0)
    return remark('incomplete', say('This exception hides nothing: it lacks {0}.', missing.join(', ')));
  const { until } = fields;
  if (until === undefined) return undefined;
  if (!isDate(until))
    return remark('incomplete', say('This exception hides nothing: "{0}" is no date, YYYY-MM-DD.', until));
  if (until >= today) return undefined;
  return remark('expired', say('This exception hides nothing: it expired on {0}.', until));
}

/** True for an exception that still holds but will not for longer than some days. */
export function expiresSoon(until: string | undefined, today: string, warnDays: number): boolean {
  return until !== undefined && isDate(until) && until >= today && daysBetween(today, until) <= warnDays;
}

/** Says of an exception that it will soon expire, or nothing. */
export function expiryOf({ until }: ExceptionFields, today: string, warnDays: number): Remark | undefined {
  if (until === undefined || !expiresSoon(until, today, warnDays)) return undefined;
  const days = daysBetween(today, until);
  if (days === 0) return remark('expiring', say('This exception expires on {0}, today.', until));
  if (days === 1) return remark('expiring', say('This exception expires on {0}, tomorrow.', until));
  return remark('expiring', say('This exception expires on {0}, in {1} days.', until, String(days)));
}

/** Says of an exception that it names an entry which there is none of, or nothing. */
export function unknownEntryOf(names: readonly string[], known: readonly string[]): Remark | undefined {
  const unknown = names.find((name) => !known.includes(name));
  if (unknown === undefined) return undefined;
  const words = say('This exception hides nothing: there is no entry "{0}"', unknown);
  return remark('unused', words, ...knownWords(unknown, known));
}

/** Said of an exception that hides nothing although it holds. */
export const UNUSED: Remark = remark(
  'unused',
  say('This exception hides nothing: nothing that it is for is found.'),
);

function remark(state: Remark['state'], ...words: Words): Remark {
  return { state, message: spoken(words, english), words };
}

/** True for a verdict that an exception is needed for. */
export function isJudged({ verdict }: Pick<Finding, 'verdict'>): boolean {
  return verdict === 'prohibited' || verdict === 'review' || verdict === 'exempt';
}

/** The exceptions of a policy file. */
export interface Rules {
  /** The first rule that holds for an entry in a file, or undefined. */
  find(path: string, entry: string): IgnoreRule | undefined;
  /**
   * What is wrong with the rules, at their places in the policy file.
   * @param known Ids of the entries that there are.
   * @param findings All findings of all files that the policy holds for, where they are known: then rules that hide
   * none of them are told, too.
   */
  notices(known: readonly string[], findings?: readonly Finding[]): ExceptionNotice[];
}

/**
 * Compiles the exceptions of a policy.
 * @param today ISO date; a rule holds up to and including its `until`.
 */
export function createRules(
  { ignore, exceptions, root = '' }: Pick<Policy, 'ignore' | 'exceptions' | 'root'>,
  today: string,
): Rules {
  const compiled = ignore.map((rule) => ({
    rule,
    complaint: complaintOf(rule, exceptions.require, today),
    covers: rule.path === undefined ? () => true : picomatch(rule.path, { dot: true }),
  }));
  const valid = compiled.filter(({ complaint }) => complaint === undefined);
  const find = (path: string, entry: string): IgnoreRule | undefined => {
    const local = root !== '' && path.startsWith(`${root}/`) ? path.slice(root.length + 1) : path;
    return valid.find(
      ({ rule, covers }) => (rule.entry === undefined || rule.entry === entry) && covers(local),
    )?.rule;
  };
  return {
    find,
    notices: (known, findings) => {
      const used =
        findings && new Set(findings.filter(isHiddenByRule).map((each) => find(each.path, each.entry)));
      return compiled.flatMap(({ rule, complaint }) => {
        const remark =
          complaint ??
          unknownEntryOf(rule.entry === undefined ? [] : [rule.entry], known) ??
          (used && !used.has(rule) ? UNUSED : expiryOf(rule, today, exceptions.warnDays));
        return remark ? [{ ...remark, span: rule.span ?? NOWHERE }] : [];
      });
    },
  };
}

const NOWHERE: Span = [0, 0];

function isHiddenByRule(finding: Finding): boolean {
  return isJudged(finding) && finding.suppression?.kind === 'external';
}

/** An exception's words as a finding carries them. */
export function suppressionOf(kind: Suppression['kind'], fields: ExceptionFields): Suppression {
  return {
    kind,
    reason: fields.reason ?? '',
    ...(fields.owner === undefined ? {} : { owner: fields.owner }),
    ...(fields.until === undefined ? {} : { until: fields.until }),
  };
}
