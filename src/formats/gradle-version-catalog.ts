import type { Format, Part, Sink, Unit } from '../core/types.js';
import type { Word } from './shared/maven.js';
import { packageReference } from './shared/references.js';
import { readTomlTree, tomlAt, tomlMembers, tomlString, tomlUnit } from './shared/toml-tree.js';
import type { TomlMember, TomlNode, TomlTable } from './shared/toml-tree.js';

/** https://docs.gradle.org/current/userguide/version_catalogs.html */
export const gradleVersionCatalog: Format = {
  id: 'gradle-version-catalog',
  title: 'Gradle version catalog',
  reads: 'libraries, plugins, versions, bundles',
  files: ['**/*.versions.toml'],
  comment: { line: '#' },
  extract({ text }, sink) {
    const root = readTomlTree(text, sink);
    for (const member of tomlMembers(tomlAt(root, 'libraries'))) readLibrary(member, root, sink);
    for (const member of tomlMembers(tomlAt(root, 'plugins'))) readPlugin(member, root, sink);
  },
};

/** The version that a library or plugin has itself, or that it refers to. */
function versionOf(node: TomlNode, root: TomlTable): Word | undefined {
  const reference = tomlString(node, 'version', 'ref');
  return reference ? tomlString(root, 'versions', reference.text) : tomlString(node, 'version');
}

function readLibrary({ value, place }: TomlMember, root: TomlTable, sink: Sink): void {
  const unit = tomlUnit('library', place);
  if (value.kind === 'string') {
    const [group = '', name = '', version] = value.text.split(':');
    const length = group.length + 1 + name.length;
    const [start, end] = value.span;
    const module: Word = { text: `${group}:${name}`, span: [start, start + length] };
    const pinned: Word | undefined =
      version === undefined ? undefined : { text: version, span: [start + length + 1, end] };
    report(module, pinned, [], unit, sink);
    return;
  }
  const version = versionOf(value, root);
  const module = tomlString(value, 'module');
  const group = tomlString(value, 'group');
  const name = tomlString(value, 'name');
  if (module) report(module, version, [], unit, sink);
  else if (group && name) {
    const named: Word = { text: `${group.text}:${name.text}`, span: name.span };
    report(named, version, [{ role: 'group', span: group.span }], unit, sink);
  }
}

function readPlugin({ value, place }: TomlMember, root: TomlTable, sink: Sink): void {
  const unit = tomlUnit('plugin', place);
  const id = tomlString(value, 'id');
  if (id) {
    report(
      { text: `${id.text}:${id.text}.gradle.plugin`, span: id.span },
      versionOf(value, root),
      [],
      unit,
      sink,
    );
  }
  if (value.kind !== 'string') return;
  const [name = ''] = value.text.split(':');
  const [start] = value.span;
  const plugin: Word = { text: `${name}:${name}.gradle.plugin`, span: [start, start + name.length] };
  report(plugin, undefined, [], unit, sink);
}

function report(
  { text: name, span }: Word,
  version: Word | undefined,
  more: readonly Part[],
  unit: Unit | undefined,
  sink: Sink,
): void {
  const parts: Part[] = [...more, ...(version ? [{ role: 'version' as const, span: version.span }] : [])];
  sink.reference(packageReference('maven', { name, version: version?.text, parts }, { span, unit }));
}
