import type { Reference } from '../../../core/types.js';
import { spanIn } from '../commands/words.js';
import type { Word } from '../commands/words.js';
import { fileReference, typedReference } from '../references.js';
import { placement } from '../yaml-emit.js';
import type { Around } from '../yaml-emit.js';

const TEAM = /^[A-Z0-9]{10}$/;
const BUNDLE = /^[A-Za-z0-9-]+(?:\.[A-Za-z0-9_-]+)+$/;

/** A developer team, by its ten characters. */
export function teamReference(word: Word, around: Around): Reference {
  return typedReference('app-id', 'apple-team', word.text, placement(word, around));
}

/** An app, extension or package, by its bundle identifier or a prefix of one. */
export function bundleReference(word: Word, around: Around): Reference {
  const name = word.text.replace(/\.?\*?$/, '');
  return typedReference('app-id', 'apple-bundle', name, placement(word, around));
}

/**
 * Every name in an identifier of an app: a bundle, a team, `TEAM:bundle` and `TEAM.bundle` of signatures, or the
 * path of a program. The first one is the most telling.
 */
export function identifierReferences(word: Word, around: Around): Reference[] {
  const { text } = word;
  if (text.startsWith('/')) return [fileReference(text, placement(word, around))];
  if (TEAM.test(text)) return [teamReference(word, around)];
  const signed = /^([A-Z0-9]{10})[:.](?=[A-Za-z])/.exec(text);
  if (!signed) return BUNDLE.test(text.replace(/\.?\*$/, '')) ? [bundleReference(word, around)] : [];
  const from = signed[0].length;
  return [
    bundleReference({ text: text.slice(from), span: spanIn(word, from, text.length) }, around),
    teamReference({ text: text.slice(0, from - 1), span: spanIn(word, 0, from - 1) }, around),
  ];
}

const REQUIREMENT = /\bidentifier\s+"?([\w.-]+)|\[subject\.OU\]\s*=\s*"?([A-Z0-9]{10})\b/g;

/**
 * The app and the team in a code requirement
 * (https://developer.apple.com/documentation/technotes/tn3127-inside-code-signing-requirements).
 */
export function requirementReferences(word: Word, around: Around): Reference[] {
  return [...word.text.slice(0, 4096).matchAll(REQUIREMENT)].map((match) => {
    const name = match[1] ?? match[2] ?? '';
    const from = match.index + match[0].length - name.length;
    const inner: Word = { text: name, span: spanIn(word, from, from + name.length) };
    return match[1] === undefined ? teamReference(inner, around) : bundleReference(inner, around);
  });
}
