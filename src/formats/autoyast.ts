import type { Format, Intent, Sink, Unit } from '../core/types.js';
import { formatOfShell } from './shared/pipeline.js';
import { fileReference, packageReference, serviceReference, urlReference } from './shared/references.js';
import { childText, elementUnit, parseXml, textOf } from './shared/xml.js';
import type { XmlDocument, XmlElement } from './shared/xml.js';
import { emitText, wordOf } from './shared/yaml-emit.js';

/** Lists whose items are names, and what the profile does with them. */
const PACKAGES: Readonly<Record<string, Intent>> = {
  packages: 'use',
  'post-packages': 'use',
  'remove-packages': 'remove',
  do_not_install_packages: 'remove',
};
const SERVICES: Readonly<Record<string, Intent>> = {
  enable: 'use',
  on_demand: 'use',
  disable: 'remove',
};

/** Elements that hold an address. */
const PLACES = /^(?:media_url|url|location|file_location)$/;

/** Profiles for the installer of SUSE: https://documentation.suse.com/sles/15-SP6/html/SLES-all/book-autoyast.html */
export const autoyast: Format = {
  id: 'autoyast',
  title: 'AutoYaST profile',
  reads: 'packages to be there or not, services, add-ons and repositories, scripts, files',
  files: ['**/*autoyast*.xml{,.erb,.j2}', '**/autoyast/**/*.xml', '**/autoinst.xml'],
  candidates: ['**/*.{xml,xml.erb,xml.j2}'],
  looksLike: (text) => text.slice(0, 4096).includes('http://www.suse.com/1.0/yast2ns'),
  extract({ text }, sink) {
    const document = parseXml(text, sink);
    for (const element of document.elements) readElement(document, element, sink);
  },
};

function readElement(document: XmlDocument, element: XmlElement, sink: Sink): void {
  const { name, parent } = element;
  const unit = (what: string): Unit => elementUnit(document, element, what);
  const packages = PACKAGES[parent?.name ?? ''];
  const services = SERVICES[parent?.name ?? ''];
  const { text, span } = textOf(document, element);
  if (name === 'script') readScript(document, element, unit('script'), sink);
  else if (name === 'file') {
    const path = childText(document, element, 'file_path');
    if (path) sink.reference(fileReference(path.text, { span: path.span, unit: unit('file') }));
  } else if (text === '' || element.children.length > 0) return;
  else if (packages && /^(?:package|listentry)$/.test(name)) {
    sink.reference(
      packageReference('rpm', { name: text }, { span, intent: packages, unit: unit('package') }),
    );
  } else if (services && /^(?:service|listentry)$/.test(name)) {
    sink.reference(serviceReference('systemd', text, { span, intent: services, unit: unit('service') }));
  } else if (PLACES.test(name) && parent && /^\w+:\/\//.test(text)) {
    sink.reference(urlReference(text, { span, unit: elementUnit(document, parent, 'entry') }));
  }
}

function readScript(document: XmlDocument, script: XmlElement, unit: Unit, sink: Sink): void {
  const source = childText(document, script, 'source');
  const interpreter = childText(document, script, 'interpreter')?.text ?? 'shell';
  const format = interpreter === 'shell' ? 'shell' : formatOfShell(interpreter);
  if (source && format !== undefined) emitText(sink, format, wordOf(source), { unit });
}
