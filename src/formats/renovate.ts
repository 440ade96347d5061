import type { Node } from 'jsonc-parser';
import { parseUrl } from '../core/text/url.js';
import type { Format, Intent, Sink } from '../core/types.js';
import { ecosystemTypes, emitNamePattern } from './shared/ecosystems.js';
import { jsonString, jsonUnit, member, members, parseJson } from './shared/json.js';
import type { JsonString } from './shared/json.js';
import { typedReference, urlReference } from './shared/references.js';
import { emitSource, githubReference } from './shared/sources.js';

const NAMES = /^(?:match|exclude)(?:Package|Dep)(?:Names|Patterns|Prefixes)$/;

/** https://docs.renovatebot.com/configuration-options/ */
export const renovate: Format = {
  id: 'renovate',
  title: 'Renovate configuration',
  reads: 'ignored and disabled packages, rules by name, presets, registries',
  files: [
    '**/{renovate,default}.json5',
    '**/renovate.json',
    '**/.renovaterc{,.json,.json5}',
    '**/.github/renovate*.json',
  ],
  extract({ text }, sink) {
    const root = parseJson(text, sink);
    const walk = (node: Node | undefined): void => {
      readRule(text, node, sink);
      for (const { value } of members(node)) {
        if (value.type === 'object') walk(value);
        else for (const item of value.children ?? []) if (item.type === 'object') walk(item);
      }
    };
    walk(root);
  },
};

function strings(source: string, list: Node | undefined): { node: Node; string: JsonString }[] {
  const nodes = list?.type === 'array' ? (list.children ?? []) : list ? [list] : [];
  return nodes.flatMap((node) => {
    const string = jsonString(source, node);
    return string ? [{ node, string }] : [];
  });
}

/** An object that may hold options: the whole configuration, a package rule, a manager's part. */
function readRule(source: string, rule: Node | undefined, sink: Sink): void {
  const texts = (key: string): string[] =>
    strings(source, member(rule, key)).map(({ string }) => string.text);
  const types = ecosystemTypes([...texts('matchDatasources'), ...texts('matchManagers')]);
  const disabled = member(rule, 'enabled')?.value === false;
  for (const { node, string } of strings(source, member(rule, 'ignoreDeps'))) {
    const at = { span: string.span, unit: jsonUnit(source, node, 'entry'), intent: 'remove' as const };
    emitNamePattern(sink, string.text, types, at);
  }
  for (const { key, value } of members(rule)) {
    if (!NAMES.test(key)) continue;
    const intent: Intent = disabled && key.startsWith('match') ? 'remove' : 'mention';
    for (const { node, string } of strings(source, value)) {
      if (string.text.startsWith('!')) continue;
      emitNamePattern(sink, string.text, types, {
        span: string.span,
        unit: jsonUnit(source, node, 'entry'),
        intent,
      });
    }
  }
  const replacement = jsonString(source, member(rule, 'replacementName'));
  if (replacement) emitNamePattern(sink, replacement.text, types, { span: replacement.span });
  for (const { node, string } of strings(source, member(rule, 'extends'))) {
    const at = { span: string.span, unit: jsonUnit(source, node, 'preset') };
    readPreset(string, at, sink);
  }
  for (const key of ['registryUrls', 'defaultRegistryUrls', 'endpoint', 'matchHost']) {
    for (const { string } of strings(source, member(rule, key))) {
      if (parseUrl(string.text)) emitSource(sink, string.text, { span: string.span });
      else if (/^[\w-]+(?:\.[\w-]+)+$/.test(string.text)) {
        sink.reference(typedReference('repository', 'domain', string.text, { span: string.span }));
      }
    }
  }
}

/** `github>owner/name//path:preset#tag`: https://docs.renovatebot.com/config-presets/ */
function readPreset({ text, span }: JsonString, at: Parameters<typeof githubReference>[1], sink: Sink): void {
  const match = /^(?:github>|local>)([\w.-]+\/[\w.-]+)/.exec(text);
  if (match?.[1] !== undefined) {
    const from = span[0] + match[0].length - match[1].length;
    const reference = githubReference(match[1], { ...at, span: [from, from + match[1].length] });
    if (reference) sink.reference(reference);
  } else if (parseUrl(text)) sink.reference(urlReference(text, at));
}
