import type { Format, Sink } from '../core/types.js';
import { packageReference, urlReference } from './shared/references.js';
import { emitSource } from './shared/sources.js';
import { readTomlTree, tomlAt, tomlMembers, tomlString, tomlUnit } from './shared/toml-tree.js';
import type { TomlMember, TomlNode } from './shared/toml-tree.js';

const TABLES = [
  'dependencies',
  'dev-dependencies',
  'dev_dependencies',
  'build-dependencies',
  'build_dependencies',
];

/** https://doc.rust-lang.org/cargo/reference/specifying-dependencies.html and Cargo's own configuration. */
export const cargo: Format = {
  id: 'cargo',
  title: 'Cargo.toml',
  reads: 'dependencies of all tables and targets, workspace, renames, Git sources, patches, registries',
  files: ['**/Cargo.toml', '**/Cargo.toml.orig', '**/.cargo/config{,.toml}'],
  comment: { line: '#' },
  extract({ text }, sink) {
    const root = readTomlTree(text, sink);
    const places = [
      root,
      tomlAt(root, 'workspace'),
      ...tomlMembers(tomlAt(root, 'target')).map(({ value }) => value),
    ];
    for (const place of places) for (const name of TABLES) readTable(tomlAt(place, name), sink);
    for (const { key, keySpan, value } of tomlMembers(tomlAt(root, 'patch'))) {
      emitSource(sink, key, { span: keySpan });
      readTable(value, sink);
    }
    readTable(tomlAt(root, 'replace'), sink);
    for (const name of ['registries', 'source']) readRegistries(tomlAt(root, name), sink);
  },
};

function readTable(table: TomlNode | undefined, sink: Sink): void {
  for (const member of tomlMembers(table)) readDependency(member, sink);
}

/** `name = "1.0"`, `name = { version, package, git, … }`; in `[replace]` the key is `name:version`. */
function readDependency({ key, keySpan, value, place }: TomlMember, sink: Sink): void {
  const unit = tomlUnit('dependency', place);
  const renamed = tomlString(value, 'package');
  const version = value.kind === 'string' ? value : tomlString(value, 'version');
  const name = key.replace(/:.*$/, '');
  sink.reference(
    packageReference(
      'cargo',
      {
        name: renamed?.text ?? name,
        version: version?.text,
        parts: version ? [{ role: 'version', span: version.span }] : [],
      },
      { span: renamed?.span ?? [keySpan[0], keySpan[0] + name.length], unit },
    ),
  );
  const git = tomlString(value, 'git');
  if (git) emitSource(sink, git.text, { span: git.span, unit });
}

function readRegistries(table: TomlNode | undefined, sink: Sink): void {
  for (const { value, place } of tomlMembers(table)) {
    for (const key of ['index', 'registry', 'git']) {
      const url = tomlString(value, key);
      if (!url) continue;
      const bare = url.text.replace(/^(?:registry|sparse)\+/, '');
      if (!/^[a-z]+:\/\//.test(bare)) continue;
      const at = {
        span: [url.span[1] - bare.length, url.span[1]] as const,
        unit: tomlUnit('registry', place),
      };
      sink.reference({ ...urlReference(bare, at), kind: 'repository' });
    }
  }
}
