import type { Document, Finding } from './types.js';

/**
 * What only hints at a product counts in a file that installs or removes one for sure that is not exempt, and there
 * in a construct of its own: an installer and the answers that it is given are one.
 */
export function withoutLoneHints(findings: readonly Finding[]): readonly Finding[] {
  const isHint = ({ matcher }: Finding): boolean => matcher.certainty === 'beside';
  if (!findings.some(isHint)) return findings;
  const sure = findings.filter(
    ({ certainty, verdict, reference: { intent } }) =>
      certainty !== 'weak' && verdict !== 'exempt' && (intent === 'use' || intent === 'remove'),
  );
  const taken = new Set(sure.map(unitKey));
  return findings.filter((finding) => !isHint(finding) || (sure.length > 0 && !taken.has(unitKey(finding))));
}

function unitKey({ path, span, reference: { unit } }: Finding): string {
  return `${path} ${(unit?.span ?? span).join(' ')}`;
}

/**
 * Settings of one product that stand together are one finding, at the first of them, and so are an installer and
 * the settings that it is given; the others are related places. Settings whose names could be another product's
 * count beside one whose name could not, or where several of them stand in a file that names the product in no other
 * way: then they are one as well.
 */
export function mergeSettings(findings: readonly Finding[], { path, text }: Document): Finding[] {
  const merged: Finding[] = [];
  for (const finding of findings) {
    const previous = merged.at(-1);
    const isNext = previous && finding.path === path && isSameSetting(previous, finding, text);
    const alike = isVague(finding) ? merged.findIndex((each) => isSameVague(each, finding)) : -1;
    const at = isNext ? merged.length - 1 : alike;
    const last = merged[at];
    if (!last) {
      merged.push(finding);
      continue;
    }
    const isSurer = last.certainty === 'weak' && finding.certainty !== 'weak';
    const [first, second] = isSurer ? [finding, last] : [last, finding];
    merged[at] = { ...first, related: [...last.related, { path: second.path, span: second.span }] };
  }
  return merged.flatMap((finding) => {
    if (!isVague(finding)) return [finding];
    return isTold(finding, findings) ? [withoutUnit(finding)] : [];
  });
}

/** How many different settings tell a product together that none of them tells alone. */
const TELLING = 3;

function isVague({ certainty, matcher }: Finding): boolean {
  return certainty === 'weak' && matcher.type === 'config-key';
}

/** What several settings tell together cannot go with one of them. */
function withoutUnit(finding: Finding): Finding {
  const { kind, type, name, intent, span } = finding.reference;
  return { ...finding, reference: { kind, type, name, intent, span } };
}

function isSameVague(a: Finding, b: Finding): boolean {
  const isSame = a.path === b.path && a.entry === b.entry && a.reference.intent === b.reference.intent;
  return isSame && isVague(a) && isVague(b);
}

function isTold(finding: Finding, findings: readonly Finding[]): boolean {
  if (findings.some((each) => each.entry === finding.entry && !isVague(each))) return false;
  const same = findings.filter((each) => isSameVague(each, finding));
  return new Set(same.map(({ matcher }) => matcher.name)).size >= TELLING;
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
