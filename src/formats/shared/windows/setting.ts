import type { Intent, Reference } from '../../../core/types.js';
import { extensionListIntent, extensionReference, installationIntent } from '../browser-extension.js';
import { spanIn, subWord } from '../commands/words.js';
import type { Word } from '../commands/words.js';
import {
  commandReference,
  fileReference,
  serviceReference,
  typedReference,
  valueReference,
} from '../references.js';
import { intentOfKey } from '../setting-intent.js';
import { placement } from '../yaml-emit.js';
import type { Around } from '../yaml-emit.js';

/** A value of the registry under its key. */
export interface RegistrySetting {
  /** With `\` between its segments. */
  readonly key: string;
  readonly name: Word | undefined;
  /** A string that the value holds. */
  readonly text: Word | undefined;
}

type Reader = (setting: RegistrySetting, match: RegExpExecArray, around: Around) => (Reference | undefined)[];

/** Keys whose values name programs and rules one by one. */
const LISTS: readonly (readonly [RegExp, Reader])[] = [
  [
    /\\(Disallow|Restrict)Run$/i,
    ({ text }, [, verb], around) => [programOf(text, around, verb !== 'Restrict')],
  ],
  [
    /\\(?:Windows Defender|Microsoft Antimalware)(?:\\.*)?\\Exclusions\\(Path|Processe?)s$/i,
    ({ name }, [, what], around) => [what === 'Path' ? fileOf(name, around) : programOf(name, around, false)],
  ],
  [/\\FirewallRules$/i, ({ text }, _, around) => (text ? firewallReferences(text, around) : [])],
  [/\\AuthorizedApplications\\List$/i, ({ name }, _, around) => [fileOf(name, around)]],
  [
    /\\Safer\\CodeIdentifiers\\(\d+)\\Paths\\/i,
    ({ name, text }, [, level], around) =>
      /^ItemData$/i.test(name?.text ?? '')
        ? [fileOf(text, { ...around, intent: setIntent(around, level === '0' ? 'remove' : 'use') })]
        : [],
  ],
  [
    /\\ExtensionSettings\\([^\\]+)$/i,
    ({ name, text }, [, id = ''], around) => {
      if (!/^installation_mode$/i.test(name?.text ?? '') || !text) return [];
      const intent = setIntent(around, installationIntent(text.text));
      return [typedReference('app-id', 'browser-extension', id, placement(text, { ...around, intent }))];
    },
  ],
  [
    /\\((?:Extension(?:Install)?|NativeMessaging)(?:Force|Allow|White|Block|Black)list)$/i,
    ({ text }, [, policy = ''], around) => {
      const intent = extensionListIntent(policy);
      if (!intent || !text) return [];
      return [extensionReference(text, { ...around, intent: setIntent(around, intent) })];
    },
  ],
  [/\\Run(?:Once|Services)?(?:\\.*)?$/i, ({ text }, _, around) => [startedBy(text, around)]],
];

/**
 * What a value of the registry names, if its key is a list of such things: programs that may not run, exclusions of
 * the scanner, rules of the firewall, extensions, programs that start with the system. Undefined of other keys.
 */
export function listedReferences(setting: RegistrySetting, around: Around): Reference[] | undefined {
  const key = setting.key.replace(/\\+/g, '\\');
  for (const [pattern, read] of LISTS) {
    const match = pattern.exec(key);
    if (match) return read(setting, match, around).filter((each) => each !== undefined);
  }
  return undefined;
}

/** What a value does that is set or removed: no longer to deny a thing is nothing to count. */
function setIntent({ intent = 'use' }: Around, does: Intent): Intent {
  if (intent === 'use') return does;
  return does === 'use' ? intent : 'mention';
}

/** What the string of any other value names, by its shape. */
export function shapedReference({ key, name, text }: RegistrySetting, around: Around): Reference | undefined {
  if (!text) return undefined;
  const intent =
    around.intent === 'use' ? intentOfKey(name?.text ?? '', key.replace(/^.*\\/, '')) : around.intent;
  const reference = valueReference(text.text, placement(text, { ...around, intent }));
  return reference && /^(?:url|path|installer)$/.test(reference.kind) ? reference : undefined;
}

/** The key itself: a service of Windows where it is one's, with the product code of an installed program. */
export function keyReferences(key: Word, around: Around): Reference[] {
  const references = [typedReference('config', 'registry-key', key.text, placement(key, around))];
  const code = /\{[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\}/i.exec(key.text);
  if (code) {
    const word = subWord(key, code.index, code.index + code[0].length);
    references.push(typedReference('app-id', 'msi-product', word.text, placement(word, around)));
  }
  const blocked = /\\Image File Execution Options\\([^\\]+)$/i.exec(key.text)?.[1];
  if (blocked !== undefined) {
    const word = subWord(key, key.text.length - blocked.length);
    references.push(commandReference(word.text, placement(word, { ...around, intent: 'remove' }), 'process'));
  }
  return references;
}

const RULE = /\|(Action|App|Svc|Active)=([^|]*)/gi;

/** A rule of the firewall: https://learn.microsoft.com/openspecs/windows_protocols/ms-gpfas/ */
function firewallReferences(word: Word, around: Around): (Reference | undefined)[] {
  const fields = new Map<string, Word>();
  for (const match of word.text.slice(0, 8192).matchAll(RULE)) {
    const from = match.index + match[0].length - (match[2]?.length ?? 0);
    const value = match[2] ?? '';
    fields.set((match[1] ?? '').toLowerCase(), {
      text: value,
      span: spanIn(word, from, from + value.length),
    });
  }
  const active = !/^false$/i.test(fields.get('active')?.text ?? '');
  const blocks = /block/i.test(fields.get('action')?.text ?? '');
  const intent = active ? setIntent(around, blocks ? 'remove' : 'use') : 'mention';
  const app = fields.get('app');
  const service = fields.get('svc');
  const inner = { ...around, intent };
  return [
    fileOf(app, inner),
    ...(service ? [serviceReference('windows-service', service.text, placement(service, inner))] : []),
  ];
}

function programOf(word: Word | undefined, around: Around, denied: boolean): Reference | undefined {
  if (!word || word.text === '') return undefined;
  const intent = setIntent(around, denied ? 'remove' : 'use');
  return commandReference(word.text, placement(word, { ...around, intent }), 'process');
}

/** A file, folder or program by its path, without a wildcard at its end. */
export function fileOf(word: Word | undefined, around: Around): Reference | undefined {
  const end = /[\\/]*\*?$/.exec(word?.text ?? '')?.index ?? 0;
  if (!word || end === 0) return undefined;
  const path = end < word.text.length ? subWord(word, 0, end) : word;
  const at = placement(path, around);
  return /\.(?:exe|com|sys|dll)$/i.test(path.text)
    ? commandReference(path.text, at, 'process')
    : fileReference(path.text, at);
}

const PROGRAM = /^"([^"]+)"|^([^"]*?\.(?:exe|com|bat|cmd))(?=\s|$)/i;

/** The program of a command line, whose path may hold blanks. */
export function startedBy(word: Word | undefined, around: Around): Reference | undefined {
  if (!word || word.text.length > 2048) return undefined;
  const match = PROGRAM.exec(word.text);
  // Where no path begins the line, what stands before a blank is the program.
  if (match?.[2] !== undefined && !/^[^\s]*(?:\\|$)/.test(match[2])) return undefined;
  const name = match?.[1] ?? match?.[2] ?? '';
  if (name === '') return undefined;
  const from = match?.[1] === undefined ? 0 : 1;
  return commandReference(name, placement(subWord(word, from, from + name.length), around));
}
