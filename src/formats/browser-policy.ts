import type { Node } from 'jsonc-parser';
import type { Format, Intent, Sink } from '../core/types.js';
import { extensionListIntent, extensionReference, installationIntent } from './shared/browser-extension.js';
import { splitWord, subWord } from './shared/commands/words.js';
import type { Word } from './shared/commands/words.js';
import { jsonString, jsonUnit, member, members, parseJson } from './shared/json.js';
import type { JsonMember } from './shared/json.js';
import { typedReference, urlReference } from './shared/references.js';
import { intentOfKey } from './shared/setting-intent.js';
import { placement, wordOf } from './shared/yaml-emit.js';
import type { Around } from './shared/yaml-emit.js';

/**
 * Policies of Chrome and Edge (https://chromeenterprise.google/policies/) and of Firefox
 * (https://mozilla.github.io/policy-templates/) in JSON.
 */
export const browserPolicy: Format = {
  id: 'browser-policy',
  title: 'Browser policy',
  reads: 'extensions that are installed, allowed or blocked, native hosts, lists of addresses',
  files: ['**/policies/{managed,recommended}/*.json'],
  candidates: ['**/*.{json,json.j2,json.erb,json.tmpl}'],
  looksLike: (text) =>
    /"(?:Extension(?:Install)?(?:Force|Allow|Block|White|Black)list|ExtensionSettings|URL(?:Block|Allow|White|Black)list|NativeMessaging(?:Allow|Block)list)"\s*:/.test(
      text,
    ) ||
    (/"policies"\s*:\s*\{/.test(text) && /"(?:Extensions|ExtensionSettings|WebsiteFilter)"\s*:/.test(text)),
  extract({ text }, sink) {
    const root = parseJson(text, sink);
    for (const outer of [root, member(root, 'policies')]) {
      for (const policy of members(outer)) readPolicy(text, policy, sink);
    }
  },
};

function readPolicy(text: string, { key, value }: JsonMember, sink: Sink): void {
  const listed = extensionListIntent(key);
  if (listed) readExtensions(text, value, listed, sink);
  else if (key === 'ExtensionSettings') readSettings(text, value, sink);
  else if (key === 'Extensions') {
    readAddresses(text, member(value, 'Install'), 'use', sink);
    readExtensions(text, member(value, 'Uninstall'), 'remove', sink);
    readExtensions(text, member(value, 'Locked'), 'use', sink);
  } else if (key === 'WebsiteFilter') {
    readAddresses(text, member(value, 'Block'), 'remove', sink);
    readAddresses(text, member(value, 'Exceptions'), 'use', sink);
  } else if (/list$|ForUrls$|Sources$/i.test(key))
    readAddresses(text, value, intentOfKey(key.replace(/^URL/, 'Url')), sink);
}

function items(text: string, list: Node | undefined, what: string): { word: Word; around: Around }[] {
  return (list?.type === 'array' ? (list.children ?? []) : []).flatMap((node) => {
    const string = jsonString(text, node);
    return string ? { word: wordOf(string), around: { unit: jsonUnit(text, node, what) } } : [];
  });
}

function readExtensions(text: string, list: Node | undefined, intent: Intent, sink: Sink): void {
  for (const { word, around } of items(text, list, 'extension')) {
    const reference = extensionReference(word, { ...around, intent });
    if (reference) sink.reference(reference);
  }
}

/** Each key is the id of an extension, or several with commas between them. */
function readSettings(text: string, settings: Node, sink: Sink): void {
  for (const { key, keySpan, value, node } of members(settings)) {
    const mode = jsonString(text, member(value, 'installation_mode'));
    const around = { unit: jsonUnit(text, node, 'extension'), intent: installationIntent(mode?.text) };
    for (const id of splitWord({ text: key, span: keySpan }, /[,\s]+/g)) {
      const reference = extensionReference(id, around);
      if (reference) sink.reference(reference);
    }
  }
}

/** Patterns of addresses, of which the host tells: `https://*.example.com/*`, `.example.com`, `example.com`. */
function readAddresses(text: string, list: Node | undefined, intent: Intent, sink: Sink): void {
  for (const { word, around } of items(text, list, 'address')) {
    const at = { ...around, intent };
    const match = /^(?:[a-z*]+:\/\/)?(?:\[\*\.\]|\*?\.)?((?:[a-z0-9-]+\.)+[a-z]{2,})/i.exec(word.text);
    const host = match?.[1];
    if (!match || host === undefined) continue;
    if (/^https?:\/\/[a-z0-9]/i.test(word.text)) {
      sink.reference(urlReference(word.text, placement(word, at)));
      continue;
    }
    const place = subWord(word, match[0].length - host.length, match[0].length);
    sink.reference(typedReference('url', 'domain', host, placement(place, at)));
  }
}
