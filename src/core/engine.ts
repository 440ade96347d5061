import { describe } from './describe.js';
import type { Description } from './describe.js';
import { createDetector } from './detect.js';
import { extract } from './extract.js';
import type { Extracted } from './extract.js';
import { fixAll, fixesFor, suppressionEdits } from './fix.js';
import type { ExceptionWords, FixContext } from './fix.js';
import { judge, regimesInForce } from './judge.js';
import { compileCatalog } from './match.js';
import type { Match } from './match.js';
import { DEFAULT_POLICY, DEFAULT_SEVERITY } from './policy.js';
import type { Policy } from './policy.js';
import { createPrefilter } from './prefilter.js';
import { createSuppressor } from './suppress.js';
import type { Suppressor } from './suppress.js';
import type {
  CatalogEntry,
  Document,
  Edit,
  Finding,
  Fix,
  Format,
  Reference,
  Regime,
  Replacement,
  ScanResult,
} from './types.js';

/** A named choice of regimes. */
export interface Profile {
  readonly id: string;
  readonly title: string;
  readonly regimes: readonly string[];
}

/** The shipped knowledge. */
export interface Knowledge {
  readonly entries: readonly CatalogEntry[];
  readonly regimes: readonly Regime[];
  readonly profiles: readonly Profile[];
  readonly replacements: readonly Replacement[];
}

export interface EngineOptions {
  readonly formats: readonly Format[];
  readonly knowledge: Knowledge;
  readonly policy?: Policy | undefined;
  /** ISO date: the day by which exceptions expire and the law is worded. */
  readonly today: string;
  /** Regimes by id, in place of the policy's choice. */
  readonly regimes?: readonly string[] | undefined;
  /** Profile in place of the policy's choice. */
  readonly profile?: string | undefined;
  /** False leaves suppression comments out of account. */
  readonly inlineSuppression?: boolean;
}

/** Reads documents and judges what they name. Holds no state between calls. */
export interface Engine {
  /** False if no format can find anything in the text; costs one pass over it. */
  mayMatter(text: string): boolean;
  /** The format that would read a document, or undefined. */
  formatOf(document: Document): Format | undefined;
  /** Scans a document, as the format of the given id or as the detected one. Never throws. */
  scan(document: Document, format?: string): ScanResult;
  /** The verified fixes of a finding of this document, best first. */
  fixes(document: Document, finding: Finding): Fix[];
  /** The document's text with every preferred fix applied. */
  fixAll(document: Document, chosen?: (finding: Finding) => boolean): { text: string; applied: Fix[] };
  /** The edits that write an exception for a finding, or undefined where the format has no comments. */
  suppress(document: Document, finding: Finding, words: ExceptionWords): Edit[] | undefined;
  describe(finding: Finding): Description;
  /** The entry that knows a reference, or undefined. */
  lookup(reference: Reference): Match | undefined;
  readonly entries: ReadonlyMap<string, CatalogEntry>;
  /** The selected regimes, in order. */
  readonly regimes: readonly Regime[];
  readonly policy: Policy;
}

const DEFAULT_PROFILE = 'us-commercial';

/**
 * Makes an engine of formats, knowledge and an organisation's policy.
 */
export function createEngine(options: EngineOptions): Engine {
  const { formats, knowledge, today } = options;
  const policy = options.policy ?? DEFAULT_POLICY;
  const catalog = compileCatalog([...knowledge.entries, ...policy.catalog]);
  const detect = createDetector(formats);
  const mayMatter = createPrefilter(catalog.keywords);
  const formatById = new Map(formats.map((format) => [format.id, format]));
  const regimeById = new Map(knowledge.regimes.map((regime) => [regime.id, regime]));
  const regimes = selectedRegimes(options, policy).flatMap((id) => regimeById.get(id) ?? []);
  const inForce = regimesInForce(regimes, today);

  const findingOf = (
    document: Document,
    { reference, format }: Extracted,
    match: Match,
    suppressor: Suppressor,
  ): Finding => {
    const { entry, matcher, certainty, versionUnknown } = match;
    const category = entry.category ?? 'endpoint-agent';
    const { verdict, regimes: deciding } = judge(
      category,
      reference.intent,
      certainty === 'weak' || versionUnknown,
      inForce,
    );
    const here = reference.path === undefined;
    const uses = (reference.uses ?? []).filter((span) => !here || span[0] !== reference.span[0]);
    const offsets = [reference.span[0], ...(reference.unit ? [reference.unit.span[0]] : [])];
    const suppression = here ? suppressor.find(entry.id, offsets) : undefined;
    return {
      entry: entry.id,
      title: entry.title,
      category,
      format,
      path: reference.path ?? document.path,
      span: reference.span,
      reference,
      matcher,
      certainty,
      verdict,
      severity: policy.severity[verdict] ?? DEFAULT_SEVERITY[verdict],
      regimes: deciding,
      related: uses.map((span) => ({ path: document.path, span })),
      ...(suppression ? { suppression } : {}),
    };
  };

  const scan = (document: Document, formatId?: string): ScanResult => {
    const { path, text } = document;
    const empty: ScanResult = { path, findings: [], problems: [], skips: [], notices: [] };
    if (!mayMatter(text)) return empty;
    const format = formatId === undefined ? detect(document) : formatById.get(formatId);
    if (!format) return empty;
    const { references, problems, skips } = extract(document, format, (id) => formatById.get(id));
    const inline = options.inlineSuppression !== false;
    const suppressor = createSuppressor(path, text, policy, today, inline);
    const ranked: { finding: Finding; rank: number }[] = [];
    for (const extracted of references) {
      const match = catalog.match(extracted.reference);
      if (match)
        ranked.push({ finding: findingOf(document, extracted, match, suppressor), rank: rankOf(match) });
    }
    return {
      path,
      format: format.id,
      findings: mergeSettings(distinct(ranked), text),
      problems,
      skips,
      notices: suppressor.notices,
    };
  };

  const context: FixContext = {
    scan: (document) => scan(document),
    commentOf: (id) => formatById.get(id)?.comment,
    replacements: [policy.replacements, knowledge.replacements],
  };

  return Object.freeze({
    mayMatter,
    formatOf: detect,
    scan,
    fixes: (document: Document, finding: Finding) => fixesFor(document, finding, scan(document), context),
    fixAll: (document: Document, chosen?: (finding: Finding) => boolean) => fixAll(document, context, chosen),
    suppress: (document: Document, finding: Finding, words: ExceptionWords) =>
      suppressionEdits(document, finding, words, context),
    describe: (finding: Finding) => describe(finding, regimeById, today),
    lookup: (reference: Reference) => catalog.match(reference),
    entries: catalog.entries,
    regimes,
    policy,
  });
}

function selectedRegimes({ regimes, profile, knowledge }: EngineOptions, policy: Policy): readonly string[] {
  if (regimes) return regimes;
  if (profile === undefined && policy.regimes) return policy.regimes;
  const chosen = profile ?? policy.profile ?? DEFAULT_PROFILE;
  return knowledge.profiles.find(({ id }) => id === chosen)?.regimes ?? [];
}

const CERTAINTY_RANK = { exact: 2, family: 1, weak: 0 } as const;

function rankOf({ certainty }: Match): number {
  return CERTAINTY_RANK[certainty];
}

/**
 * One finding a place: where two overlap, the surer one stays, then the longer one, then the first. In the
 * order of path and offset.
 */
function distinct(ranked: readonly { finding: Finding; rank: number }[]): Finding[] {
  const length = ({ span }: Finding): number => span[1] - span[0];
  const sorted = [...ranked].sort((a, b) => b.rank - a.rank || length(b.finding) - length(a.finding));
  const keptByPath = new Map<string, Finding[]>();
  for (const { finding } of sorted) {
    const kept = keptByPath.get(finding.path) ?? [];
    keptByPath.set(finding.path, kept);
    const at = kept.findIndex(({ span }) => span[0] >= finding.span[0]);
    const index = at < 0 ? kept.length : at;
    const before = kept[index - 1];
    const after = kept[index];
    if ((before && before.span[1] > finding.span[0]) || (after && after.span[0] < finding.span[1])) continue;
    kept.splice(index, 0, finding);
  }
  return [...keptByPath.keys()].sort().flatMap((path) => keptByPath.get(path) ?? []);
}

/**
 * Settings of one product that stand together are one finding, at the first of them; the others are related
 * places. A setting whose name could be another product's counts only beside one whose name could not.
 */
function mergeSettings(findings: readonly Finding[], text: string): Finding[] {
  const merged: Finding[] = [];
  for (const finding of findings) {
    const last = merged.at(-1);
    if (!last || !isSameSetting(last, finding, text)) {
      merged.push(finding);
      continue;
    }
    const [first, second] = last.certainty === 'weak' ? [finding, last] : [last, finding];
    merged[merged.length - 1] = {
      ...first,
      related: [...last.related, { path: second.path, span: second.span }],
    };
  }
  return merged.filter(({ certainty, matcher }) => certainty !== 'weak' || matcher.type !== 'config-key');
}

function isSameSetting(a: Finding, b: Finding, text: string): boolean {
  if (a.matcher.type !== 'config-key' || b.matcher.type !== 'config-key') return false;
  if (a.path !== b.path || a.entry !== b.entry || a.reference.intent !== b.reference.intent) return false;
  const unit = a.reference.unit?.span;
  const other = b.reference.unit?.span;
  if (unit && unit[0] === other?.[0] && unit[1] === other[1]) return true;
  const end = (a.related.at(-1)?.span ?? a.span)[1];
  return (text.slice(Math.max(a.span[1], end), b.span[0]).match(/\r\n|\n|\r/g) ?? []).length <= 2;
}
