import type { Format, Sink } from '../core/types.js';
import { createLock } from './shared/lock.js';
import { typedReference, urlReference } from './shared/references.js';
import { emitSource } from './shared/sources.js';
import { entries, get, items, parseYaml, scalar, textAt } from './shared/yaml.js';
import type { ScalarText, YamlNode } from './shared/yaml.js';

type Lock = ReturnType<typeof createLock>;

/**
 * Locks in YAML: Podfile.lock (https://guides.cocoapods.org/using/using-cocoapods.html), pubspec.lock
 * (https://dart.dev/tools/pub/glossary#lockfile), conda-lock.yml and pixi.lock.
 */
export const yamlLock: Format = {
  id: 'yaml-lock',
  title: 'CocoaPods, Dart and Conda lock',
  reads: 'locked packages, what asks for them, their sources',
  files: [
    '**/Podfile.lock',
    '**/Manifest.lock',
    '**/pubspec.lock',
    '**/{conda-lock,*.conda-lock}.{yml,yaml}',
    '**/pixi.lock',
  ],
  generated: 'Change the manifest, then let its package manager write this lock anew.',
  extract(document, sink) {
    for (const { root } of parseYaml(document, sink)) {
      const lock = createLock();
      if (get(root, 'PODS')) readPods(root, lock, sink);
      else if (document.path.endsWith('pubspec.lock')) readPub(root, lock, sink);
      else readConda(root, lock, sink);
      lock.report(sink);
    }
  },
};

/** `Name/Subspec (1.0)`; a subspec is of the pod's own name. */
function podOf({
  text,
  span,
}: ScalarText): { name: string; version?: string; span: readonly [number, number] } | undefined {
  const match = /^"?([^/\s"(]+)[^\s(]*(?:\s+\(([^)]*)\))?/.exec(text);
  if (match?.[1] === undefined) return undefined;
  const start = span[0] + match[0].indexOf(match[1]);
  return {
    name: match[1],
    ...(match[2] === undefined ? {} : { version: match[2] }),
    span: [start, start + match[1].length],
  };
}

function readPods(root: YamlNode | undefined, lock: Lock, sink: Sink): void {
  for (const { value } of items(get(root, 'PODS'))) {
    const single = scalar(value);
    const pod = single && podOf(single);
    if (pod) lock.add({ type: 'cocoapods', ...pod });
    for (const { key, keySpan, value: dependencies } of entries(value)) {
      const named = podOf({ text: key, span: keySpan, view: { text: key, map: [0, keySpan[0]] } });
      if (named) lock.add({ type: 'cocoapods', ...named });
      for (const item of items(dependencies)) {
        const text = scalar(item.value);
        const asked = text && podOf(text);
        if (asked) lock.ask(asked.name, asked.span);
      }
    }
  }
  for (const { value } of entries(get(root, 'EXTERNAL SOURCES'))) {
    for (const { key, value: place } of entries(value)) {
      const url = scalar(place);
      if (url && /^:(?:git|http|podspec)$/.test(key)) emitSource(sink, url.text, { span: url.span });
    }
  }
  for (const { key, keySpan } of entries(get(root, 'SPEC REPOS'))) {
    if (/^https?:/.test(key)) emitSource(sink, key, { span: keySpan });
  }
}

function readPub(root: YamlNode | undefined, lock: Lock, sink: Sink): void {
  for (const { key, keySpan, value } of entries(get(root, 'packages'))) {
    if (textAt(value, 'source') === 'sdk') continue;
    lock.add({ type: 'pub', name: key, version: textAt(value, 'version'), span: keySpan });
    const url = scalar(get(get(value, 'description'), 'url'));
    if (url) emitSource(sink, url.text, { span: url.span });
  }
}

/** conda-lock's list names each package; pixi's gives URLs, whose files are named after it. */
function readConda(root: YamlNode | undefined, lock: Lock, sink: Sink): void {
  for (const { value } of [...items(get(root, 'package')), ...items(get(root, 'packages'))]) {
    const name = scalar(get(value, 'name'));
    const type =
      (textAt(value, 'manager') ?? textAt(value, 'kind')) === 'pip' || get(value, 'pypi') ? 'pypi' : 'conda';
    if (name) lock.add({ type, name: name.text, version: textAt(value, 'version'), span: name.span });
    for (const { key, keySpan } of entries(get(value, 'dependencies'))) lock.ask(key, keySpan);
    const url = scalar(get(value, 'url') ?? get(value, 'conda') ?? get(value, 'pypi'));
    if (!url) continue;
    const file = /\/([^/]+?)-(\d[^-/]*)-[^-/]+\.(?:conda|tar\.bz2|whl)$/.exec(url.text);
    if (!name && file?.[1] !== undefined) {
      const start = url.span[0] + file.index + 1;
      lock.add({ type, name: file[1], version: file[2], span: [start, start + file[1].length] });
    } else if (!name) sink.reference(urlReference(url.text, { span: url.span }));
  }
  for (const { value } of items(get(get(root, 'metadata'), 'channels'))) {
    const url = scalar(get(value, 'url'));
    const host = url && /^(?:https?:\/\/)?([\w-]+(?:\.[\w-]+)+)/.exec(url.text)?.[1];
    if (url && host !== undefined)
      sink.reference(typedReference('repository', 'domain', host, { span: url.span }));
  }
}
