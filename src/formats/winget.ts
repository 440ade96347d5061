import type { Format, Intent, Sink, Unit } from '../core/types.js';
import type { Word } from './shared/commands/words.js';
import { readResource as readDsc } from './shared/powershell-dsc.js';
import { packageReference, typedReference, urlReference } from './shared/references.js';
import { distinctSink, intentSink, placement, wordOf } from './shared/yaml-emit.js';
import {
  entries,
  get,
  itemUnit,
  items,
  lookup,
  parseYaml,
  scalar,
  textAt,
  walkPairs,
} from './shared/yaml.js';
import type { YamlItem, YamlNode } from './shared/yaml.js';

/**
 * Manifests, export files and configurations of the Windows Package Manager
 * (https://learn.microsoft.com/windows/package-manager/package/manifest,
 * https://learn.microsoft.com/windows/package-manager/configuration/create), and of Desired State Configuration
 * (https://learn.microsoft.com/powershell/dsc/reference/schemas/config/document).
 */
export const winget: Format = {
  id: 'winget',
  title: 'winget manifest and DSC configuration document',
  reads:
    'packages, services and registry keys to be there or not, installers, product codes, dependencies, exported lists',
  files: ['**/*.winget', '**/*.dsc{,.config}.{yml,yaml,json}', '**/winget*.json'],
  candidates: ['**/*.{yml,yaml,json}'],
  comment: { line: '#' },
  looksLike: (text) =>
    /^PackageIdentifier:/m.test(text) ||
    /aka\.ms\/(?:winget-|configuration-dsc-schema|dsc\/schemas)|\/PowerShell\/DSC\/|Microsoft\.WinGet/i.test(
      text,
    ),
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

/**
 * `WinGetPackage` of the DSC module, `Microsoft.WinGet/Package` of the schema after it, the other resources of DSC,
 * and those that stand in a group or an adapter.
 */
function readResource(item: YamlItem, intent: Intent, sink: Sink): void {
  const type = textAt(item.value, 'resource') ?? textAt(item.value, 'type') ?? '';
  const settings = get(item.value, 'settings') ?? get(item.value, 'properties');
  const inner = /\/assertion$/i.test(type) ? 'detect' : intent;
  for (const each of items(get(settings, 'resources'))) readResource(each, inner, sink);
  if (!/winget(?:package|\/package)/i.test(type)) {
    readDscResource(type.replace(/^.*\//, ''), item, settings, intent, sink);
    return;
  }
  const absent =
    /^absent$/i.test(textAt(settings, 'ensure') ?? textAt(settings, 'Ensure') ?? '') ||
    textAt(settings, '_exist') === 'false';
  const id = get(settings, 'id') ?? get(settings, 'Id');
  const removes = intent === 'use' && absent;
  emitPackage(id, get(settings, 'version'), removes ? 'remove' : intent, itemUnit('resource', item), sink);
}

/** Names that properties have in the schema of DSC 3, by those that they had before. */
const RENAMED: Readonly<Record<string, string>> = {
  keypath: 'key',
  starttype: 'startuptype',
  status: 'state',
};

/** Any other resource: https://learn.microsoft.com/powershell/dsc/reference/schemas/config/resource */
function readDscResource(
  type: string,
  item: YamlItem,
  settings: YamlNode | undefined,
  intent: Intent,
  sink: Sink,
): void {
  const written = entries(settings).flatMap(({ key, keySpan, value }): Word[] => {
    const lower = key.toLowerCase();
    const name: Word = { text: `-${RENAMED[lower] ?? lower}`, span: keySpan, pieces: [] };
    if (lower === '_exist') {
      const absent = textAt(settings, key) === 'false';
      return absent
        ? [
            { ...name, text: '-ensure' },
            { text: 'absent', span: keySpan, pieces: [], uses: [] },
          ]
        : [];
    }
    const read = scalar(value);
    return read ? [name, wordOf(read)] : [];
  });
  const program: Word = { text: type, span: [0, 0] };
  const target = intent === 'use' ? sink : intentSink(sink, intent);
  readDsc([program, ...written], { unit: itemUnit('resource', item), windows: true }, target);
}
