import type { Format, Sink } from '../core/types.js';
import { mavenReference } from './shared/maven.js';
import { urlReference } from './shared/references.js';
import { attribute, elementUnit, parseXml } from './shared/xml.js';
import type { XmlDocument, XmlElement } from './shared/xml.js';

/** Modules and settings of Ivy: https://ant.apache.org/ivy/history/latest-milestone/ivyfile.html */
export const ivy: Format = {
  id: 'ivy',
  title: 'Ivy module',
  reads: 'dependency, exclude, override, resolvers',
  files: ['**/ivy.xml', '**/ivy-*.xml', '**/*.ivy', '**/ivysettings*.xml'],
  candidates: ['**/*.xml'],
  comment: { block: ['<!--', '-->'] },
  looksLike: (text) => /<ivy-(?:module|settings)[\s>]/.test(text),
  extract({ text }, sink) {
    const module = parseXml(text, sink);
    for (const element of module.elements) {
      if (/^(?:dependency|override|exclude)$/.test(element.name)) readModule(module, element, sink);
      else if (/^(?:ibiblio|url|artifact|ivy|packager)$/.test(element.name)) readResolver(element, sink);
    }
  },
};

function readModule(document: XmlDocument, element: XmlElement, sink: Sink): void {
  const artifact =
    attribute(element, 'name') ?? attribute(element, 'module') ?? attribute(element, 'artifact');
  const group = attribute(element, 'org');
  if (!group || !artifact || artifact.text === '') return;
  const unit = elementUnit(document, element, element.name, ['dependencies']);
  const intent = element.name === 'exclude' ? 'remove' : 'use';
  const version = attribute(element, 'rev');
  sink.reference(mavenReference({ group, artifact, version }, { intent, unit }));
}

function readResolver(element: XmlElement, sink: Sink): void {
  for (const name of ['root', 'url', 'pattern']) {
    const url = attribute(element, name);
    if (url && /^https?:/.test(url.text)) sink.reference(urlReference(url.text, { span: url.span }));
  }
}
