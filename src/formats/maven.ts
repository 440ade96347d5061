import type { Format, Intent, Sink, Unit } from '../core/types.js';
import { mavenReference, coordinatesOf } from './shared/maven.js';
import type { Word } from './shared/maven.js';
import { parentPaths, readProperties } from './shared/maven-properties.js';
import type { Resolve } from './shared/maven-properties.js';
import { fileReference, imageReference, urlReference } from './shared/references.js';
import { child, childText, elementUnit, parseXml, textOf } from './shared/xml.js';
import type { XmlDocument, XmlElement } from './shared/xml.js';

const HOLDERS = [
  'annotationProcessorPaths',
  'artifactItems',
  'dependencies',
  'dependencyManagement',
  'excludes',
  'exclusions',
  'extensions',
  'plugins',
  'pluginManagement',
  'pluginRepositories',
  'repositories',
];

const REPOSITORIES = ['mirror', 'pluginRepository', 'repository', 'snapshotRepository'];

/** Parts of a project that name it and its releases, not what it uses. */
const OWN = ['project', 'relocation'];

const DEFAULT_PLUGIN_GROUP = 'org.apache.maven.plugins';

/** Projects of Maven, its extensions and settings: https://maven.apache.org/pom.html */
export const maven: Format = {
  id: 'maven',
  title: 'Maven project',
  reads:
    'dependencies, management, imports, plugins, extensions, parent, exclusions, repositories, properties',
  files: ['**/pom.xml', '**/*.pom', '**/pom-*.xml', '**/.flattened-pom.xml', '**/.mvn/extensions.xml'],
  candidates: ['**/*.xml'],
  comment: { block: ['<!--', '-->'] },
  looksLike: (text) => /<(?:project|settings|extensions)\s[^>]*"http:\/\/maven\.apache\.org\//.test(text),
  links: parentPaths,
  extract(document, sink) {
    const pom = parseXml(document.text, sink);
    const resolve = readProperties(document, pom);
    for (const element of pom.elements) {
      if (child(element, 'artifactId')) readCoordinates(pom, element, resolve, sink);
      else if (REPOSITORIES.includes(element.name)) readRepository(pom, element, sink);
      else readSetting(pom, element, resolve, sink);
    }
  },
};

function readCoordinates(pom: XmlDocument, element: XmlElement, resolve: Resolve, sink: Sink): void {
  if (OWN.includes(element.name)) return;
  const artifactText = childText(pom, element, 'artifactId');
  const groupText = childText(pom, element, 'groupId');
  const isPlugin = element.name === 'plugin';
  if (!artifactText || (!groupText && !isPlugin)) return;
  const artifact = resolve(artifactText);
  const group = groupText ? resolve(groupText) : { text: DEFAULT_PLUGIN_GROUP };
  if (!artifact || !group) {
    sink.skip((artifact ? (groupText ?? artifactText) : artifactText).span, 'unresolved-variable');
    return;
  }
  const intent = element.name === 'exclusion' ? 'remove' : 'use';
  const versionText = childText(pom, element, 'version');
  const version = versionText && versionOf(pom, versionText, resolve);
  const packaging = childText(pom, element, 'type')?.text ?? 'jar';
  const reference = mavenReference(
    {
      artifact,
      version,
      group: { text: group.text, span: groupText?.span ?? artifact.span },
      special: !groupText || packaging !== 'jar' || child(element, 'classifier') !== undefined,
    },
    { intent, unit: unitOf(pom, element) },
  );
  const { use, path } = artifact;
  if (!use) sink.reference(reference);
  else if (path === undefined) sink.reference({ ...reference, uses: [use] });
  else {
    const { kind, type, name, span } = reference;
    sink.reference({ kind, type, name, intent, span, path, uses: [use] });
  }
  const file = childText(pom, element, 'systemPath');
  if (file) sink.reference(fileReference(file.text, { span: file.span, unit: unitOf(pom, element) }));
}

/** A version that is a property is written where that is set, if nothing else uses it. */
function versionOf({ text }: XmlDocument, written: Word, resolve: Resolve): Word {
  const found = resolve(written);
  const own = found?.use && found.path === undefined && text.split(written.text).length === 2;
  return { text: found?.text ?? '', span: own ? found.span : written.span };
}

/** A parent cannot be taken out without what it gave. */
function unitOf(pom: XmlDocument, element: XmlElement): Unit | undefined {
  return element.name === 'parent' ? undefined : elementUnit(pom, element, wordFor(element), HOLDERS);
}

function wordFor({ name }: XmlElement): string {
  return name.replace(/(?=[A-Z])/g, ' ').toLowerCase();
}

function readRepository(pom: XmlDocument, element: XmlElement, sink: Sink): void {
  const url = childText(pom, element, 'url');
  if (!url) return;
  sink.reference(urlReference(url.text, { span: url.span, unit: unitOf(pom, element) }));
}

/** Filters of the enforcer and other plugins, and the images of the container plugins. */
function readSetting(pom: XmlDocument, element: XmlElement, resolve: Resolve, sink: Sink): void {
  const { name, parent } = element;
  const filter = /^(?:exclude|excludedArtifact|classpathDependencyExclude|include)$/.test(name);
  const image = name === 'image' && parent?.name === 'from' && parent.parent?.name === 'configuration';
  const build = name === 'name' && parent?.name === 'image' && parent.parent?.name === 'images';
  if (!filter && !image && !build) return;
  const written = textOf(pom, element);
  const text = image || build ? resolve(written) : written;
  if (!text || text.text === '') return;
  const unit = unitOf(pom, element);
  if (!filter) {
    sink.reference(imageReference(text.text, { span: text.span, unit: image ? undefined : unit }));
    return;
  }
  const coordinates = coordinatesOf(written);
  const intent: Intent = name === 'include' ? 'mention' : 'remove';
  if (coordinates) sink.reference(mavenReference({ ...coordinates, special: true }, { intent, unit }));
}
