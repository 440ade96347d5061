import type { Document, Finding } from './types.js';

/**
 * What only hints at a product counts in a file that installs or removes one for sure, and there in a construct
 * of its own: an installer and the answers that it is given are one.
 */
export function withoutLoneHints(findings: readonly Finding[]): readonly Finding[] {
  const isHint = ({ matcher }: Finding): boolean => matcher.certainty === 'beside';
  if (!findings.some(isHint)) return findings;
  const sure = findings.filter(
    ({ certainty, reference: { intent } }) =>
      certainty !== 'weak' && (intent === 'use' || intent === 'remove'),
  );
  const taken = new Set(sure.map(unitKey));
  return findings.filter((finding) => !isHint(finding) || (sure.length > 0 && !taken.has(unitKey(finding))));
}

function unitKey({ path, span, reference: { unit } }: Finding): string {
  return `${path} ${(unit?.span ?? span).join(' ')}`;
}

/**
 * Settings of one product that stand together are one finding, at the first of them, and so are an installer and
 * the settings that it is given; the others are related places. A setting whose name could be another product's
 * counts only beside one whose name could not.
 */
export function mergeSettings(findings: readonly Finding[], { path, text }: Document): Finding[] {
  const merged: Finding[] = [];
  for (const finding of findings) {
    const last = merged.at(-1);
    if (!last || finding.path !== path || !isSameSetting(last, finding, text)) {
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
  if (b.matcher.type !== 'config-key') return false;
  if (a.path !== b.path || a.entry !== b.entry || a.reference.intent !== b.reference.intent) return false;
  const unit = a.reference.unit?.span;
  const other = b.reference.unit?.span;
  if (unit && unit[0] === other?.[0] && unit[1] === other[1]) return true;
  if (a.matcher.type !== 'config-key') return false;
  const end = (a.related.at(-1)?.span ?? a.span)[1];
  return (text.slice(Math.max(a.span[1], end), b.span[0]).match(/\r\n|\n|\r/g) ?? []).length <= 2;
}
