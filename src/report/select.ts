import type { RegimeWords } from '../core/describe.js';
import type { Finding, Verdict } from '../core/types.js';
import { isOpen } from './report.js';
import type { Report, ReportedFinding } from './report.js';

/** The gravest first. */
export const VERDICT_ORDER: readonly Verdict[] = ['prohibited', 'review', 'exempt', 'remediation', 'mention'];

/** The gravest first, what an exception hides last. */
export const STATES = [...VERDICT_ORDER, 'suppressed'] as const;

/** A verdict, or that an exception hides it. */
export type State = Verdict | 'suppressed';

/** The state of a finding. */
export function stateOf({ verdict, suppression }: Pick<Finding, 'verdict' | 'suppression'>): State {
  return suppression ? 'suppressed' : verdict;
}

/**
 * The findings that a report lists: those that are open, and those that an exception hides.
 * @param all True takes removals and mentions too.
 */
export function listed({ findings }: Report, all: boolean): ReportedFinding[] {
  return findings.filter((each) => all || isOpen(each) || each.finding.suppression);
}

/** The regimes that decide some findings, each once, in the order in which they come up. */
export function citedRegimes(findings: readonly ReportedFinding[]): RegimeWords[] {
  const regimes = findings.flatMap(({ description }) => description.regimes);
  return [...new Map(regimes.map((regime) => [regime.id, regime])).values()];
}

/** How many findings of each verdict there are that nothing suppresses, the gravest first; none of zero. */
export function countVerdicts(findings: readonly ReportedFinding[]): [Verdict, number][] {
  const open = findings.filter(({ finding }) => !finding.suppression);
  return VERDICT_ORDER.map((verdict): [Verdict, number] => [
    verdict,
    open.filter(({ finding }) => finding.verdict === verdict).length,
  ]).filter(([, count]) => count > 0);
}

/** What a report comes to, in one phrase: `2 prohibited, 1 suppressed in 14 files`. */
export function summaryOf({ findings, files, notices }: Report): string {
  const words = countVerdicts(findings).map(([verdict, count]) => `${count} ${verdict}`);
  const suppressed = findings.filter(({ finding }) => finding.suppression).length;
  if (suppressed > 0) words.push(`${suppressed} suppressed`);
  const skipped = notices.filter(({ kind }) => kind === 'skipped' || kind === 'unreadable').length;
  const tail = skipped > 0 ? `, ${skipped} skipped` : '';
  return `${words.length > 0 ? words.join(', ') : 'nothing found'} in ${files} files${tail}`;
}
