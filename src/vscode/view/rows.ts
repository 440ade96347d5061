import { expiresSoon } from '../../core/exceptions.js';
import type { Found } from '../scan.js';
import type { Unread } from '../walk.js';
import { reportBase, reportPath } from '../roots.js';
import type { Row, SkippedRow } from './tree.js';

/**
 * The findings as rows of the tree.
 * @param today ISO date by which exceptions end soon.
 */
export function rowsOf(found: readonly Found[], today: string): Row<Found>[] {
  const base = reportBase();
  const paths = new Map<string, string>();
  return found.map((item): Row<Found> => {
    const { finding, location } = item.placed;
    const file = location.uri.toString();
    const path = paths.get(file) ?? reportPath(location.uri, base);
    paths.set(file, path);
    const { suppression } = finding;
    const { warnDays } = item.scanned.rules.engine.policy.exceptions;
    return {
      item,
      file,
      path,
      line: location.range.start.line + 1,
      column: location.range.start.character + 1,
      entry: finding.entry,
      title: finding.title,
      name: finding.reference.name,
      verdict: finding.verdict,
      ...(suppression ? { suppression } : {}),
      known: suppression?.known === true,
      expiring: expiresSoon(suppression?.until, today, warnDays),
    };
  });
}

/** What the audit did not read, as rows of the tree. */
export function skippedRows(skipped: readonly Unread[]): SkippedRow[] {
  return skipped.map(({ uri, path, reason }) => ({ file: uri.toString(), path, reason }));
}
