import type { Format, NamedPlace, Names, Part, Sink, Unit } from '../core/types.js';
import type { Word } from './shared/maven.js';
import { packageReference } from './shared/references.js';
import {
  readTomlTree,
  tomlAt,
  tomlItems,
  tomlMember,
  tomlMembers,
  tomlString,
  tomlUnit,
} from './shared/toml-tree.js';
import type { TomlMember, TomlNode, TomlTable } from './shared/toml-tree.js';

/** https://docs.gradle.org/current/userguide/version_catalogs.html */
export const gradleVersionCatalog: Format = {
  id: 'gradle-version-catalog',
  title: 'Gradle version catalog',
  reads: 'libraries, plugins, versions, bundles',
  files: ['**/*.versions.toml'],
  comment: { line: '#' },
  names: ({ text }) => namesIn(readTomlTree(text)),
  extract({ text }, sink) {
    const root = readTomlTree(text, sink);
    for (const member of tomlMembers(tomlAt(root, 'libraries'))) readLibrary(member, root, sink);
    for (const member of tomlMembers(tomlAt(root, 'plugins'))) readPlugin(member, root, sink);
  },
};

/** Versions, to which libraries and plugins refer, and libraries, to which bundles do. */
function namesIn(root: TomlTable): Names {
  const membersOf = (name: string): readonly TomlMember[] => tomlMembers(tomlAt(root, name));
  const given = (what: string, table: string, more: Partial<NamedPlace>): NamedPlace[] =>
    membersOf(table).map(({ key, keySpan, place }) => {
      const unit = tomlUnit(what, place);
      return { what, name: aliasOf(key), span: keySpan, ...(unit ? { unit } : {}), ...more };
    });
  const used = (what: string, { text, span }: Word, unit?: Unit): NamedPlace => ({
    what,
    name: aliasOf(text),
    span,
    ...(unit ? { unit } : {}),
  });
  return {
    given: [
      ...given('version', 'versions', { passive: true }),
      ...given('library', 'libraries', { elsewhere: 'the build files' }),
    ],
    used: [
      ...[...membersOf('libraries'), ...membersOf('plugins')].flatMap(({ value }) => {
        const version = tomlString(value, 'version', 'ref');
        return version ? [used('version', version)] : [];
      }),
      ...membersOf('bundles').flatMap(({ value }) =>
        tomlItems(value).flatMap((item) =>
          item.value.kind === 'string' ? [used('library', item.value, tomlUnit('item', item.place))] : [],
        ),
      ),
    ],
  };
}

/** Dashes, underscores and dots of an alias are one to Gradle. */
function aliasOf(name: string): string {
  return name.replace(/[_.]/g, '-');
}

/** A version and the part of a reference that it is. */
interface Version {
  readonly text: string;
  readonly part?: Part | undefined;
}

/**
 * The version that a library or plugin has itself, or that it refers to. One that others refer to as well stays:
 * another one is written in the place of the reference to it.
 */
function versionOf(node: TomlNode, root: TomlTable): Version | undefined {
  const reference = tomlString(node, 'version', 'ref');
  if (!reference) return versionAt(tomlString(node, 'version'));
  const shared = tomlString(root, 'versions', reference.text);
  if (!shared || usesOf(reference.text, root).length < 2) return versionAt(shared);
  const place = tomlMember(node, 'version')?.place;
  const part: Part | undefined = place && {
    role: 'version',
    span: place.span,
    before: 'version = "',
    after: '"',
  };
  return { text: shared.text, part };
}

function versionAt(word: Word | undefined): Version | undefined {
  return word && { text: word.text, part: { role: 'version', span: word.span } };
}

/** Where libraries and plugins refer to a version. */
function usesOf(name: string, root: TomlTable): Word[] {
  return ['libraries', 'plugins']
    .flatMap((table) => tomlMembers(tomlAt(root, table)))
    .flatMap(({ value }) => tomlString(value, 'version', 'ref') ?? [])
    .filter(({ text }) => text === name);
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
    report(module, versionAt(pinned), [], unit, sink);
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
  version: Version | undefined,
  more: readonly Part[],
  unit: Unit | undefined,
  sink: Sink,
): void {
  const parts: Part[] = [...more, ...(version?.part ? [version.part] : [])];
  sink.reference(packageReference('maven', { name, version: version?.text, parts }, { span, unit }));
}
