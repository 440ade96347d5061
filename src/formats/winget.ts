import type { Format, Intent, Sink, Unit } from '../core/types.js';
import { packageReference, typedReference, urlReference } from './shared/references.js';
import { distinctSink, placement, wordOf } from './shared/yaml-emit.js';
import { get, itemUnit, items, lookup, parseYaml, scalar, textAt, walkPairs } from './shared/yaml.js';
import type { YamlItem, YamlNode } from './shared/yaml.js';

/**
 * Manifests, export files and configurations of the Windows Package Manager
 * (https://learn.microsoft.com/windows/package-manager/package/manifest,
 * https://learn.microsoft.com/windows/package-manager/configuration/create).
 */
export const winget: Format = {
  id: 'winget',
  title: 'winget manifest and configuration',
  reads: 'packages to be there or not, installers, product codes, dependencies, exported lists',
  files: ['**/*.winget', '**/*.dsc.{yml,yaml}', '**/winget*.json'],
  candidates: ['**/*.{yml,yaml,json}'],
  comment: { line: '#' },
  looksLike: (text) =>
    /^PackageIdentifier:/m.test(text) ||
    /aka\.ms\/(?:winget-|configuration-dsc-schema)|Microsoft\.WinGet/i.test(text),
  extract: (document, sink) => {
    const target = distinctSink(sink);
    for (const { root } of parseYaml(document, sink)) {
      if (get(root, 'PackageIdentifier')) readManifest(root, target);
      for (const source of items(get(root, 'Sources'))) {
        for (const item of items(get(source.value, 'Packages'))) {
          emitPackage(
            get(item.value, 'PackageIdentifier'),
            get(item.value, 'Version'),
            'use',
            itemUnit('package', item),
            target,
          );
        }
      }
      for (const list of [lookup(root, 'properties', 'resources'), get(root, 'resources')]) {
        for (const item of items(list)) readResource(item, 'use', target);
      }
      for (const item of items(lookup(root, 'properties', 'assertions')))
        readResource(item, 'detect', target);
    }
  },
};

function emitPackage(
  node: YamlNode | undefined,
  version: YamlNode | undefined,
  intent: Intent,
  unit: Unit,
  sink: Sink,
): void {
  const read = scalar(node);
  const number = scalar(version);
  if (!read) return;
  const spec = {
    name: read.text,
    version: number?.text,
    parts: number ? [{ role: 'version' as const, span: number.span }] : [],
  };
  sink.reference(packageReference('winget', spec, placement(wordOf(read), { unit, intent })));
}

function readManifest(root: YamlNode | undefined, sink: Sink): void {
  const own = scalar(get(root, 'PackageIdentifier'));
  if (own) sink.reference(packageReference('winget', { name: own.text }, { span: own.span, defines: true }));
  walkPairs(root, (pair) => {
    if (pair.key === 'PackageDependencies') {
      for (const item of items(pair.value)) {
        emitPackage(
          get(item.value, 'PackageIdentifier'),
          get(item.value, 'MinimumVersion'),
          'use',
          itemUnit('dependency', item),
          sink,
        );
      }
      return false;
    }
    const read = scalar(pair.value);
    if (!read) return true;
    const word = wordOf(read);
    if (pair.key === 'InstallerUrl') sink.reference(urlReference(word.text, placement(word, {})));
    else if (/^(?:\w+Url|Homepage)$/.test(pair.key)) {
      sink.reference(urlReference(word.text, placement(word, { intent: 'mention' })));
    } else if (pair.key === 'ProductCode' || pair.key === 'UpgradeCode') {
      sink.reference(typedReference('app-id', 'msi-product', word.text, placement(word, {})));
    } else if (pair.key === 'DisplayName' || pair.key === 'PackageName' || pair.key === 'Publisher') {
      sink.reference(
        typedReference('app-id', 'msi-product', word.text, placement(word, { intent: 'mention' })),
      );
    }
    return true;
  });
}

/** `WinGetPackage` of the DSC module, `Microsoft.WinGet/Package` of the schema after it. */
function readResource(item: YamlItem, intent: Intent, sink: Sink): void {
  const type = textAt(item.value, 'resource') ?? textAt(item.value, 'type') ?? '';
  if (!/winget(?:package|\/package)/i.test(type)) return;
  const settings = get(item.value, 'settings') ?? get(item.value, 'properties');
  const absent =
    /^absent$/i.test(textAt(settings, 'ensure') ?? textAt(settings, 'Ensure') ?? '') ||
    textAt(settings, '_exist') === 'false';
  const id = get(settings, 'id') ?? get(settings, 'Id');
  const removes = intent === 'use' && absent;
  emitPackage(id, get(settings, 'version'), removes ? 'remove' : intent, itemUnit('resource', item), sink);
}
