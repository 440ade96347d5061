import type { Part, Sink } from '../../../core/types.js';
import { parseUrl } from '../../../core/text/url.js';
import { subWord } from '../commands/words.js';
import { typedReference, urlReference } from '../references.js';
import { placement } from '../yaml-emit.js';
import { fieldOf, textsOf } from '../cloud/values.js';
import type { ObjectValue } from '../cloud/values.js';
import type { Place } from '../cloud/walk.js';

const REGISTRY = /^(?:[\w.-]+\.[a-z]{2,}\/)?[\w-]+\/[\w-]+\/[\w-]+(?:\/\/.*)?$/i;
const GITHUB =
  /^(?:git::)?(?:https:\/\/|ssh:\/\/)?(?:git@)?github\.com[/:]([\w.-]+\/[\w.-]+?)(?:\.git)?(?=[/?]|$)/i;

/**
 * The source of a module (https://developer.hashicorp.com/terraform/language/modules/sources): of the registry,
 * a repository of GitHub, or a URL. Names of the settings that are done with.
 */
export function readModule(object: ObjectValue, place: Place): readonly string[] {
  const [source] = textsOf(fieldOf(object, 'source')?.value);
  if (!source) return ['source'];
  const { word } = source;
  const github = GITHUB.exec(word.text);
  if (github?.[1] !== undefined) {
    const from = github[0].indexOf(github[1]);
    const part = subWord(word, from, from + github[1].length);
    place.sink.reference(typedReference('module', 'github', part.text, placement(part, place)));
  } else if (REGISTRY.test(word.text)) {
    const name = subWord(word, 0, word.text.split('//')[0]?.length ?? 0);
    const reference = typedReference('module', 'terraform', name.text, placement(name, place));
    const [version] = textsOf(fieldOf(object, 'version')?.value);
    const parts: Part[] =
      version && version.word.path === word.path ? [{ role: 'version', span: version.word.span }] : [];
    place.sink.reference({ ...reference, parts, ...(version ? { version: version.word.text } : {}) });
  } else {
    const scheme = /^(?:git|hg|s3|gcs|http|tfr)::?(?=\w+:\/\/)/.exec(word.text)?.[0].length ?? 0;
    const url = subWord(word, scheme);
    if (parseUrl(url.text)) place.sink.reference(urlReference(url.text, placement(url, place)));
  }
  return ['source', 'version'];
}

/** `required_providers { name = { source = "org/name", version = "…" } }`. */
export function readProviders(object: ObjectValue, sink: Sink): void {
  const required = fieldOf(object, 'requiredproviders')?.value;
  if (required?.kind !== 'object') return;
  for (const { value, unit } of required.fields) {
    const [source] = textsOf(fieldOf(value, 'source')?.value);
    if (!source) continue;
    const { word } = source;
    const reference = typedReference('module', 'terraform', word.text, placement(word, { unit: unit?.() }));
    const [version] = textsOf(fieldOf(value, 'version')?.value);
    sink.reference({
      ...reference,
      ...(version
        ? { version: version.word.text, parts: [{ role: 'version', span: version.word.span }] }
        : {}),
    });
  }
}
