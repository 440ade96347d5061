import type { Format, Sink } from '../core/types.js';
import { createLock } from './shared/lock.js';
import { urlReference } from './shared/references.js';
import { emitSource } from './shared/sources.js';
import { readTomlTree, tomlAt, tomlItems, tomlMembers, tomlString } from './shared/toml-tree.js';
import type { TomlNode } from './shared/toml-tree.js';

/**
 * Locks that list packages in TOML: Cargo.lock (https://doc.rust-lang.org/cargo/guide/cargo-toml-vs-cargo-lock.html),
 * poetry.lock, uv.lock, pdm.lock and pylock.toml (https://packaging.python.org/en/latest/specifications/pylock-toml/).
 */
export const tomlLock: Format = {
  id: 'toml-lock',
  title: 'Cargo, Poetry, uv and PDM lock',
  reads: 'locked packages, what asks for them, their sources',
  files: ['**/{Cargo,poetry,uv,pdm}.lock', '**/{pylock,pylock.*}.toml', '**/pixi.lock.toml'],
  generated: 'Change the manifest, then let its package manager write this lock anew.',
  extract({ path, text }, sink) {
    const type = /(?:^|\/)cargo\.lock$/i.test(path) ? 'cargo' : 'pypi';
    const root = readTomlTree(text, sink);
    const lock = createLock();
    for (const { value } of tomlItems(tomlAt(root, 'package') ?? tomlAt(root, 'packages'))) {
      const name = tomlString(value, 'name');
      if (!name || isOwn(value, type)) continue;
      lock.add({ type, name: name.text, version: tomlString(value, 'version')?.text, span: name.span });
      readSources(value, sink);
    }
    for (const { value } of tomlItems(tomlAt(root, 'package') ?? tomlAt(root, 'packages'))) {
      for (const key of ['dependencies', 'optional-dependencies', 'dev-dependencies', 'extras']) {
        readAsked(tomlAt(value, key), lock);
      }
    }
    lock.report(sink);
  },
};

/** The project's own packages are locked with it; a crate without a source is one. */
function isOwn(node: TomlNode, type: string): boolean {
  if (type === 'cargo') return !tomlString(node, 'source');
  const source = tomlAt(node, 'source');
  return (
    ['editable', 'virtual', 'directory'].some((key) => tomlString(source, key)) && !tomlString(source, 'type')
  );
}

function readSources(node: TomlNode, sink: Sink): void {
  const source = tomlAt(node, 'source');
  const places = [
    source,
    tomlAt(source, 'git'),
    tomlAt(source, 'url'),
    tomlAt(node, 'git'),
    tomlAt(node, 'vcs'),
    tomlAt(node, 'index'),
  ];
  for (const place of [
    ...places,
    tomlAt(source, 'registry'),
    tomlAt(node, 'vcs', 'url'),
    tomlAt(source, 'reference'),
  ]) {
    if (place?.kind !== 'string') continue;
    const text = place.text.replace(/^registry\+|^sparse\+/, '');
    const at = { span: [place.span[1] - text.length, place.span[1]] as const };
    if (!emitSource(sink, text, at) && /^https?:/.test(text)) sink.reference(urlReference(text, at));
  }
}

/** Names of dependencies: the first word of strings, the `name` of tables, the keys of Poetry's table. */
function readAsked(node: TomlNode | undefined, lock: ReturnType<typeof createLock>): void {
  for (const { value } of tomlItems(node)) {
    const name = value.kind === 'string' ? value : tomlString(value, 'name');
    const word = /^[\w.-]+/.exec(name?.text ?? '')?.[0];
    if (name && word !== undefined) lock.ask(word, [name.span[0], name.span[0] + word.length]);
  }
  for (const { key, keySpan, value } of tomlMembers(node)) {
    if (value.kind === 'array') readAsked(value, lock);
    lock.ask(key, keySpan);
  }
}
