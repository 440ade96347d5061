import type { Edit } from '../../../core/types.js';
import { insertBefore } from '../resources/edits.js';
import type { ResourceType } from '../resources/model.js';
import type { Naming } from '../resources/named.js';
import type { PuppetBody, PuppetValue } from './model.js';
import type { PuppetScope } from './scope.js';
import type { PuppetTexts } from './values.js';

const STATES =
  /^(?:present|installed|latest|held|absent|purged|disabled|undef|true|false|file|directory|link)$/;

/** The edits that turn a resource into the removal of what it names. */
export function ensureEdits(
  type: ResourceType | undefined,
  { attributes, start }: PuppetBody,
  text: string,
): Edit[] | undefined {
  // A class takes `ensure` if it is written so; otherwise that is not known.
  const old = attributes.find(({ name }) => name === 'ensure');
  const isService = type?.state === 'service';
  if (!isService && type?.state !== 'thing' && (type || !old)) return undefined;
  const state = isService ? 'stopped' : 'absent';
  const [first] = attributes;
  const edits: Edit[] = [];
  if (old) edits.push({ span: valueSpan(old.value), text: state });
  else if (first) {
    const arrow = text.slice(first.nameSpan[1], first.value.raw[0]).search(/=>/);
    const name = 'ensure'.padEnd(first.name.length + Math.max(1, arrow) - 1);
    edits.push(insertBefore(text, first.raw[0], `${name} => ${state},`, ' '));
  } else edits.push({ span: [start, start], text: ` ensure => ${state}` });
  const enable = isService ? attributes.find(({ name }) => name === 'enable') : undefined;
  if (enable) edits.push({ span: valueSpan(enable.value), text: 'false' });
  return edits;
}

function valueSpan(value: PuppetValue): Edit['span'] {
  return value.kind === 'text' ? value.inner : value.raw;
}

/** The version that a package is held at; without it the newest is installed. */
export function versionOf(
  value: PuppetValue | undefined,
  texts: PuppetTexts,
  scope: PuppetScope,
): Naming['version'] {
  const [word] = texts.words(value, scope);
  if (!value || !word || word.dynamic || STATES.test(word.text)) return undefined;
  const remove = [{ span: value.raw, text: 'installed' }];
  return { text: word.text, part: { role: 'version', span: valueSpan(value), remove } };
}
