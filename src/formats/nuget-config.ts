import type { Format, Part, Sink } from '../core/types.js';
import { packageReference, urlReference } from './shared/references.js';
import { attribute, elementUnit, parseXml } from './shared/xml.js';
import type { XmlDocument, XmlElement } from './shared/xml.js';

/** What only Chocolatey's list has: https://docs.chocolatey.org/en-us/choco/commands/install/#packagesconfig */
const CHOCOLATEY =
  /\b(?:installArguments|overrideArguments|packageParameters|applyPackageParametersToDependencies|forceX86|ignoreDependencies|allowMultipleVersions|pinPackage|executionTimeout|ignoreExitCodes|upgrade)\s*=|chocolatey/i;
const NUGET = /\b(?:targetFramework|developmentDependency|allowedVersions|requireReinstallation)\s*=/;

/** Package lists of NuGet and Chocolatey, and NuGet's feeds: https://learn.microsoft.com/nuget/reference/packages-config */
export const nugetConfig: Format = {
  id: 'nuget-config',
  title: 'NuGet or Chocolatey configuration',
  reads: 'packages.config of NuGet and of Chocolatey, feeds and package patterns of nuget.config',
  files: ['**/packages.config', '**/packages.*.config', '**/nuget.config', '**/*.nuget.config'],
  candidates: ['**/*.config'],
  comment: { block: ['<!--', '-->'] },
  looksLike: (text) => /<packages>\s*(?:<!--[^>]*-->\s*)?<package\s/.test(text),
  extract({ text }, sink) {
    const document = parseXml(text, sink);
    const types = CHOCOLATEY.test(text)
      ? (['chocolatey'] as const)
      : NUGET.test(text)
        ? (['nuget'] as const)
        : (['nuget', 'chocolatey'] as const);
    for (const element of document.elements) {
      if (element.name === 'package') {
        for (const type of types) readPackage(document, element, type, sink);
      } else if (element.name === 'add') readFeed(document, element, sink);
    }
  },
};

function readPackage(
  document: XmlDocument,
  element: XmlElement,
  type: 'nuget' | 'chocolatey',
  sink: Sink,
): void {
  const unit = elementUnit(document, element, 'package', ['packageSource']);
  const id = attribute(element, 'id');
  const pattern = attribute(element, 'pattern');
  if (id && id.text !== '') {
    const version = attribute(element, 'version');
    const parts: Part[] = version ? [{ role: 'version', span: version.span }] : [];
    const disabled = attribute(element, 'disabled')?.text === 'true';
    sink.reference(
      packageReference(
        type,
        { name: id.text, version: version?.text, parts },
        { span: id.span, unit, intent: disabled ? 'mention' : 'use' },
      ),
    );
  } else if (pattern && type === 'nuget') {
    const name = pattern.text.replace(/\.?\*$/, '');
    if (name === '') return;
    const span = [pattern.span[0], pattern.span[0] + name.length] as const;
    sink.reference(packageReference('nuget', { name }, { span, unit }));
  }
}

function readFeed(document: XmlDocument, element: XmlElement, sink: Sink): void {
  const url = attribute(element, 'value');
  if (!url || !/^https?:\/\//.test(url.text)) return;
  sink.reference(urlReference(url.text, { span: url.span, unit: elementUnit(document, element, 'feed') }));
}
