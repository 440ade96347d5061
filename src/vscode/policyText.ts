import { isMap, isScalar, isSeq, parseDocument } from 'yaml';
import type { YAMLSeq } from 'yaml';
import type { IgnoreRule } from '../core/policy.js';
import { lineBreakOf } from '../core/text/edits.js';

/** What a new policy file starts with: every key, each commented out. */
export const NEW_POLICY = `# Rules for Kaspersky Ban Audit (https://www.npmjs.com/package/kaspersky-ban-audit).
# They hold for this folder and what is below it; the nearest file of this name upward wins.
# Take away the "# " in front of what you need.

# The set of rules to judge by, or single rules in its place.
# profile: us-federal
# regimes: [us-commerce-icts-2021-002, us-far-52-204-23]

# How findings are shown: error, warning, information or none.
# severity: { prohibited: error, review: warning, exempt: information }

# Products and identifiers of your own that are to be found.
# catalog:
#   - id: acme-av-mirror
#     title: ACME mirror of the endpoint agent
#     category: endpoint-agent
#     match: [{ type: docker, name: registry.acme.example/security/av-agent }]

# What you prefer in place of what is banned.
# replacements:
#   - for: { category: endpoint-agent, type: deb }
#     use: { name: mdatp, title: Microsoft Defender for Endpoint }

# Findings that may stay, why, who answers for it, and until when.
# ignore:
#   - { entry: kaspresso, path: "apps/android/**", reason: "test only", owner: mobile, until: 2099-12-31 }

# What every exception has to state, and how many days before its end it is told of.
# exceptions: { require: [reason, until], warnDays: 30 }

# Files that are not scanned.
# exclude: ["third_party/**"]
`;

/**
 * The text of a policy file with one more rule under \`ignore\`. Everything that is there stays as it is written;
 * undefined where the text is not understood.
 */
export function withIgnoreRule(text: string, rule: IgnoreRule): string | undefined {
  const { contents, errors } = parseDocument(text, { prettyErrors: false });
  if (errors.length > 0) return undefined;
  const item = flowItem(rule);
  const eol = lineBreakOf(text);
  const pair = isMap(contents)
    ? contents.items.find(({ key }) => isScalar(key) && key.value === 'ignore')
    : undefined;
  if (!pair) {
    if (contents !== null && !isBlock(contents)) return undefined;
    const gap = text === '' || /[\r\n]$/.test(text) ? '' : eol;
    return `${text}${gap}ignore:${eol}  - ${item}${eol}`;
  }
  if (isSeq(pair.value))
    return pair.value.flow ? inFlow(text, pair.value, item) : inBlock(text, pair.value, item, eol);
  if (pair.value !== null && !(isScalar(pair.value) && pair.value.value === null)) return undefined;
  const key = isScalar(pair.key) ? pair.key.range[1] : undefined;
  if (key === undefined) return undefined;
  const end = lineEnd(text, key);
  return /^\s*:\s*(?:#.*)?$/.test(text.slice(key, end))
    ? `${text.slice(0, end)}${eol}  - ${item}${text.slice(end)}`
    : undefined;
}

function isBlock(contents: unknown): boolean {
  return isMap(contents) && contents.flow !== true;
}

function inFlow(text: string, list: YAMLSeq, item: string): string | undefined {
  const close = (list.range?.[1] ?? 0) - 1;
  const last = list.items.at(-1) as { range?: readonly number[] } | undefined;
  if (text[close] !== ']') return undefined;
  const at = last?.range?.[1] ?? close;
  return `${text.slice(0, at)}${last ? ', ' : ''}${item}${text.slice(at)}`;
}

function inBlock(text: string, list: YAMLSeq, item: string, eol: string): string | undefined {
  const start = list.range?.[0];
  const last = list.items.at(-1) as { range?: readonly number[] } | undefined;
  const until = last?.range?.[1];
  if (start === undefined || until === undefined || text[start] !== '-') return undefined;
  const indent = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  if (/\S/.test(indent)) return undefined;
  const end = lineEnd(text, text.slice(0, until).trimEnd().length);
  return `${text.slice(0, end)}${eol}${indent}- ${item}${text.slice(end)}`;
}

function lineEnd(text: string, at: number): number {
  const found = text.slice(at).search(/\r?\n|\r/);
  return found < 0 ? text.length : at + found;
}

function flowItem(rule: IgnoreRule): string {
  const fields = Object.entries(rule).map(([name, value]: [string, string]) =>
    name === 'entry' || name === 'until' ? `${name}: ${value}` : `${name}: ${JSON.stringify(value)}`,
  );
  return `{ ${fields.join(', ')} }`;
}
