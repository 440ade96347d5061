import type { Intent, Reference } from '../../core/types.js';
import { subWord } from './commands/words.js';
import type { Word } from './commands/words.js';
import { typedReference } from './references.js';
import { intentOfKey } from './setting-intent.js';
import { placement } from './yaml-emit.js';
import type { Around } from './yaml-emit.js';

/** Policies that list extensions or their native hosts: https://chromeenterprise.google/policies/ */
const LISTS = /^(?:Extension(?:Install)?|NativeMessaging)(?:Force|Allow|White|Block|Black)list$/i;
const INSTALLED = /^(?:force_installed|normal_installed|allowed)$/;

/** What a list of extensions does with them, or undefined of another policy. */
export function extensionListIntent(policy: string): Intent | undefined {
  return LISTS.test(policy) ? intentOfKey(policy) : undefined;
}

/** What an `installation_mode` does with its extension. */
export function installationIntent(mode: string | undefined): Intent {
  return mode === undefined || INSTALLED.test(mode) ? 'use' : 'remove';
}

/** An extension by its id, with or without the address of its updates behind it; undefined of a wildcard. */
export function extensionReference(word: Word, around: Around): Reference | undefined {
  const end = word.text.search(/[;,\s]/);
  const id = end < 0 ? word : subWord(word, 0, end);
  if (!/^\{?[\w@.-]{3,}\}?$/.test(id.text)) return undefined;
  return typedReference('app-id', 'browser-extension', id.text, placement(id, around));
}
