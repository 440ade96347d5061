import type { Format, Intent, Sink } from '../core/types.js';
import { ecosystemTypes, emitNamePattern } from './shared/ecosystems.js';
import { emitSource } from './shared/sources.js';
import { entries, get, itemUnit, items, pairUnit, parseYaml, scalar, textAt } from './shared/yaml.js';
import type { YamlNode } from './shared/yaml.js';

/** https://docs.github.com/en/code-security/dependabot/working-with-dependabot/dependabot-options-reference */
export const dependabot: Format = {
  id: 'dependabot',
  title: 'Dependabot configuration',
  reads: 'ignored and allowed dependencies, groups, registries',
  files: ['**/.github/dependabot.{yml,yaml}', '**/.dependabot/config.{yml,yaml}'],
  comment: { line: '#' },
  extract(document, sink) {
    for (const { root } of parseYaml(document, sink)) {
      for (const pair of entries(get(root, 'registries'))) {
        const url = scalar(get(pair.value, 'url'));
        if (url) emitSource(sink, url.text, { span: url.span, unit: pairUnit('registry', pair) });
      }
      for (const { value } of items(get(root, 'updates'))) {
        const ecosystem = textAt(value, 'package-ecosystem') ?? '';
        readRules(get(value, 'ignore'), ecosystem, 'remove', sink);
        readRules(get(value, 'allow'), ecosystem, 'use', sink);
        for (const { value: group } of entries(get(value, 'groups'))) {
          for (const item of items(get(group, 'patterns'))) {
            const name = scalar(item.value);
            const at = name && {
              span: name.span,
              unit: itemUnit('pattern', item),
              intent: 'mention' as const,
            };
            if (at) emitNamePattern(sink, name.text, ecosystemTypes([ecosystem]), at);
          }
        }
      }
    }
  },
};

function readRules(list: YamlNode | undefined, ecosystem: string, intent: Intent, sink: Sink): void {
  for (const item of items(list)) {
    const name = scalar(get(item.value, 'dependency-name'));
    if (!name) continue;
    const at = { span: name.span, unit: itemUnit('rule', item), intent };
    emitNamePattern(sink, name.text, ecosystemTypes([ecosystem]), at);
  }
}
