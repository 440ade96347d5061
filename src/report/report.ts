import type { Description } from '../core/describe.js';
import { distinct } from '../core/distinct.js';
import type { Engine } from '../core/engine.js';
import { writeSecrets } from '../core/secrets.js';
import { lineStarts, positionOf } from '../core/text/lines.js';
import type {
  Document,
  Edit,
  ExceptionNotice,
  ExceptionState,
  Finding,
  Fix,
  Regime,
  ScanResult,
  Span,
} from '../core/types.js';
import type { Point } from './earlier.js';

/** A place as people count: lines and columns from 1, columns in UTF-16 units, the end exclusive. */
export interface Region {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface ReportedEdit {
  readonly region: Region;
  readonly text: string;
}

export interface ReportedFix extends Pick<Fix, 'title' | 'kind' | 'preferred' | 'path' | 'note'> {
  readonly edits: readonly ReportedEdit[];
}

/** A finding with everything that a report says of it. */
export interface ReportedFinding {
  readonly finding: Finding;
  readonly region: Region;
  /** What the format that understood it is called. */
  readonly formatTitle: string;
  readonly description: Description;
  readonly related: readonly { readonly path: string; readonly region: Region }[];
  readonly fixes: readonly ReportedFix[];
  /** The same for the same reference wherever in its file it stands. */
  readonly fingerprint: string;
}

/** What is needed to tell of a finding by itself. */
export type Told = Pick<ReportedFinding, 'finding' | 'region' | 'description'>;

/** What an audit could not read, left out, or found wrong with an exception. */
export interface Notice {
  readonly kind: 'skipped' | 'unreadable' | 'problem' | 'unresolved' | 'exception' | 'baseline';
  readonly path: string;
  readonly message: string;
  readonly region?: Region;
  /** Of an exception: what is wrong with it. */
  readonly state?: ExceptionState;
}

/** A finished audit, ready to be written in any format. */
export interface Report {
  readonly version: string;
  /** ISO date by which it was judged. */
  readonly asOf: string;
  readonly regimes: readonly Regime[];
  /** Files read. */
  readonly files: number;
  /** In the order of path and offset. */
  readonly findings: readonly ReportedFinding[];
  readonly notices: readonly Notice[];
  /** What earlier audits came to. */
  readonly earlier?: readonly Point[];
}

const SKIP_WORDS: Record<ScanResult['skips'][number]['reason'], string> = {
  'dynamic-value': 'a value is made when the file runs',
  'encoded-value': 'an encoded value was not decoded',
  'too-deep': 'it is nested too deeply',
  'too-large': 'a value is too large',
  'unresolved-variable': 'a variable has no value in this file',
  'unsupported-syntax': 'this syntax is not understood',
};

/**
 * Turns the scan of a document into lines and columns.
 * @param withFixes True works out the fixes of every open finding, for which the document is scanned again.
 * @param nameOf How the report names a file, by the path that the scan knows it by; the same unless given.
 */
export function reportScan(
  engine: Engine,
  document: Document,
  result: ScanResult,
  withFixes: boolean,
  nameOf: (path: string) => string = (path) => path,
): { findings: ReportedFinding[]; notices: Notice[] } {
  const starts = new Map<string, readonly number[]>();
  const regionOf = (path: string, span: Span): Region => {
    const text = path === document.path ? document.text : (document.read?.(path) ?? '');
    const lines = starts.get(path) ?? lineStarts(text);
    starts.set(path, lines);
    return regionAt(lines, span);
  };
  const reportFix = ({ edits, path, title, kind, preferred, note }: Fix): ReportedFix => ({
    title,
    kind,
    preferred,
    path: nameOf(path),
    ...(note === undefined ? {} : { note }),
    edits: edits.map(({ span, text }: Edit) => ({ region: regionOf(path, span), text })),
  });
  const fingerprints = fingerprintsOf(result, nameOf);
  const fixes = withFixes ? engine.fixes(document, result) : undefined;
  const findings = result.findings.map((finding): ReportedFinding => ({
    finding: { ...finding, path: nameOf(finding.path) },
    region: regionOf(finding.path, finding.span),
    formatTitle: engine.formats.get(finding.format)?.title ?? finding.format,
    description: engine.describe(finding),
    related: finding.related.map(({ path, span }) => ({
      path: nameOf(path),
      region: regionOf(path, span),
    })),
    fixes: (fixes?.get(finding) ?? []).filter(({ edits }) => !writeSecrets(edits)).map(reportFix),
    fingerprint: fingerprints.get(finding) ?? '',
  }));
  const noticeOf = (kind: Notice['kind'], { span }: { readonly span: Span }, message: string): Notice => ({
    kind,
    path: nameOf(document.path),
    message,
    region: regionOf(document.path, span),
  });
  const notices = [
    ...result.problems.map((each) => noticeOf('problem', each, each.message)),
    ...exceptionNotices(result.notices, nameOf(document.path), (span) => regionOf(document.path, span)),
    ...result.skips.map((each) => noticeOf('unresolved', each, SKIP_WORDS[each.reason])),
  ];
  return { findings, notices };
}

/**
 * An identity for each finding of a scan that is the same wherever in its file the reference stands.
 * @param nameOf How a report names a file.
 */
export function fingerprintsOf(
  { findings }: ScanResult,
  nameOf: (path: string) => string,
): Map<Finding, string> {
  const seen = new Map<string, number>();
  return new Map(
    findings.map((finding) => {
      const { entry, reference, path } = finding;
      const identity = [nameOf(path), entry, reference.kind, reference.name].join('\n');
      const count = seen.get(identity) ?? 0;
      seen.set(identity, count + 1);
      return [finding, hash(`${identity}\n${count}`)];
    }),
  );
}

/** What is wrong with exceptions of a file, with lines and columns. */
export function exceptionNotices(
  notices: readonly ExceptionNotice[],
  path: string,
  regionOf: (span: Span) => Region,
): Notice[] {
  return notices.map(({ span, message, state }) => ({
    kind: 'exception',
    path,
    message,
    region: regionOf(span),
    state,
  }));
}

/** The region of a span in a text whose lines start at these offsets. */
export function regionAt(starts: readonly number[], span: Span): Region {
  const start = positionOf(starts, span[0]);
  const end = positionOf(starts, span[1]);
  return {
    startLine: start.line + 1,
    startColumn: start.column + 1,
    endLine: end.line + 1,
    endColumn: end.column + 1,
  };
}

/** Findings of the scans of several files, one a place, with what each of those scans knows of it. */
export function distinctReported(findings: readonly ReportedFinding[]): ReportedFinding[] {
  return distinct(
    findings,
    ({ finding }) => finding,
    (stays, goes) => {
      const key = ({ path, region }: ReportedFinding['related'][number]): string =>
        `${path}:${region.startLine}:${region.startColumn}`;
      const known = new Set(stays.related.map(key));
      const related = [...stays.related, ...goes.related.filter((each) => !known.has(key(each)))];
      // Only the scan of the file itself works its fixes out.
      return { ...stays, related, fixes: stays.fixes.length > 0 ? stays.fixes : goes.fixes };
    },
  );
}

/** The order of a report: path by code units, then place, then entry. */
export function compareFindings(a: ReportedFinding, b: ReportedFinding): number {
  return (
    compareText(a.finding.path, b.finding.path) ||
    a.finding.span[0] - b.finding.span[0] ||
    a.finding.span[1] - b.finding.span[1] ||
    compareText(a.finding.entry, b.finding.entry)
  );
}

/** The order of notices: path, then place, then words. */
export function compareNotices(a: Notice, b: Notice): number {
  return (
    compareText(a.path, b.path) ||
    (a.region?.startLine ?? 0) - (b.region?.startLine ?? 0) ||
    (a.region?.startColumn ?? 0) - (b.region?.startColumn ?? 0) ||
    compareText(a.message, b.message)
  );
}

/** Compares by UTF-16 code units, the same on every machine. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * FNV-1a over UTF-16 units, 64 bits in hexadecimal digits
 * (https://datatracker.ietf.org/doc/html/draft-eastlake-fnv): an identity, not a secret.
 */
export function hash(text: string): string {
  let value = 0xcbf29ce484222325n;
  for (let index = 0; index < text.length; index++) {
    value = BigInt.asUintN(64, (value ^ BigInt(text.charCodeAt(index))) * 0x100000001b3n);
  }
  return value.toString(16).padStart(16, '0');
}

/** True for findings that ask for something: not suppressed, and of a verdict that the law or doubt decides. */
export function isOpen({ finding }: Pick<ReportedFinding, 'finding'>): boolean {
  return (
    !finding.suppression &&
    (finding.verdict === 'prohibited' || finding.verdict === 'review' || finding.verdict === 'exempt')
  );
}
