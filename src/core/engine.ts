import { describe } from './describe.js';
import type { Description } from './describe.js';
import { createDetector } from './detect.js';
import { distinctFindings } from './distinct.js';
import { createRules, isJudged } from './exceptions.js';
import { extract } from './extract.js';
import type { Extracted, Extraction } from './extract.js';
import { fixAll, fixesFor, suppressionEdits } from './fix.js';
import type { ExceptionWords, FixContext, FixedAll } from './fix.js';
import { mergeSettings, withoutLoneHints } from './hints.js';
import { judge, regimesInForce } from './judge.js';
import { keywordsOf } from './keywords.js';
import { lazy, remembering } from './lazy.js';
import { selectRegimes } from './law.js';
import type { Law, LawChoice } from './law.js';
import { licencesIn } from './licences.js';
import { bestNamed, compileCatalog } from './match.js';
import type { Match } from './match.js';
import { DEFAULT_POLICY, DEFAULT_SEVERITY } from './policy.js';
import type { Policy } from './policy.js';
import { createPrefilter, createTextPrefilter } from './prefilter/prefilter.js';
import type { Prefilter } from './prefilter/prefilter.js';
import { canPlan, planWords } from './prefilter/plan.js';
import type { PlannedWord } from './prefilter/plan.js';
import { maskSecrets, withoutSecrets } from './secrets.js';
import { planRetirement } from './retire.js';
import type { Plan } from './retire.js';
import { english } from './say.js';
import type { Say } from './say.js';
import { createSuppressor } from './suppress.js';
import type { Hideable, Suppressor } from './suppress.js';
import type {
  CatalogEntry,
  Document,
  Edit,
  ExceptionNotice,
  Finding,
  Fix,
  Format,
  Reference,
  Regime,
  Replacement,
  ScanResult,
} from './types.js';

/** The shipped knowledge. */
export interface Knowledge extends Law {
  readonly entries: readonly CatalogEntry[];
  /** Of the entries, for the prefilter. */
  readonly keywords: readonly PlannedWord[];
  readonly replacements: readonly Replacement[];
}

export interface EngineOptions extends LawChoice {
  readonly formats: readonly Format[];
  readonly knowledge: Knowledge;
  readonly policy?: Policy | undefined;
  /** ISO date: the day by which exceptions expire and the law is worded. */
  readonly today: string;
  /** What was read of documents, for engines of the same formats and keywords to share. */
  readonly kept?: Kept;
  /** False leaves suppression comments out of account. */
  readonly inlineSuppression?: boolean;
}

/** What a format has read of a document, as far as it can name a product. */
export type Kept = WeakMap<Document, { readonly format: string; readonly extraction: Extraction }>;

/** Reads documents and judges what they name. Holds no state between calls. */
export interface Engine {
  /** What passes it not has nothing in it that any format can find; costs one pass over the text. */
  readonly prefilter: Prefilter;
  /** The format that would read a document, or undefined. */
  formatOf(document: Document): Format | undefined;
  /** Scans a document, as the format of the given id or as the detected one. Never throws. */
  scan(document: Document, format?: string): ScanResult;
  /** The verified fixes of some findings of a document's scan (of all, unless given), best first. */
  fixes(
    document: Document,
    result: ScanResult,
    findings?: readonly Finding[],
    say?: Say,
  ): Map<Finding, Fix[]>;
  /** The document's text with every preferred fix applied. */
  fixAll(document: Document, chosen?: (finding: Finding) => boolean): FixedAll;
  /** What takes the products of some findings out of the document, each change to be taken or left by itself. */
  retire(document: Document, chosen: (finding: Finding) => boolean, say?: Say): Plan;
  /** The edits that write an exception for a finding, or undefined where the format has no comments. */
  suppress(document: Document, finding: Finding, words: ExceptionWords): Edit[] | undefined;
  /**
   * What is wrong with the policy's own exceptions, at their places in its file. Given all findings of all files that
   * the policy holds for, also which exceptions hide none of them.
   */
  ruleNotices(findings?: readonly Finding[]): ExceptionNotice[];
  describe(finding: Finding, say?: Say): Description;
  /** The entry that knows a reference, or undefined. */
  lookup(reference: Reference): Match | undefined;
  readonly entries: ReadonlyMap<string, CatalogEntry>;
  /** By id. */
  readonly formats: ReadonlyMap<string, Format>;
  /** The selected regimes, in order. */
  readonly regimes: readonly Regime[];
  readonly policy: Policy;
}

/**
 * Makes an engine of formats, knowledge and an organisation's policy.
 */
export function createEngine(options: EngineOptions): Engine {
  const { formats, knowledge, today } = options;
  const policy = options.policy ?? DEFAULT_POLICY;
  const catalog = lazy(() => compileCatalog([...knowledge.entries, ...policy.catalog]));
  const detect = createDetector(formats);
  const prefilter = prefilterOf(knowledge.keywords, policy.catalog);
  const formatById = new Map(formats.map((format) => [format.id, format]));
  const regimeById = new Map(knowledge.regimes.map((regime) => [regime.id, regime]));
  const regimes = selectRegimes(knowledge, options, policy);
  const inForce = regimesInForce(regimes, today);
  const known = lazy(() => [...catalog().entries.keys()]);
  const rules = createRules(policy, today);

  const findingOf = (
    document: Document,
    { generated }: Format,
    { reference, format }: Extracted,
    match: Match,
    suppressorOf: (path: string) => Suppressor,
    hideable: Hideable[],
  ): Finding => {
    const { entry, matcher, certainty, versionUnknown } = match;
    const category = entry.category ?? 'endpoint-agent';
    const { verdict, regimes: deciding } = judge(
      category,
      reference.intent,
      certainty === 'weak' || versionUnknown,
      inForce,
    );
    const path = reference.path ?? document.path;
    const uses = (reference.uses ?? []).filter(
      (span) => path !== document.path || span[0] !== reference.span[0],
    );
    const offsets = [reference.span[0], ...(reference.unit ? [reference.unit.span[0]] : [])];
    const suppression = suppressorOf(path).find(entry.id, offsets);
    if (path === document.path) hideable.push({ entry: entry.id, offsets, judged: isJudged({ verdict }) });
    return {
      entry: entry.id,
      title: entry.title,
      category,
      format,
      path,
      span: reference.span,
      reference: withoutSecrets(reference),
      matcher,
      certainty,
      verdict,
      severity: policy.severity[verdict] ?? DEFAULT_SEVERITY[verdict],
      regimes: deciding,
      related: uses.map((span) => ({ path: document.path, span })),
      ...(generated === undefined ? {} : { advice: generated }),
      ...(suppression ? { suppression } : {}),
    };
  };

  const nothingIn = (path: string): ScanResult => ({
    path,
    findings: [],
    problems: [],
    skips: [],
    notices: [],
  });

  const scan = (document: Document, formatId?: string): ScanResult =>
    prefilter.test(document.text) ? scanWhole(document, formatId) : nothingIn(document.path);

  const mayName = ({ reference: { name, also = [] } }: Extracted): boolean =>
    prefilter.test(name) || also.some((each) => prefilter.test(each.name));

  const read = (document: Document, format: Format): Extraction => {
    const before = options.kept?.get(document);
    if (before?.format === format.id) return before.extraction;
    const asked = { ...document, mayMatter: prefilter.test };
    const all = extract(asked, format, (id) => formatById.get(id));
    const extraction = { ...all, references: all.references.filter(mayName) };
    options.kept?.set(document, { format: format.id, extraction });
    return extraction;
  };

  const scanWhole = (document: Document, formatId?: string): ScanResult => {
    const { path, text } = document;
    const format = formatId === undefined ? detect(document) : formatById.get(formatId);
    if (!format) return nothingIn(path);
    const { references, problems, skips } = read(document, format);
    const inline = options.inlineSuppression !== false;
    const suppressors = new Map<string, Suppressor>();
    const suppressorOf = (name: string): Suppressor => {
      const known = suppressors.get(name);
      if (known) return known;
      const source = name === path ? text : (document.read?.(name) ?? '');
      const made = createSuppressor(name, source, policy.exceptions, rules, today, inline);
      suppressors.set(name, made);
      return made;
    };
    const hideable: Hideable[] = [];
    const findings = references.flatMap((extracted) => {
      const best = bestNamed(extracted.reference, (reference) =>
        prefilter.test(reference.name) ? catalog().match(reference) : undefined,
      );
      if (!best) return [];
      return findingOf(document, format, { ...extracted, ...best }, best.match, suppressorOf, hideable);
    });
    const plain = format.auditOnly === true;
    return {
      path,
      format: format.id,
      findings: mergeSettings(withoutLoneHints(distinctFindings(findings)), document),
      problems: problems.map(({ span, message }) => ({ span, message: maskSecrets(message) })),
      skips,
      notices: suppressorOf(path).review(hideable, { known: known(), mayName: prefilter.test, plain }),
    };
  };

  /**
   * What the fixes of one document are made with. Changes often lead to the same text, which is read once.
   * @param format As what the document was scanned, where that is known; fixes are tried as that one.
   */
  const contextFor = (document: Document, say: Say, format?: string): FixContext => {
    const other = lazy(() => (format === detect(document)?.id ? undefined : format));
    return {
      scan: remembering(
        (each) => scanWhole(each, other()),
        ({ text }) => text,
      ),
      readAll: remembering(
        (each, id) => {
          const own = formatById.get(id);
          return own && extract(each, own, (embedded) => formatById.get(embedded));
        },
        ({ text }, id) => `${id} ${text}`,
      ),
      commentOf: (id) => formatById.get(id)?.comment,
      namesIn: (each, id) => formatById.get(id)?.names?.(each),
      linked: (each, id) =>
        (formatById.get(id)?.links?.(each) ?? []).flatMap((path) => {
          const text = each.read?.(path);
          return text === undefined ? [] : { ...each, path, text };
        }),
      licencesIn: (each, id) => licencesIn(each, formatById.get(id)?.links?.(each) ?? [], prefilter.test),
      say,
      replacements: [policy.replacements, knowledge.replacements],
    };
  };

  return Object.freeze({
    prefilter,
    formatOf: detect,
    scan,
    fixes: (document: Document, result: ScanResult, findings = result.findings, say = english) =>
      fixesFor(document, findings, result, contextFor(document, say, result.format)),
    fixAll: (document: Document, chosen?: (finding: Finding) => boolean) =>
      fixAll(document, contextFor(document, english), chosen),
    retire: (document: Document, chosen: (finding: Finding) => boolean, say = english) =>
      planRetirement(document, contextFor(document, say), chosen),
    suppress: (document: Document, finding: Finding, words: ExceptionWords) =>
      suppressionEdits(document, finding, words, contextFor(document, english)),
    ruleNotices: (findings?: readonly Finding[]) => rules.notices(known(), findings),
    describe: (finding: Finding, say = english) => describe(finding, regimeById, today, say),
    lookup: (reference: Reference) => catalog().match(reference),
    get entries() {
      return catalog().entries;
    },
    formats: formatById,
    regimes,
    policy,
  });
}

/** Looks for the shipped keywords and those of an organisation's own entries. */
function prefilterOf(shipped: readonly PlannedWord[], own: readonly CatalogEntry[]): Prefilter {
  const words = keywordsOf(own);
  if (!words.every(canPlan)) return createTextPrefilter([...shipped.map(({ word }) => word), ...words]);
  return createPrefilter([...shipped, ...planWords(words)]);
}
