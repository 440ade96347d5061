import type { Intent, Kind, Reference, Unit } from '../../../core/types.js';
import { extensionListIntent, extensionReference } from '../browser-extension.js';
import { scriptFormat } from '../cloud/scripts.js';
import type { Word } from '../commands/words.js';
import { plistEntries, plistString, plistUnit } from '../plist.js';
import type { PlistEntry, PlistFile } from '../plist.js';
import { oneOf, reportOne, valueReference } from '../references.js';
import { intentOfKey } from '../setting-intent.js';
import { elementUnit, textOf } from '../xml.js';
import type { XmlElement } from '../xml.js';
import { emitText, placement, wordOf } from '../yaml-emit.js';
import {
  bundleReference,
  identifierReferences,
  requirementReferences,
  teamReference,
} from './identifiers.js';
import { readJob } from './job.js';

/** What stands around a value of a property list. */
interface Place {
  readonly value: XmlElement;
  /** Keys from the root; items of arrays have that of their array. */
  readonly keys: readonly string[];
  readonly intent: Intent;
  /** What goes with the value when its dictionary is no item of its own. */
  readonly unit?: Unit | undefined;
  readonly entry?: PlistEntry;
}

const MAX_KEYS = 8;

/** Keys whose value is the identifier of an app, an extension or a package. */
const BUNDLE =
  /bundle_?-?id(?:entifier)?(?:s|Prefix)?$|^(?:Identifier|identifier|packageid|appID|RuleValue|VPNSubType|PayloadType|ExtensionIdentifier|AssociatedBundleIdentifiers|allowListedApps)$/i;
const TEAM = /team_?id(?:entifier)?s?$/i;
const REQUIREMENT = /requirement$/i;
/** Dictionaries of teams: https://developer.apple.com/documentation/devicemanagement/systemextensions */
const TEAMS =
  /^(?:AllowedSystemExtensions|AllowedSystemExtensionTypes|AllowedKernelExtensions|(?:Non)?Removable\w*SystemExtensions)$/;
const SCRIPT = /script$/i;
const SHAPED = new Set<Kind>(['url', 'path', 'installer']);

/** Keys that talk of a thing to a person. */
const ABOUT =
  /^(?:Payload(?:DisplayName|Description|Organization|Identifier|UUID)|(?:display_|display)?name|CFBundle(?:Display)?Name|description|comment|notes?|category|developer|copyright|icon_name|identifier_name|NSHumanReadableCopyright|custom_?msg|title|subtitle)$/i;

/** What an item lists for its tool to look at before it acts: https://github.com/munki/munki/wiki/Pkginfo-Files */
const LOOKS = /^(?:installs|receipts|blocking_applications|RemovableSystemExtensions)$/;
const REMOVES = /^(?:managed_uninstalls|pathBlackList)$/;

/** Reads every value of a property list for what its key says of it. Linear, whatever the nesting. */
export function readPlist(file: PlistFile): void {
  const { document } = file;
  const [root] = document.root?.name === 'plist' ? document.root.children : [];
  const queue: Place[] = root ? [{ value: root, keys: [], intent: 'use' }] : [];
  for (let next = queue.pop(); next; next = queue.pop()) {
    const place = next;
    if (place.value.name === 'dict') readDict(file, place, queue);
    else if (place.value.name === 'array') {
      for (const item of place.value.children) {
        const unit =
          item.name === 'dict' || item.name === 'string' ? elementUnit(document, item, 'item') : place.unit;
        queue.push({ value: item, keys: place.keys, intent: place.intent, unit });
      }
    } else if (place.value.name === 'string') readString(file, place);
  }
}

function readDict(file: PlistFile, { value: dict, keys, intent, unit }: Place, queue: Place[]): void {
  const { document, sink } = file;
  const entries = plistEntries(document, dict);
  if (readJob(file, dict, entries)) return;
  const own = intentOf(file, entries, intent);
  const names: Reference[] = [];
  const required: Reference[] = [];
  for (const entry of entries) {
    const { key, value } = entry;
    if (!value) continue;
    const around = { unit: unit ?? plistUnit(document, entry, 'setting'), intent: own };
    if (value.name === 'string') {
      const found = namesIn(file, entry, around);
      (REQUIREMENT.test(key.text) ? required : names).push(...found);
      if (found.length > 0) continue;
    }
    if (TEAMS.test(key.text)) {
      readTeams(file, entry, LOOKS.test(key.text) ? 'mention' : own);
      continue;
    }
    if (key.text === 'PayloadContent') readDomains(file, value, own);
    if (value.name === 'dict' && key.text === 'MachServices') continue;
    const inner = LOOKS.test(key.text) ? 'detect' : REMOVES.test(key.text) ? 'remove' : own;
    queue.push({
      value,
      entry,
      keys: [...keys.slice(1 - MAX_KEYS), key.text],
      intent: inner === 'use' ? intentOfKey(key.text) : inner,
    });
  }
  reportOne(sink, [...names, ...required]);
}

/** What a dictionary says is done with the thing that it names. */
function intentOf({ document }: PlistFile, entries: readonly PlistEntry[], outer: Intent): Intent {
  for (const { key, value } of entries) {
    const text = plistString(document, value)?.text ?? '';
    const denied =
      (key.text === 'Allowed' && value?.name === 'false') ||
      (key.text === 'Authorization' && text === 'Deny') ||
      (/^policy$/i.test(key.text) && /block|^remove$/i.test(text)) ||
      (key.text === 'RequestType' && text.startsWith('Remove'));
    if (denied) return 'remove';
  }
  return outer;
}

function namesIn(
  { document }: PlistFile,
  { key, value }: PlistEntry,
  around: { readonly unit: Unit; readonly intent: Intent },
): Reference[] {
  const text = plistString(document, value);
  if (!text || text.text === '') return [];
  const word = wordOf(text);
  if (REQUIREMENT.test(key.text)) return requirementReferences(word, around);
  if (TEAM.test(key.text)) return [teamReference(word, around)];
  if (BUNDLE.test(key.text) || key.text === 'path') return identifierReferences(word, around);
  return [];
}

/** Teams with the extensions of each; a team with one extension is one thing with it. */
function readTeams({ document, sink }: PlistFile, { value: teams }: PlistEntry, intent: Intent): void {
  for (const entry of plistEntries(document, teams)) {
    const around = { intent, unit: plistUnit(document, entry, 'team') };
    const team = teamReference(wordOf(entry.key), around);
    const extensions = (entry.value?.children ?? []).filter(({ name }) => name === 'string');
    const bundles = extensions.map((each) =>
      bundleReference(wordOf(textOf(document, each)), {
        intent,
        unit: extensions.length === 1 ? around.unit : elementUnit(document, each, 'extension'),
      }),
    );
    if (bundles.length === 1) sink.reference(oneOf([...bundles, team]) ?? team);
    else for (const each of [team, ...bundles]) sink.reference(each);
  }
}

/** Preferences that a profile sets for apps by their domain. */
function readDomains({ document, sink }: PlistFile, domains: XmlElement, intent: Intent): void {
  for (const entry of plistEntries(document, domains)) {
    const word = wordOf(entry.key);
    const unit = plistUnit(document, entry, 'preferences');
    for (const each of identifierReferences(word, { intent, unit })) sink.reference(each);
  }
}

function readString({ document, sink }: PlistFile, { value, keys, intent, unit, entry }: Place): void {
  const key = keys.at(-1) ?? '';
  const word: Word = wordOf(textOf(document, value));
  if (word.text === '' || ABOUT.test(key)) return;
  const around = { intent, unit: unit ?? (entry && plistUnit(document, entry, 'setting')) };
  const listed = extensionListIntent(key);
  if (listed !== undefined) {
    const extension = extensionReference(word, { ...around, intent: listed });
    if (extension) sink.reference(extension);
    return;
  }
  if (SCRIPT.test(key)) {
    emitText(sink, scriptFormat(word.text) ?? 'shell', word, around);
    return;
  }
  if (TEAM.test(key)) sink.reference(teamReference(word, around));
  else if (BUNDLE.test(key)) for (const each of identifierReferences(word, around)) sink.reference(each);
  else {
    const reference = valueReference(word.text, placement(word, around));
    if (reference && SHAPED.has(reference.kind)) sink.reference(reference);
  }
}
