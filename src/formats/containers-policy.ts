import type { Node } from 'jsonc-parser';
import type { Document, Format, Sink } from '../core/types.js';
import type { Word } from './shared/commands/words.js';
import { jsonString, jsonUnit, member, members, parseJson } from './shared/json.js';
import { typedReference } from './shared/references.js';
import { placement } from './shared/yaml-emit.js';
import { entries, get, pairUnit, parseYaml } from './shared/yaml.js';
import type { YamlPair } from './shared/yaml.js';

/**
 * What an engine may pull (https://github.com/containers/image/blob/main/docs/containers-policy.json.5.md) and what
 * Skopeo copies (https://github.com/containers/skopeo/blob/main/docs/skopeo-sync.1.md).
 */
export const containersPolicy: Format = {
  id: 'containers-policy',
  title: 'Container registry policy',
  reads: 'accepted and rejected images of policy.json, images that skopeo sync copies',
  files: ['**/containers/policy.json'],
  candidates: ['**/*policy*.json', '**/*{skopeo,sync}*.{yml,yaml}'],
  looksLike: (text) =>
    /"transports"\s*:\s*\{/.test(text) ||
    /^[ \t]+images(?:-by-tag-regex|-by-semver)?:[ \t]*(?:#[^\r\n]*)?$/m.test(text),
  comment: { line: '#' },
  extract: (document, sink) => {
    if (document.path.endsWith('.json')) readPolicy(document.text, sink);
    else readSync(document, sink);
  },
};

/** What is not rejected may be pulled, signed or not. */
function readPolicy(text: string, sink: Sink): void {
  for (const transport of members(member(parseJson(text, sink), 'transports'))) {
    if (!/^(?:docker|docker-daemon|oci|containers-storage|atomic)$/.test(transport.key)) continue;
    for (const { key, keySpan, value, node } of members(transport.value)) {
      const name = key.replace(/^\*\./, '');
      if (name === '') continue;
      const word: Word = { text: name, span: [keySpan[0] + key.length - name.length, keySpan[1]] };
      const around = {
        unit: jsonUnit(text, node, 'rule'),
        intent: rejects(value, text) ? 'remove' : 'use',
      } as const;
      const type = name.includes('/') ? 'docker' : 'domain';
      sink.reference(typedReference('repository', type, name, placement(word, around)));
    }
  }
}

function rejects(requirements: Node, text: string): boolean {
  const types = (requirements.children ?? []).map((each) => jsonString(text, member(each, 'type'))?.text);
  return types.includes('reject');
}

/** Each registry with its images, by name, by tags or by a pattern for them. */
function readSync(document: Document, sink: Sink): void {
  for (const { root } of parseYaml(document, sink)) {
    for (const registry of entries(root)) {
      for (const key of ['images', 'images-by-tag-regex', 'images-by-semver']) {
        for (const image of entries(get(registry.value, key))) readImage(registry.key, image, sink);
      }
    }
  }
}

function readImage(registry: string, image: YamlPair, sink: Sink): void {
  const at = placement({ text: image.key, span: image.keySpan }, { unit: pairUnit('image', image) });
  sink.reference(typedReference('repository', 'docker', `${registry}/${image.key}`, at));
}
