import { parseUrl } from '../../core/text/url.js';
import type { Intent, ReferenceType, Sink } from '../../core/types.js';
import { specOf } from './commands/specs.js';
import { splitWord, subWord } from './commands/words.js';
import { fileReference, isInstallerName, packageReference, urlReference } from './references.js';
import { isUnknownText, placement, wordOf } from './yaml-emit.js';
import type { Around } from './yaml-emit.js';
import { entries, itemUnit, items, scalar } from './yaml.js';
import type { YamlNode } from './yaml.js';

/** A list of package names of one manager; names below a condition, such as `- on amd64: [x]`, count too. */
export function readNames(
  node: YamlNode | undefined,
  type: ReferenceType,
  what: string,
  sink: Sink,
  intent: Intent = 'use',
): void {
  for (const item of items(node)) {
    for (const pair of entries(item.value)) readNames(pair.value, type, what, sink, intent);
    const read = scalar(item.value);
    if (!read || isUnknownText(read.text)) continue;
    // A snap has its channel behind a slash.
    const word = type === 'snap' ? (splitWord(wordOf(read), /\//g)[0] ?? wordOf(read)) : wordOf(read);
    const { name, version } = specOf(type, word);
    sink.reference(
      packageReference(
        type,
        {
          name: name.text,
          version: version?.text,
          parts: version ? [{ role: 'version', span: version.span }] : [],
        },
        placement(name, { unit: itemUnit(what, item), intent }),
      ),
    );
  }
}

/** The address of a source, or an installer beside the manifest. */
export function emitSourceText(node: YamlNode | undefined, around: Around, sink: Sink): void {
  const read = scalar(node);
  if (!read) return;
  const scheme = /^(?:git|svn|hg|bzr)\+(?=\w+:)/.exec(read.text)?.[0].length ?? 0;
  const word = subWord(wordOf(read), scheme);
  if (parseUrl(word.text)) sink.reference(urlReference(word.text, placement(word, around)));
  else if (isInstallerName(word.text)) sink.reference(fileReference(word.text, placement(word, around)));
}
