import type { XmlDocument, XmlElement, XmlText } from './xml.js';
import { textOf } from './xml.js';

/** A key of a property list's dictionary with its value. */
export interface PlistEntry {
  readonly key: XmlText;
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
    return [{ key: textOf(document, element), value: next?.name === 'key' ? undefined : next }];
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
