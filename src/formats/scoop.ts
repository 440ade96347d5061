import type { Node } from 'jsonc-parser';
import { createViewBuilder } from '../core/text/view.js';
import type { Format, Sink, Unit } from '../core/types.js';
import { jsonString, jsonUnit, member, members, parseJson } from './shared/json.js';
import { packageReference, urlReference } from './shared/references.js';

const SCRIPT = /^(?:script|(?:pre|post)_(?:un)?install)$/;

/** App manifests and lists of apps of Scoop: https://github.com/ScoopInstaller/Scoop/wiki/App-Manifests */
export const scoop: Format = {
  id: 'scoop',
  title: 'Scoop manifest',
  reads: 'downloads, dependencies, installer scripts, exported apps and buckets',
  files: ['**/{bucket,buckets}/**/*.json', '**/scoopfile*.json', '**/*.scoop.json'],
  candidates: ['**/*.json'],
  looksLike: (text) =>
    /"(?:checkver|autoupdate|extract_dir|env_add_path|shortcuts)"\s*:/.test(text) &&
    /"version"\s*:/.test(text),
  extract({ text }, sink) {
    const root = parseJson(text, sink);
    readManifest(text, root, sink);
    for (const { value } of members(member(root, 'architecture'))) readManifest(text, value, sink);
    for (const node of member(root, 'apps')?.children ?? []) readApp(text, node, sink);
    for (const node of member(root, 'buckets')?.children ?? []) {
      const source = jsonString(text, member(node, 'Source'));
      if (source)
        sink.reference({
          ...urlReference(source.text, { span: source.span, unit: jsonUnit(text, node, 'bucket') }),
          kind: 'repository',
        });
    }
  },
};

function readApp(source: string, node: Node, sink: Sink): void {
  const name = jsonString(source, member(node, 'Name') ?? node);
  const version = jsonString(source, member(node, 'Version'));
  if (!name) return;
  sink.reference(
    packageReference(
      'scoop',
      {
        name: name.text,
        version: version?.text,
        parts: version ? [{ role: 'version', span: version.span }] : [],
      },
      { span: name.span, unit: jsonUnit(source, node, 'app') },
    ),
  );
}

function readManifest(source: string, manifest: Node | undefined, sink: Sink): void {
  for (const { key, value, node } of members(manifest)) {
    if (key === 'url') for (const each of oneOrMany(value)) readUrl(source, each, 'use', sink);
    else if (key === 'homepage') readUrl(source, value, 'mention', sink);
    else if (key === 'depends') for (const each of oneOrMany(value)) readDependency(source, each, node, sink);
    else if (SCRIPT.test(key)) embedScript(source, value, jsonUnit(source, node, 'script'), sink);
    else if (key === 'installer' || key === 'uninstaller') {
      for (const inner of members(value)) {
        if (inner.key === 'script')
          embedScript(source, inner.value, jsonUnit(source, inner.node, 'script'), sink);
      }
    }
  }
}

function oneOrMany(node: Node): readonly Node[] {
  return node.type === 'array' ? (node.children ?? []) : [node];
}

function readUrl(source: string, node: Node, intent: 'use' | 'mention', sink: Sink): void {
  const url = jsonString(source, node);
  const unit = node.parent?.type === 'array' ? jsonUnit(source, node, 'address') : undefined;
  if (url) sink.reference(urlReference(url.text, { span: url.span, intent, unit }));
}

/** `name` or `bucket/name`. */
function readDependency(source: string, node: Node, property: Node, sink: Sink): void {
  const read = jsonString(source, node);
  if (!read) return;
  const from = read.text.lastIndexOf('/') + 1;
  const unit = jsonUnit(source, node.parent?.type === 'array' ? node : property, 'dependency');
  sink.reference(
    packageReference(
      'scoop',
      { name: read.text.slice(from) },
      { span: [read.span[0] + from, read.span[1]], unit },
    ),
  );
}

/** A script is a text or the list of its lines. */
function embedScript(source: string, node: Node, unit: Unit, sink: Sink): void {
  const lines = oneOrMany(node).flatMap((each) => jsonString(source, each) ?? []);
  const builder = createViewBuilder(source);
  for (const { text, span, view } of lines) {
    for (let index = 0; index < view.map.length; index += 2) {
      const from = view.map[index] ?? 0;
      const to = view.map[index + 2] ?? text.length;
      const start = view.map[index + 1] ?? span[0];
      if (source.slice(start, start + to - from) === text.slice(from, to))
        builder.copy(start, start + to - from);
      else builder.put(text.slice(from, to), start);
    }
    builder.put('\n', Math.max(span[0], span[1] - 1));
  }
  if (lines.length > 0) sink.embed({ format: 'powershell', view: builder.view(), unit });
}
