import type { ScanResult, Suppression } from '../core/types.js';
import { compareText, fingerprintsOf, isOpen } from './report.js';
import type { Notice, ReportedFinding } from './report.js';

/** Name of the baseline file unless another is given. */
export const BASELINE_FILE = '.kaspersky-ban-baseline.json';

/** A finding that was there when the baseline was taken. */
export interface BaselineFinding {
  readonly path: string;
  readonly entry: string;
  readonly name: string;
  /** The same for the same reference wherever in its file it stands. */
  readonly fingerprint: string;
}

/** Findings that are known and do not count until they are mended. */
export interface Baseline {
  readonly findings: readonly BaselineFinding[];
}

/** Hides what a baseline holds. */
const IN_BASELINE: Suppression = { kind: 'external', reason: 'in the baseline', known: true };

const VERSION = 1;
const FIELDS = ['path', 'entry', 'name', 'fingerprint'] as const;

/**
 * Reads a baseline file.
 * @returns the baseline, or a sentence that says why the text is none.
 */
export function parseBaseline(text: string): Baseline | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return error instanceof Error ? error.message : 'unreadable';
  }
  if (!isRecord(value) || value.version !== VERSION) return `expected "version": ${VERSION}`;
  const { findings } = value;
  if (!Array.isArray(findings)) return 'expected a list "findings"';
  const wrong = findings.findIndex((each) => !isBaselineFinding(each));
  if (wrong >= 0) return `findings[${wrong}]: expected ${FIELDS.join(', ')}`;
  return { findings: findings.filter(isBaselineFinding) };
}

/**
 * The text of a baseline of what is open. With a baseline from before it only grows smaller: it keeps what is
 * still there and takes in nothing new.
 * @param wasRead True for paths that the audit has read: what stands of others stays.
 */
export function baselineText(
  findings: readonly ReportedFinding[],
  before: Baseline | undefined,
  wasRead: (path: string) => boolean = () => true,
): string {
  const known = before && new Set(before.findings.map(({ fingerprint }) => fingerprint));
  const open = findings
    .filter((each) => isOpen(each) && (known?.has(each.fingerprint) ?? true))
    .map(({ finding, fingerprint }): BaselineFinding => ({
      path: finding.path,
      entry: finding.entry,
      name: finding.reference.name,
      fingerprint,
    }));
  const met = new Set(open.map(({ fingerprint }) => fingerprint));
  const unread = (before?.findings ?? []).filter(
    ({ path, fingerprint }) => !wasRead(path) && !met.has(fingerprint),
  );
  const kept = [...open, ...unread].sort(
    (a, b) => compareText(a.path, b.path) || compareText(a.fingerprint, b.fingerprint),
  );
  return `${JSON.stringify({ version: VERSION, findings: kept }, undefined, 2)}\n`;
}

/**
 * The findings, those of a baseline suppressed, and the entries of the baseline that are mended.
 * @param wasRead True for paths that the audit has read: nothing is said of others.
 */
export function applyBaseline(
  findings: readonly ReportedFinding[],
  baseline: Baseline,
  wasRead: (path: string) => boolean = () => true,
): { findings: ReportedFinding[]; mended: BaselineFinding[] } {
  const known = new Set(baseline.findings.map(({ fingerprint }) => fingerprint));
  const met = new Set<string>();
  const judged = findings.map((each): ReportedFinding => {
    if (!isOpen(each) || !known.has(each.fingerprint)) return each;
    met.add(each.fingerprint);
    return { ...each, finding: { ...each.finding, suppression: IN_BASELINE } };
  });
  const mended = baseline.findings.filter(({ fingerprint, path }) => !met.has(fingerprint) && wasRead(path));
  return { findings: judged, mended };
}

/**
 * A scan whose findings that stand in a baseline are suppressed.
 * @param nameOf How the baseline names a file.
 */
export function hideKnown(
  result: ScanResult,
  known: ReadonlySet<string>,
  nameOf: (path: string) => string,
): ScanResult {
  const fingerprints = fingerprintsOf(result, nameOf);
  const findings = result.findings.map((finding) =>
    isOpen({ finding }) && known.has(fingerprints.get(finding) ?? '')
      ? { ...finding, suppression: IN_BASELINE }
      : finding,
  );
  return { ...result, findings };
}

/** Findings as they are without a baseline. */
export function withoutBaseline(findings: readonly ReportedFinding[]): ReportedFinding[] {
  return findings.map((each) => {
    const { suppression, ...finding } = each.finding;
    return suppression?.known ? { ...each, finding } : each;
  });
}

/** Says what stands in a baseline although it is mended. */
export function mendedNotice({ path, entry, name }: BaselineFinding): Notice {
  return {
    kind: 'baseline',
    path,
    message: `${entry} (${name}) is no longer found; the baseline written again leaves it out`,
  };
}

function isBaselineFinding(value: unknown): value is BaselineFinding {
  return isRecord(value) && FIELDS.every((field) => typeof value[field] === 'string');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
