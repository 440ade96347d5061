import type { Part } from '../../../core/types.js';
import type { Word } from '../commands/words.js';
import { isUnknownText, placement as placementOf } from '../yaml-emit.js';
import type { Placement } from '../references.js';
import { packageReference, typedReference, urlReference } from '../references.js';
import { emitImageValue } from './images.js';
import { fieldOf, textsOf, valueAt } from './values.js';
import type { ObjectValue, TextValue } from './values.js';
import type { Place } from './walk.js';

/** Reads what settings name together; the plain names of those, or undefined if the object is no such thing. */
type Reader = (object: ObjectValue, place: Place) => readonly string[] | undefined;

/** What several settings of an object name together. The plain names of the settings that are done with. */
export function readComposite(object: ObjectValue, place: Place): readonly string[] | undefined {
  for (const reader of READERS) {
    const taken = reader(object, place);
    if (taken) return taken;
  }
  return undefined;
}

const READERS: readonly Reader[] = [
  readExtension,
  readMarketplace,
  readChart,
  readSetting,
  readNamedImage,
  readCondition,
  readFilter,
];

function placement(word: Word, place: Pick<Place, 'unit' | 'intent'>): Placement {
  return placementOf(word, word.uses ? { intent: place.intent } : place);
}

function texts(object: ObjectValue, ...keys: string[]): TextValue[] {
  return textsOf(fieldOf(object, ...keys)?.value);
}

/** Publisher, type and version of a virtual machine's extension are one name. */
function readExtension(object: ObjectValue, place: Place): readonly string[] | undefined {
  const publishers = texts(object, 'publisher');
  const types = texts(object, 'type', 'typepropertiestype', 'extensiontype');
  const [version] = texts(object, 'typehandlerversion');
  const versioned = fieldOf(object, 'typehandlerversion') !== undefined;
  const field = fieldOf(object, 'publisher');
  if (!field || (!versioned && !/extension/i.test(place.type + place.key))) return undefined;
  if (publishers.length === 0 || types.length === 0) {
    if (versioned) place.sink.skip(field.nameSpan, 'unresolved-variable');
    return undefined;
  }
  // A loop or condition chooses both at once.
  for (const [index, type] of types.entries()) {
    const publisher = publishers[index] ?? publishers[0];
    if (!publisher) continue;
    const others = [['publisher', publisher], ...(version ? [['version', version] as const] : [])] as const;
    reportPair('vm-extension', 'azure-vm-extension', publisher, type, others, place);
  }
  return ['publisher', 'type', 'typehandlerversion'];
}

/** Publisher and offer (of a plan: product) of a marketplace image; its plan is its version. */
function readMarketplace(object: ObjectValue, place: Place): readonly string[] | undefined {
  const [publisher] = texts(object, 'publisher', 'publisherid', 'imagepublisher');
  const [offer] = texts(object, 'offer', 'product', 'offerid', 'imageoffer');
  if (!publisher || !offer) return undefined;
  reportPair('marketplace', 'marketplace', publisher, offer, [['publisher', publisher]], place);
  return [
    'publisher',
    'publisherid',
    'imagepublisher',
    'offer',
    'product',
    'offerid',
    'imageoffer',
    'sku',
    'plan',
    'version',
  ];
}

function reportPair(
  kind: 'vm-extension' | 'marketplace',
  type: 'azure-vm-extension' | 'marketplace',
  publisher: TextValue,
  name: TextValue,
  others: readonly (readonly [Part['role'], TextValue])[],
  place: Place,
): void {
  if (isUnknownText(publisher.word.text)) return;
  const { word } = name;
  const parts = others.flatMap(([role, value]): Part[] =>
    value.word.path === word.path ? [{ role, span: value.word.span }] : [],
  );
  const version = others.find(([role]) => role === 'version')?.[1].word.text;
  const reference = typedReference(kind, type, `${publisher.word.text}/${word.text}`, placement(word, place));
  place.sink.reference({ ...reference, parts, ...(version === undefined ? {} : { version }) });
}

/** A release of a Helm chart, in whatever provider's words. */
function readChart(object: ObjectValue, { sink, ...place }: Place): readonly string[] | undefined {
  if (!/helm/i.test(place.type)) return undefined;
  const [chart] = texts(object, 'chart', 'chartname');
  if (!chart) return undefined;
  const [version] = texts(object, 'version', 'chartversion', 'targetrevision');
  const [repository] = texts(object, 'repository', 'repo', 'repourl');
  const at = placement(chart.word, place);
  if (/^(?:oci|https?):\/\//.test(chart.word.text)) sink.reference(urlReference(chart.word.text, at));
  else {
    const parts: Part[] =
      version && version.word.path === chart.word.path ? [{ role: 'version', span: version.word.span }] : [];
    sink.reference(
      packageReference('helm', { name: chart.word.text, version: version?.word.text, parts }, at),
    );
  }
  if (repository) sink.reference(urlReference(repository.word.text, placement(repository.word, place)));
  return ['chart', 'chartname', 'repository', 'repo', 'repourl', 'version'];
}

/** `set { name = "image.repository", value = "…" }` of a chart. */
function readSetting(object: ObjectValue, place: Place): readonly string[] | undefined {
  if (!/^set(?:list|sensitive)?$/.test(place.key)) return undefined;
  const [name] = texts(object, 'name');
  const [value] = texts(object, 'value');
  if (!name || !value || !/(?:image|repository|registry)$/i.test(name.word.text)) return undefined;
  if (/registry$/i.test(name.word.text)) return undefined;
  emitImageValue(place.sink, value, place);
  return ['name', 'value'];
}

const NAMED_IMAGE =
  /^(?:docker_(?:image|registry_image|plugin)|docker:index(?:\/\w+)?:\w*Image|docker:\w*Image)$/;

/** A resource that is an image has it in its name. */
function readNamedImage(object: ObjectValue, place: Place): readonly string[] | undefined {
  if (!NAMED_IMAGE.test(place.type) || place.key !== '') return undefined;
  const [image] = texts(object, 'name');
  if (!image) return undefined;
  emitImageValue(place.sink, image, place);
  return ['name'];
}

/** `{ field: "…/extensions/publisher", equals: "…" }` in the rule of an Azure policy. */
function readCondition(object: ObjectValue, place: Place): readonly string[] | undefined {
  const [field] = texts(object, 'field');
  if (!field || !/(?:extensions\/publisher|imagepublisher)$/i.test(field.word.text)) return undefined;
  for (const value of texts(object, 'equals', 'in', 'like', 'contains', 'match')) {
    const name = value.word.text.replace(/\*$/, '');
    place.sink.reference(
      typedReference('vm-extension', 'azure-vm-extension', name, placement(value.word, place)),
    );
  }
  return ['field', 'equals', 'in', 'like', 'contains', 'match'];
}

/** `filter { name = "name", values = ["…*"] }` chooses a machine image by its name. */
function readFilter(object: ObjectValue, place: Place): readonly string[] | undefined {
  if (place.key !== 'filter' && place.key !== 'filters') return undefined;
  if (textsOf(valueAt(object, 'name'))[0]?.word.text !== 'name') return undefined;
  for (const { word } of texts(object, 'values')) {
    const name = word.text.replace(/\*+/g, '');
    place.sink.reference(typedReference('marketplace', 'marketplace', name, placement(word, place)));
  }
  return ['name', 'values'];
}
