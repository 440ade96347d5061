import type { Format, IdentifierType, Sink } from '../core/types.js';
import { readScripts, readVariables } from './shared/pipeline.js';
import { packageReference, urlReference } from './shared/references.js';
import { distinctSink, placement, wordOf } from './shared/yaml-emit.js';
import { get, itemUnit, items, lookup, parseYaml, scalar } from './shared/yaml.js';
import type { YamlNode } from './shared/yaml.js';

const PHASES = [
  ...[
    'before_install',
    'install',
    'before_script',
    'script',
    'before_cache',
    'after_success',
    'after_failure',
  ],
  ...['before_deploy', 'after_deploy', 'after_script'],
];
const PACKAGES: readonly (readonly [path: readonly string[], type: IdentifierType])[] = [
  [['apt', 'packages'], 'deb'],
  [['apt_packages'], 'deb'],
  [['homebrew', 'packages'], 'homebrew'],
  [['homebrew', 'casks'], 'homebrew'],
  [['snaps'], 'snap'],
];

/** Travis CI builds: https://docs.travis-ci.com/user/reference/overview/ */
export const travis: Format = {
  id: 'travis',
  title: 'Travis CI',
  reads: 'scripts of the phases, environment, packages and sources of the add-ons',
  files: ['**/.travis.{yml,yaml}', '**/.travis/*.{yml,yaml}'],
  comment: { line: '#' },
  extract: (document, sink) => {
    const target = distinctSink(sink);
    for (const { root } of parseYaml(document, sink)) {
      readJob(root, target);
      for (const key of ['jobs', 'matrix']) {
        for (const { value } of items(lookup(root, key, 'include'))) readJob(value, target);
      }
    }
  },
};

function readJob(job: YamlNode | undefined, sink: Sink): void {
  for (const phase of PHASES) readScripts(get(job, phase), 'shell', sink);
  const env = get(job, 'env');
  for (const node of [env, get(env, 'global'), get(env, 'jobs'), get(env, 'matrix')]) {
    if (node?.kind === 'seq' || node !== env || !get(env, 'global')) readVariables(node, 'variable', sink);
  }
  const addons = get(job, 'addons');
  for (const [path, type] of PACKAGES) readPackages(lookup(addons, ...path), type, sink);
  for (const item of items(lookup(addons, 'apt', 'sources'))) {
    for (const key of ['sourceline', 'key_url']) {
      const read = scalar(get(item.value, key));
      const url = read && /https?:\/\/\S+/.exec(read.text);
      if (!read || !url) continue;
      const start = read.span[0] + url.index;
      sink.reference(
        urlReference(url[0], { span: [start, start + url[0].length], unit: itemUnit('source', item) }),
      );
    }
  }
}

function readPackages(node: YamlNode | undefined, type: IdentifierType, sink: Sink): void {
  for (const item of items(node)) {
    const read = scalar(item.value) ?? scalar(get(item.value, 'name'));
    if (!read) continue;
    const at = placement(wordOf(read), { unit: itemUnit('package', item) });
    sink.reference(packageReference(type, { name: read.text }, at));
  }
}
