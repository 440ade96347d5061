import { wholeLines } from '../../core/text/edits.js';
import type { Sink, Unit } from '../../core/types.js';
import type { XmlDocument, XmlElement, XmlText } from './xml.js';
import { textOf } from './xml.js';

/** A key of a property list's dictionary with its value. */
export interface PlistEntry {
  readonly key: XmlText;
  readonly keyElement: XmlElement;
  /** `dict`, `array`, `string`, `true`, …; undefined where nothing follows the key. */
  readonly value: XmlElement | undefined;
}

/**
 * The entries of a `dict` element: each `key` with the element behind it
 * (https://www.apple.com/DTDs/PropertyList-1.0.dtd). None of any other element.
 */
export function plistEntries(document: XmlDocument, dict: XmlElement | undefined): PlistEntry[] {
  if (dict?.name !== 'dict') return [];
  return dict.children.flatMap((element, index) => {
    if (element.name !== 'key') return [];
    const next = dict.children[index + 1];
    const value = next?.name === 'key' ? undefined : next;
    return [{ key: textOf(document, element), keyElement: element, value }];
  });
}

/** The value of a key in a `dict` element. */
export function plistValue(
  document: XmlDocument,
  dict: XmlElement | undefined,
  key: string,
): XmlElement | undefined {
  return plistEntries(document, dict).find((entry) => entry.key.text === key)?.value;
}

/** The text of a `string`, or undefined of anything else. */
export function plistString(document: XmlDocument, value: XmlElement | undefined): XmlText | undefined {
  return value?.name === 'string' ? textOf(document, value) : undefined;
}

/** A key with its value as a unit that goes with its lines. */
export function plistUnit({ text }: XmlDocument, { keyElement, value }: PlistEntry, what: string): Unit {
  const span = [keyElement.span[0], (value ?? keyElement).span[1]] as const;
  return { span, what, remove: [{ span: wholeLines(text, span), text: '' }] };
}

/** What a reader of property lists works on. */
export interface PlistFile {
  readonly document: XmlDocument;
  readonly sink: Sink;
}
