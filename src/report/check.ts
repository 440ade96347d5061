import { describe } from '../core/describe.js';
import type { RegimeWords } from '../core/describe.js';
import type { Engine, Knowledge } from '../core/engine.js';
import { readIdentifier } from '../core/identifier.js';
import { judge, regimesInForce } from '../core/judge.js';
import type { Match } from '../core/match.js';
import { alternativesFor } from '../core/replace.js';
import { lineOf, lineStarts } from '../core/text/lines.js';
import { IDENTIFIER_TYPES } from '../core/types.js';
import type { Finding, Reference, Verdict } from '../core/types.js';

/** What is known of one name. */
export interface CheckedName {
  readonly name: string;
  readonly entry: string;
  readonly product: string;
  readonly category: string;
  readonly verdict: Verdict;
  /** Of a text: the line that names it, from 1. */
  readonly line?: number;
  readonly says: string;
  readonly why: string;
  readonly regimes: readonly Pick<RegimeWords, 'title' | 'words' | 'citation' | 'url' | 'verified'>[];
  readonly alternatives: readonly string[];
  /** Of a text: the fixes that were tried and hold, best first. */
  readonly fixes?: readonly string[];
  /** The exception that hides it. */
  readonly suppressed?: string;
}

/** What a check gives. */
export interface Checked {
  /** How the text was taken: as an identifier, or as the id of the format that read it. */
  readonly as: string;
  readonly names: readonly CheckedName[];
}

/** Formats that are tried for a text of which nothing is known. */
const GUESSES = ['dockerfile', 'shell', 'powershell', 'yaml-generic', 'text'];

/**
 * Checks an identifier (a purl, a URL, `type:name` or a bare name) or the text of a file.
 * @param path Name of the file, by which its format is told; for a text without one the formats are tried in turn.
 * @param asOf ISO date by which it is judged.
 */
export function check(
  text: string,
  path: string | undefined,
  engine: Engine,
  knowledge: Knowledge,
  asOf: string,
): Checked {
  const trimmed = text.trim();
  if (path === undefined && trimmed !== '' && !/\s/.test(trimmed)) {
    const names = matchesOf(trimmed, engine).map(([reference, match]) =>
      identifierWords(reference, match, engine, knowledge, asOf),
    );
    return { as: 'identifier', names };
  }
  return checkText(text, path, engine, knowledge);
}

/** The entries that know an identifier, each once; a bare name is looked up in every type. */
function matchesOf(text: string, engine: Engine): [Reference, Match][] {
  const typed = readIdentifier(text);
  const references = typed
    ? [typed]
    : IDENTIFIER_TYPES.flatMap((type) => readIdentifier(`${type}:${text}`) ?? []);
  const found = new Map<string, [Reference, Match]>();
  for (const reference of references) {
    const match = engine.lookup(reference);
    if (match && !found.has(match.entry.id)) found.set(match.entry.id, [reference, match]);
  }
  return [...found.values()];
}

function identifierWords(
  reference: Reference,
  { entry, matcher, certainty, versionUnknown }: Match,
  engine: Engine,
  knowledge: Knowledge,
  asOf: string,
): CheckedName {
  const category = entry.category ?? 'endpoint-agent';
  const doubtful = certainty === 'weak' || versionUnknown;
  const judged = judge(category, 'use', doubtful, regimesInForce(engine.regimes, asOf));
  const verdict = entry.lookalike ? 'mention' : judged.verdict;
  const regimes = entry.lookalike ? [] : judged.regimes;
  const known = {
    entry: entry.id,
    title: entry.title,
    category,
    verdict,
    regimes,
    certainty,
    matcher,
    reference,
  };
  const byId = new Map(knowledge.regimes.map((regime) => [regime.id, regime]));
  const words = describe(known, byId, asOf);
  return {
    name: reference.name,
    entry: entry.id,
    product: entry.title,
    category: entry.category ?? 'look-alike',
    verdict,
    says: entry.lookalike
      ? `${entry.title}: shares a name with the vendor's products but is none`
      : words.headline,
    why: words.why,
    regimes: words.regimes,
    alternatives: entry.lookalike ? [] : alternatives(known, engine, knowledge),
  };
}

function checkText(text: string, path: string | undefined, engine: Engine, knowledge: Knowledge): Checked {
  const document = { path: path ?? 'text', text };
  const scans = (path === undefined ? GUESSES : [undefined]).map((format) => engine.scan(document, format));
  const result = scans.find(({ findings }) => findings.length > 0) ?? scans[0];
  if (!result) return { as: 'text', names: [] };
  const starts = lineStarts(text);
  const fixes = engine.fixes(document, result);
  const names = result.findings.map((finding): CheckedName => {
    const { headline, why, regimes } = engine.describe(finding);
    const { entry, title, category, verdict, reference, suppression } = finding;
    return {
      name: reference.name,
      entry,
      product: title,
      category,
      verdict,
      line: lineOf(starts, finding.span[0]) + 1,
      says: headline,
      why,
      regimes,
      alternatives: alternatives(finding, engine, knowledge),
      fixes: (fixes.get(finding) ?? []).filter(({ kind }) => kind !== 'suppress').map((fix) => fix.title),
      ...(suppression ? { suppressed: suppression.reason } : {}),
    };
  });
  return { as: result.format ?? 'text', names };
}

function alternatives(
  finding: Parameters<typeof alternativesFor>[0] & Pick<Finding, 'verdict'>,
  { policy }: Engine,
  { replacements }: Knowledge,
): string[] {
  if (finding.verdict !== 'prohibited' && finding.verdict !== 'review') return [];
  return alternativesFor(finding, [policy.replacements, replacements]).map(
    ({ use: { name, title, note } }) => {
      const words = name === title ? title : `${title} (${name})`;
      return note === undefined ? words : `${words}: ${note}`;
    },
  );
}
