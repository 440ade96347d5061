import type { Format, IdentifierType, Sink } from '../core/types.js';
import { emitSourceText, readNames } from './shared/manifest.js';
import { readScripts } from './shared/pipeline.js';
import { packageReference, urlReference } from './shared/references.js';
import { distinctSink, emitText, wordOf } from './shared/yaml-emit.js';
import { entries, get, items, pairUnit, parseYaml, scalar } from './shared/yaml.js';
import type { YamlPair } from './shared/yaml.js';

const LISTS: Readonly<Record<string, IdentifierType>> = {
  'stage-packages': 'deb',
  'build-packages': 'deb',
  'stage-snaps': 'snap',
  'build-snaps': 'snap',
  'python-packages': 'pypi',
};

/** Snapcraft projects: https://documentation.ubuntu.com/snapcraft/stable/reference/project-file/snapcraft-yaml/ */
export const snapcraft: Format = {
  id: 'snapcraft',
  title: 'snapcraft.yaml',
  reads: 'packages and snaps of parts, sources, overriding scripts, commands of apps, repositories',
  files: ['**/{.,}snapcraft.{yml,yaml}'],
  comment: { line: '#' },
  extract: (document, sink) => {
    const target = distinctSink(sink);
    for (const { root } of parseYaml(document, sink)) {
      const own = scalar(get(root, 'name'));
      if (own)
        target.reference(packageReference('snap', { name: own.text }, { span: own.span, defines: true }));
      for (const key of ['website', 'contact', 'source-code', 'issues', 'donation']) {
        const read = scalar(get(root, key));
        if (read) target.reference(urlReference(read.text, { span: read.span, intent: 'mention' }));
      }
      readNames(get(root, 'build-packages'), 'deb', 'package', target);
      for (const part of entries(get(root, 'parts')))
        for (const pair of entries(part.value)) readPart(pair, target);
      for (const app of entries(get(root, 'apps'))) {
        for (const key of ['command', 'stop-command', 'post-stop-command', 'reload-command']) {
          const read = scalar(get(app.value, key));
          if (read) emitText(target, 'shell', wordOf(read), { unit: pairUnit('app', app) });
        }
      }
      for (const { value } of items(get(root, 'package-repositories')))
        emitSourceText(get(value, 'url'), {}, target);
    }
  },
};

function readPart(pair: YamlPair, sink: Sink): void {
  const type = LISTS[pair.key];
  if (type) readNames(pair.value, type, 'package', sink);
  else if (pair.key === 'source') emitSourceText(pair.value, { unit: pairUnit('source', pair) }, sink);
  else if (pair.key.startsWith('override-')) readScripts(pair.value, 'shell', sink);
}
