import type { Node } from 'jsonc-parser';
import type { Format, Sink } from '../core/types.js';
import { jsonString, jsonUnit, member, members, parseJson } from './shared/json.js';
import { packageReference } from './shared/references.js';
import { emitSource } from './shared/sources.js';
import { versionPart } from './shared/versions.js';

const VERSIONS = ['version>=', 'version', 'version-semver', 'version-date', 'version-string'];

/** https://learn.microsoft.com/en-us/vcpkg/reference/vcpkg-json and vcpkg-configuration-json */
export const vcpkg: Format = {
  id: 'vcpkg',
  title: 'vcpkg manifest',
  reads: 'dependencies, features, overrides, registries',
  files: ['**/vcpkg.json', '**/vcpkg-configuration.json'],
  extract({ text }, sink) {
    const root = parseJson(text, sink);
    readList(text, member(root, 'dependencies'), sink);
    readList(text, member(root, 'overrides'), sink);
    for (const { value } of members(member(root, 'features')))
      readList(text, member(value, 'dependencies'), sink);
    // The configuration is a file of its own or a member of the manifest.
    for (const place of [root, member(root, 'vcpkg-configuration'), member(root, 'configuration')]) {
      const registries = [
        member(place, 'default-registry'),
        ...(member(place, 'registries')?.children ?? []),
      ];
      for (const registry of registries) readRegistry(text, registry, sink);
    }
  },
};

/** `"name"` or an object with a `name`. */
function readList(source: string, list: Node | undefined, sink: Sink): void {
  for (const node of list?.children ?? []) {
    const name = jsonString(source, node) ?? jsonString(source, member(node, 'name'));
    const version = VERSIONS.map((key) => jsonString(source, member(node, key))).find(Boolean);
    if (!name) continue;
    const at = { span: name.span, unit: jsonUnit(source, node, 'dependency') };
    sink.reference(packageReference('vcpkg', { name: name.text, ...versionPart(version) }, at));
  }
}

function readRegistry(source: string, node: Node | undefined, sink: Sink): void {
  // The default one is a member, which goes with its key.
  const whole = node?.parent?.type === 'property' ? node.parent : node;
  for (const key of ['repository', 'location']) {
    const url = jsonString(source, member(node, key));
    if (url && whole)
      emitSource(sink, url.text, { span: url.span, unit: jsonUnit(source, whole, 'registry') });
  }
}
