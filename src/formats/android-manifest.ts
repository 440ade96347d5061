import { parseUrl } from '../core/text/url.js';
import type { Format, Intent, Sink, Unit } from '../core/types.js';
import { configReference, typedReference, urlReference } from './shared/references.js';
import { attribute, elementUnit, parseXml } from './shared/xml.js';
import type { XmlAttribute, XmlElement } from './shared/xml.js';

/** Elements whose `android:name` is a class or library; a leading dot makes it the app's own. */
const CODE = new Set([
  'activity',
  'activity-alias',
  'application',
  'instrumentation',
  'provider',
  'receiver',
  'service',
  'uses-library',
  'uses-native-library',
  'uses-sdk-library',
  'uses-static-library',
]);

/** https://developer.android.com/guide/topics/manifest/manifest-intro */
export const androidManifest: Format = {
  id: 'android-manifest',
  title: 'Android manifest',
  reads: 'instrumentation, libraries, components, meta-data, the app’s own name, apps that it asks for',
  files: ['**/AndroidManifest.xml', '**/AndroidManifest.*.xml'],
  comment: { block: ['<!--', '-->'] },
  extract({ text }, sink) {
    const manifest = parseXml(text, sink);
    for (const element of manifest.elements) {
      readElement(element, elementUnit(manifest, element, element.name, ['queries']), sink);
    }
  },
};

function readElement(element: XmlElement, unit: Unit, sink: Sink): void {
  if (element.name === 'manifest') {
    const own = attribute(element, 'package');
    if (own) sink.reference({ ...appReference(own, 'use'), defines: true });
  } else if (element.parent?.name === 'queries') {
    // https://developer.android.com/training/package-visibility: which apps may be looked for.
    const asked = attribute(element, element.name === 'package' ? 'name' : 'authorities');
    if (asked) sink.reference(appReference(asked, 'detect', unit));
  } else if (element.name === 'instrumentation') {
    reportCode(element, unit, sink);
    const target = attribute(element, 'targetPackage');
    if (target) sink.reference(appReference(target, 'use'));
  } else if (element.name === 'meta-data') readMetaData(element, unit, sink);
  else if (CODE.has(element.name)) {
    reportCode(element, element.name === 'application' ? undefined : unit, sink);
  }
}

function appReference(
  { text, span }: XmlAttribute,
  intent: Intent,
  unit?: Unit,
): ReturnType<typeof typedReference> {
  return typedReference('app-id', 'android-app', text, { span, intent, unit });
}

function reportCode(element: XmlElement, unit: Unit | undefined, sink: Sink): void {
  const name = attribute(element, 'name');
  if (!name || !/^[A-Za-z]/.test(name.text)) return;
  const intent = intentOf(element);
  sink.reference(configReference('config-value', name.text, { span: name.span, unit, intent }));
}

/** What a library's manifest brings is taken out again by `tools:node="remove"`, or is there but switched off. */
function intentOf(element: XmlElement): Intent {
  const node = element.attributes.find(({ name, prefix }) => name === 'node' && prefix === 'tools')?.text;
  const off = attribute(element, 'enabled')?.text === 'false';
  return off || node === 'remove' || node === 'removeAll' ? 'remove' : 'use';
}

function readMetaData(element: XmlElement, unit: Unit, sink: Sink): void {
  const at = { unit, intent: intentOf(element) };
  for (const word of [attribute(element, 'name'), attribute(element, 'value')]) {
    if (!word) continue;
    const { text, span } = word;
    if (parseUrl(text)) sink.reference(urlReference(text, { ...at, span }));
    else sink.reference(configReference('config-value', text, { ...at, span }));
  }
}
