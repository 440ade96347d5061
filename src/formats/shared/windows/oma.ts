import type { Intent, Sink } from '../../../core/types.js';
import { splitWord, subWord, viewOf } from '../commands/words.js';
import type { Word } from '../commands/words.js';
import { reportOne, typedReference, valueReference } from '../references.js';
import { intentOfKey } from '../setting-intent.js';
import { placement } from '../yaml-emit.js';
import type { Around } from '../yaml-emit.js';
import { fileOf } from './setting.js';

const CODE = /%7b[0-9a-f-]{36}%7d|\{[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\}/i;

/** A node of a device's configuration and the value that it is given. */
export interface OmaSetting {
  /** Such as `./Device/Vendor/MSFT/Policy/Config/Defender/ExcludedPaths`. */
  readonly uri: Word;
  readonly value: Word | undefined;
}

/**
 * What a node of the configuration service providers of Windows names
 * (https://learn.microsoft.com/windows/client-management/mdm/): packages by their product code, exclusions of the
 * scanner, programs in rules of the firewall, policies of AppLocker, anything else by its shape.
 */
export function readOmaSetting({ uri, value }: OmaSetting, around: Around, sink: Sink): void {
  const code = /EnterpriseDesktopAppManagement/i.test(uri.text) ? CODE.exec(uri.text) : null;
  if (code) {
    const word = subWord(uri, code.index, code.index + code[0].length);
    const name = word.text.replace(/%7[bd]/gi, '');
    sink.reference(typedReference('app-id', 'msi-product', name, placement(word, around)));
  }
  if (!value || value.text === '') return;
  if (/<(?:AppLockerPolicy|RuleCollection|SiPolicy)\b/.test(value.text.slice(0, 4096))) {
    sink.embed({
      format: 'application-control',
      view: viewOf(value),
      ...(around.unit ? { unit: around.unit } : {}),
      ...(around.intent ? { intent: around.intent } : {}),
    });
    return;
  }
  const intent: Intent =
    around.intent === 'use' ? intentOfKey(...uri.text.split('/').slice(-2)) : (around.intent ?? 'use');
  if (/\/Defender\/Excluded(?:Paths|Processes)$|\/App\/FilePath$/i.test(uri.text)) {
    for (const path of splitWord(value, /[|;]/g))
      reportOne(
        sink,
        [fileOf(path, { ...around, intent })].flatMap((each) => each ?? []),
      );
    return;
  }
  for (const place of splitWord(value, /[|;,\uF000]+|\s+(?=https?:)/g)) {
    const reference = valueReference(place.text, placement(place, { ...around, intent }));
    if (reference && /^(?:url|path|installer)$/.test(reference.kind)) sink.reference(reference);
  }
}
