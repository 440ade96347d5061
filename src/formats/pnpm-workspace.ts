import type { Format, Intent, Sink } from '../core/types.js';
import { overriddenName, reportDependency, reportNpm, splitSpec } from './shared/npm.js';
import { entries, get, itemUnit, items, pairUnit, parseYaml, scalar } from './shared/yaml.js';
import type { YamlNode } from './shared/yaml.js';
import { urlReference } from './shared/references.js';

const DEPENDENCIES = ['dependencies', 'optionalDependencies', 'peerDependencies'];
const LISTS = ['onlyBuiltDependencies', 'neverBuiltDependencies', 'ignoredBuiltDependencies'];

/**
 * Workspaces of pnpm and settings of Yarn: https://pnpm.io/settings, https://yarnpkg.com/configuration/yarnrc
 */
export const pnpmWorkspace: Format = {
  id: 'pnpm-workspace',
  title: 'pnpm workspace or Yarn settings',
  reads: 'catalogs, overrides, package extensions, built dependencies, scopes and registries',
  files: ['**/pnpm-workspace.yaml', '**/.yarnrc.yml'],
  comment: { line: '#' },
  extract(document, sink) {
    for (const { root } of parseYaml(document, sink)) {
      readMap(get(root, 'catalog'), sink);
      for (const { value } of entries(get(root, 'catalogs'))) readMap(value, sink);
      readMap(get(root, 'overrides'), sink, 'override');
      readMap(get(root, 'configDependencies'), sink);
      readMap(get(root, 'allowBuilds'), sink, 'entry');
      for (const pair of entries(get(root, 'patchedDependencies'))) {
        const spec = splitSpec({ text: pair.key, span: pair.keySpan });
        const unit = pairUnit('patch', pair);
        if (spec) reportNpm(spec.name, spec.range, { unit, bound: true }, sink);
      }
      for (const { value } of entries(get(root, 'packageExtensions'))) {
        for (const name of DEPENDENCIES) readMap(get(value, name), sink);
      }
      for (const name of LISTS) readList(get(root, name), name === LISTS[0] ? 'use' : 'mention', sink);
      readRegistries(root, sink);
    }
  },
};

function readMap(map: YamlNode | undefined, sink: Sink, what = 'dependency'): void {
  for (const pair of entries(map)) {
    const name = overriddenName({ text: pair.key, span: pair.keySpan });
    const range = scalar(pair.value);
    const intent = range?.text === '-' || range?.text === 'false' ? 'remove' : 'use';
    const known = what === 'entry' || intent === 'remove' ? undefined : range;
    if (name) reportDependency(name, known, pairUnit(what, pair), sink, intent);
  }
}

function readList(list: YamlNode | undefined, intent: Intent, sink: Sink): void {
  for (const item of items(list)) {
    const text = scalar(item.value);
    const spec = text && splitSpec(text);
    if (spec) reportNpm(spec.name, spec.range, { intent, unit: itemUnit('entry', item), bound: true }, sink);
  }
}

/** A scope that has a registry of its own names everything below it. */
function readRegistries(root: YamlNode | undefined, sink: Sink): void {
  const url = (node: YamlNode | undefined): void => {
    const text = scalar(node);
    if (text && /^https?:\/\//.test(text.text)) sink.reference(urlReference(text.text, { span: text.span }));
  };
  for (const name of ['npmRegistryServer', 'npmPublishRegistry', 'registry']) url(get(root, name));
  for (const pair of entries(get(root, 'npmScopes'))) {
    const unit = pairUnit('scope', pair);
    reportNpm({ text: `@${pair.key}`, span: pair.keySpan }, undefined, { unit, bound: true }, sink);
    url(get(pair.value, 'npmRegistryServer'));
  }
  for (const pair of entries(get(root, 'registries'))) {
    const unit = pairUnit('scope', pair);
    if (pair.key.startsWith('@'))
      reportNpm({ text: pair.key, span: pair.keySpan }, undefined, { unit, bound: true }, sink);
    url(pair.value);
  }
  for (const item of items(get(root, 'plugins'))) url(get(item.value, 'spec') ?? item.value);
}
