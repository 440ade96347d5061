import type { Format, Part, Sink } from '../core/types.js';
import { fileReference, isInstallerName, packageReference, typedReference } from './shared/references.js';
import { attribute, child, childText, elementUnit, parseXml } from './shared/xml.js';
import type { XmlDocument, XmlElement } from './shared/xml.js';

/** Marks of https://docs.chocolatey.org/en-us/create/create-packages/ */
const CHOCOLATEY = /chocolatey|<(?:packageSourceUrl|projectSourceUrl|docsUrl|mailingListUrl|bugTrackerUrl)>/i;
const NUGET =
  /<(?:group|frameworkAssemblies|frameworkReferences|contentFiles|packageTypes|references|repository|license)\b|targetFramework|\$id\$|["'](?:lib|ref|build|runtimes|analyzers|content)[\\/]/;

/** Package definitions of NuGet and Chocolatey: https://learn.microsoft.com/nuget/reference/nuspec */
export const nuspec: Format = {
  id: 'nuspec',
  title: 'NuGet or Chocolatey package',
  reads: 'dependencies, files, the product that a Chocolatey package installs',
  files: ['**/*.nuspec'],
  comment: { block: ['<!--', '-->'] },
  extract({ text }, sink) {
    const document = parseXml(text, sink);
    const metadata = child(document.root, 'metadata');
    const chocolatey = CHOCOLATEY.test(text) || !NUGET.test(text);
    const id = childText(document, metadata, 'id');
    if (id && chocolatey) {
      // The package installs what it is called after; another name would not change that.
      sink.reference(typedReference('installer', 'chocolatey', id.text, { span: id.span }));
    } else if (id) {
      sink.reference(packageReference('nuget', { name: id.text }, { span: id.span, intent: 'mention' }));
    }
    for (const element of document.elements) {
      if (element.name === 'dependency') readDependency(document, element, chocolatey, sink);
      const source = element.name === 'file' ? attribute(element, 'src') : undefined;
      if (!source || !isInstallerName(source.text)) continue;
      const unit = elementUnit(document, element, 'file', ['files']);
      sink.reference(fileReference(source.text, { span: source.span, unit }));
    }
  },
};

function readDependency(document: XmlDocument, element: XmlElement, chocolatey: boolean, sink: Sink): void {
  const id = attribute(element, 'id');
  if (!id || id.text === '') return;
  const version = attribute(element, 'version');
  const parts: Part[] = version ? [{ role: 'version', span: version.span }] : [];
  const unit = elementUnit(document, element, 'dependency', ['group', 'dependencies']);
  const type = chocolatey ? 'chocolatey' : 'nuget';
  sink.reference(
    packageReference(type, { name: id.text, version: version?.text, parts }, { span: id.span, unit }),
  );
}
