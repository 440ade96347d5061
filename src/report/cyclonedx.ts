import type { Finding } from '../core/types.js';
import { compareText } from './report.js';
import type { Report, ReportedFinding } from './report.js';
import { formatPurl } from '../core/text/purl.js';
import { listed } from './select.js';

/** Types of components: https://cyclonedx.org/docs/1.6/json/#components_items_type */
const COMPONENT_TYPES: Partial<Record<Finding['reference']['kind'], string>> = {
  image: 'container',
  package: 'library',
  module: 'library',
  path: 'file',
  installer: 'file',
};

/**
 * Writes a report as an inventory in CycloneDX 1.6 (https://cyclonedx.org/docs/1.6/json/): a component for each
 * thing that is named, with every place as an occurrence.
 * @param all True takes removals and mentions too.
 */
export function cyclonedxReport(report: Report, all: boolean): string {
  const groups = new Map<string, ReportedFinding[]>();
  for (const each of listed(report, all)) {
    const { entry, reference, matcher } = each.finding;
    const key = [entry, matcher.type, reference.name, reference.version ?? ''].join('\n');
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  const components = [...groups.entries()]
    .sort(([a], [b]) => compareText(a, b))
    .map(([, group], index) => component(group, index + 1));
  const bom = {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      timestamp: `${report.asOf}T00:00:00Z`,
      tools: {
        components: [{ type: 'application', name: 'kaspersky-ban-audit', version: report.version }],
      },
      properties: report.regimes.map(({ id }) => property('regime', id)),
    },
    components,
  };
  return `${JSON.stringify(bom, undefined, 2)}\n`;
}

function component(group: readonly ReportedFinding[], index: number): object {
  const [first] = group;
  if (!first) return {};
  const { finding } = first;
  const { reference, matcher } = finding;
  const purl = formatPurl(matcher.type, reference.name, reference.version);
  const verdicts = [...new Set(group.map((each) => each.finding.verdict))].sort();
  return {
    type: COMPONENT_TYPES[reference.kind] ?? 'application',
    'bom-ref': `component-${index}`,
    supplier: { name: 'Kaspersky' },
    name: reference.name,
    ...(reference.version === undefined ? {} : { version: reference.version }),
    description: finding.title,
    ...(purl === undefined ? {} : { purl }),
    evidence: {
      occurrences: group.map(({ finding: { path }, region }) => ({
        location: path,
        line: region.startLine,
      })),
    },
    properties: [
      property('entry', finding.entry),
      property('category', finding.category),
      ...verdicts.map((verdict) => property('verdict', verdict)),
      ...finding.regimes.map((id) => property('decidedBy', id)),
    ],
  };
}

function property(name: string, value: string): { name: string; value: string } {
  return { name: `kasperskyBan:${name}`, value };
}
