import type { Format, Sink } from '../core/types.js';
import { formatOfShell, readScripts, readVariables } from './shared/pipeline.js';
import { typedReference } from './shared/references.js';
import { distinctSink } from './shared/yaml-emit.js';
import { entries, get, itemUnit, items, pairUnit, parseYaml, scalar } from './shared/yaml.js';
import type { YamlNode } from './shared/yaml.js';

const PHASE =
  /^(?:init|install|(?:before|after)_(?:build|test|package|deploy)|(?:build|test|deploy)_script|on_(?:success|failure|finish|image_bake))$/;

/** AppVeyor builds: https://www.appveyor.com/docs/appveyor-yml/ */
export const appveyor: Format = {
  id: 'appveyor',
  title: 'AppVeyor',
  reads: 'batch, PowerShell and shell commands of the phases, environment, hosts',
  files: ['**/{.,}appveyor{,.*,-*}.{yml,yaml}'],
  comment: { line: '#' },
  extract: (document, sink) => {
    const target = distinctSink(sink);
    for (const { root } of parseYaml(document, sink)) {
      readBuild(root, target);
      for (const { value } of items(get(root, 'for'))) readBuild(value, target);
    }
  },
};

function readBuild(build: YamlNode | undefined, sink: Sink): void {
  for (const { key, value } of entries(build)) if (PHASE.test(key)) readPhase(value, sink);
  const environment = get(build, 'environment');
  for (const pair of entries(environment)) {
    if (pair.key === 'matrix' || pair.key === 'global') {
      for (const { value } of items(pair.value)) readVariables(value, 'variable', sink);
      if (pair.key === 'global') readVariables(pair.value, 'variable', sink);
    }
  }
  readVariables(environment, 'variable', sink);
  for (const pair of entries(get(build, 'hosts'))) {
    const address = scalar(pair.value)?.text ?? '';
    const intent = address === '0.0.0.0' || address.startsWith('127.') ? 'remove' : 'use';
    sink.reference(
      typedReference('url', 'domain', pair.key, { span: pair.keySpan, intent, unit: pairUnit('host', pair) }),
    );
  }
}

function readPhase(node: YamlNode | undefined, sink: Sink): void {
  if (scalar(node)) readScripts(node, 'batch', sink);
  for (const item of items(node)) {
    const unit = itemUnit('command', item);
    if (scalar(item.value)) readScripts(item.value, 'batch', sink, { unit });
    for (const { key, value } of entries(item.value)) readScripts(value, formatOfShell(key), sink, { unit });
  }
}
