import type { Format, Sink } from '../core/types.js';
import { packageReference } from './shared/references.js';
import { emitSource } from './shared/sources.js';
import { versionPart } from './shared/versions.js';
import { entries, get, pairUnit, parseYaml, scalar } from './shared/yaml.js';
import type { YamlPair } from './shared/yaml.js';

const TABLES = ['dependencies', 'dev_dependencies', 'dependency_overrides'];

/** https://dart.dev/tools/pub/dependencies */
export const pubspec: Format = {
  id: 'pubspec',
  title: 'pubspec.yaml',
  reads: 'dependencies, overrides, hosted and Git sources',
  files: ['**/pubspec.{yml,yaml}', '**/pubspec_overrides.yaml'],
  comment: { line: '#' },
  extract(document, sink) {
    for (const { root } of parseYaml(document, sink)) {
      for (const table of TABLES) for (const pair of entries(get(root, table))) readDependency(pair, sink);
    }
  },
};

/** `name: ^1.0.0`, or a map with `version`, `git`, `hosted`; a package may be hosted under another name. */
function readDependency(pair: YamlPair, sink: Sink): void {
  const { key, keySpan, value } = pair;
  if (get(value, 'sdk')) return;
  const unit = pairUnit('dependency', pair);
  const hosted = get(value, 'hosted');
  const renamed = scalar(get(hosted, 'name'));
  const version = scalar(value) ?? scalar(get(value, 'version'));
  const name = { name: renamed?.text ?? key, ...versionPart(version?.text === '' ? undefined : version) };
  sink.reference(packageReference('pub', name, { span: renamed?.span ?? keySpan, unit }));
  const git = get(value, 'git');
  for (const place of [git, get(git, 'url'), hosted, get(hosted, 'url')]) {
    const url = scalar(place);
    if (url) emitSource(sink, url.text, { span: url.span, unit });
  }
}
