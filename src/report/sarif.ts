import type { ArtifactLocation, Fix, Location, Log, Notification, ReportingDescriptor, Result } from 'sarif';
import type { CatalogEntry, Severity } from '../core/types.js';
import type { Notice, Region, Report, ReportedFinding, ReportedFix } from './report.js';
import { listed } from './select.js';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

const LEVELS: Record<Severity, Result.level> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  none: 'none',
};

const NOTICE_LEVELS: Record<Notice['kind'], Notification.level> = {
  skipped: 'note',
  unreadable: 'warning',
  problem: 'warning',
  unresolved: 'note',
  exception: 'warning',
  baseline: 'note',
};

/**
 * Writes a report as SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html): one rule
 * an entry, suppressed findings kept with their justification, fixes as artifact changes.
 * @param all True lists removals and mentions too, at level `none`.
 */
export function sarifReport(
  report: Report,
  entries: ReadonlyMap<string, CatalogEntry>,
  all: boolean,
): string {
  const shown = listed(report, all);
  const ids = [...new Set(shown.map(({ finding }) => finding.entry))].sort();
  const indexes = new Map(ids.map((id, index) => [id, index]));
  const log: Log = {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Kaspersky Ban Audit',
            semanticVersion: report.version,
            informationUri: 'https://www.npmjs.com/package/kaspersky-ban-audit',
            rules: ids.map((id) => rule(id, entries.get(id), shown)),
          },
        },
        columnKind: 'utf16CodeUnits',
        invocations: [
          {
            executionSuccessful: true,
            toolExecutionNotifications: report.notices.map(notification),
          },
        ],
        results: shown.map((each) => result(each, indexes.get(each.finding.entry) ?? -1)),
        properties: { asOf: report.asOf, regimes: report.regimes.map(({ id }) => id), files: report.files },
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function rule(
  id: string,
  entry: CatalogEntry | undefined,
  shown: readonly ReportedFinding[],
): ReportingDescriptor {
  const regimes = shown.find(
    ({ finding, description }) => finding.entry === id && description.regimes.length > 0,
  );
  const [first] = regimes?.description.regimes ?? [];
  const summary = `${entry?.title ?? id} is known to the catalog as ${entry?.category ?? 'a product'}.`;
  const paragraphs = [
    summary,
    ...(regimes?.description.regimes ?? []).map(
      ({ title, words, citation, url, limits, verified }) =>
        `${title}${verified ? '' : ' (not verified)'}. ${words} ${citation}, ${url}.` +
        (limits === undefined ? '' : ` Not covered: ${limits}`),
    ),
  ];
  return {
    id,
    shortDescription: { text: entry?.title ?? id },
    fullDescription: { text: summary },
    help: { text: paragraphs.join('\n\n') },
    ...(first ? { helpUri: first.url } : {}),
  };
}

function result(each: ReportedFinding, ruleIndex: number): Result {
  const { finding, description, region, related, fixes, fingerprint } = each;
  const open = finding.verdict !== 'remediation' && finding.verdict !== 'mention';
  const message = [
    description.headline,
    description.why,
    ...(finding.advice === undefined ? [] : [finding.advice]),
    ...description.regimes.map(({ words }) => words),
  ];
  return {
    ruleId: finding.entry,
    ruleIndex,
    level: open ? LEVELS[finding.severity] : 'none',
    ...(open ? {} : { kind: 'informational' }),
    message: { text: message.join('\n') },
    locations: [location(finding.path, region)],
    ...(related.length > 0
      ? {
          relatedLocations: related.map((place) => ({
            ...location(place.path, place.region),
            message: { text: 'used here' },
          })),
        }
      : {}),
    partialFingerprints: { 'kasperskyBan/v1': fingerprint },
    ...(finding.suppression
      ? {
          suppressions: [
            {
              kind: finding.suppression.kind,
              justification: finding.suppression.reason,
              properties: { owner: finding.suppression.owner, until: finding.suppression.until },
            },
          ],
        }
      : {}),
    ...(fixes.length > 0 ? { fixes: fixes.map(fix) } : {}),
    properties: {
      verdict: finding.verdict,
      intent: finding.reference.intent,
      category: finding.category,
      kind: finding.reference.kind,
      certainty: finding.certainty,
      regimes: finding.regimes,
      product: finding.title,
    },
  };
}

function fix({ title, kind, preferred, path, edits, note }: ReportedFix): Fix {
  return {
    description: { text: title },
    artifactChanges: [
      {
        artifactLocation: artifact(path),
        replacements: edits.map(({ region, text }) => ({ deletedRegion: region, insertedContent: { text } })),
      },
    ],
    properties: { kind, preferred, ...(note === undefined ? {} : { note }) },
  };
}

function notification({ kind, path, message, region, state }: Notice): Notification {
  return {
    level: NOTICE_LEVELS[kind],
    message: { text: message },
    descriptor: { id: kind },
    locations: [location(path, region)],
    ...(state === undefined ? {} : { properties: { state } }),
  };
}

function location(path: string, region: Region | undefined): Location {
  return { physicalLocation: { artifactLocation: artifact(path), ...(region ? { region } : {}) } };
}

function artifact(path: string): ArtifactLocation {
  const uri = path.split('/').map(encodeURIComponent).join('/');
  return { uri: path.startsWith('/') ? `file://${uri}` : uri };
}
