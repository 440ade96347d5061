import type { Node } from 'jsonc-parser';
import type { Intent, Reference, Sink, Unit } from '../../../core/types.js';
import {
  bundleReference,
  identifierReferences,
  requirementReferences,
  teamReference,
} from '../apple/identifiers.js';
import { splitArguments } from '../commands/quoted.js';
import { readCommand } from '../commands/read.js';
import type { Word } from '../commands/words.js';
import { emitEncoded } from '../encoded.js';
import { jsonString, jsonUnit, member, members } from '../json.js';
import type { JsonMember } from '../json.js';
import { fileReference, reportOne, typedReference, urlReference } from '../references.js';
import { placement, wordOf } from '../yaml-emit.js';
import type { Around } from '../yaml-emit.js';
import { readOmaSetting } from './oma.js';
import { fileOf } from './setting.js';

/** A file of Intune's settings. */
export interface IntuneFile {
  readonly text: string;
  readonly sink: Sink;
}

type Reader = (word: Word, around: Around) => readonly (Reference | undefined)[];

const product: Reader = (word, around) => [
  typedReference('app-id', 'msi-product', word.text, placement(word, around)),
];

/** What the properties of the resources of Microsoft Graph name: https://learn.microsoft.com/graph/api/resources/intune-graph-overview */
const NAMES: readonly (readonly [RegExp, Reader])[] = [
  [
    /^(?:fileName|setupFilePath|applicableDeviceFile)$/,
    (word, around) => [fileReference(word.text, placement(word, around))],
  ],
  [/^(?:productCode|upgradeCode|productName|displayName|publisher|appDisplayName)$/, product],
  [
    /^(?:packageIdentifier)$/,
    (word, around) => [typedReference('package', 'winget', word.text, placement(word, around))],
  ],
  [
    /^(?:packageId|androidPackageName)$/,
    (word, around) => [typedReference('app-id', 'android-app', word.text, placement(word, around))],
  ],
  [/^(?:bundleId|primaryBundleId|bundleIdentifier)$/, (word, around) => [bundleReference(word, around)]],
  [/^(?:appId|identifier)$/, identifierReferences],
  [/^(?:teamIdentifier|teamId)$/, (word, around) => [teamReference(word, around)]],
  [/^codeRequirement$/, requirementReferences],
  [/^(?:filePath|path)$/, (word, around) => [fileOf(word, around)]],
  [
    /^serviceName$/,
    (word, around) => [typedReference('service', 'windows-service', word.text, placement(word, around))],
  ],
  [
    /^(?:keyPath)$/,
    (word, around) => [typedReference('config', 'registry-key', word.text, placement(word, around))],
  ],
  [/(?:url|Url)$/, (word, around) => [urlReference(word.text, placement(word, around))]],
];

/** Scripts in Base64, and what running them does. */
const SCRIPTS: Readonly<Record<string, Intent>> = {
  scriptContent: 'use',
  detectionScriptContent: 'detect',
  remediationScriptContent: 'use',
  preInstallScript: 'use',
  postInstallScript: 'use',
};

/** Lists of things, and what they do with each of them. */
const LISTS: readonly (readonly [RegExp, Reader])[] = [
  [/AllowedTeamIdentifiers$/, (word, around) => [teamReference(word, around)]],
  [/(?:ToExclude|Excluded\w*|Exclusions)$/i, (word, around) => [fileOf(word, around)]],
  [/BundleIds?$/i, identifierReferences],
  [
    /(?:Domains|Urls|Hosts|Addresses)$/i,
    (word, around) => [
      typedReference('url', 'domain', word.text.replace(/^\*?\./, ''), placement(word, around)),
    ],
  ],
];

/** Lists in which an app is looked for, and does not come with what is around it. */
const LOOKS = /^(?:detectionRules|rules|requirementRules|returnCodes|detectedApps)$/;
const DENIES = /block|deny|denied|prohibited|notallowed|uninstall|restricted/i;

/** Marks of a resource that is a program, so that its name and maker name it too. */
const APP =
  /^(?:installCommandLine|setupFilePath|msiInformation|productCode|appStoreUrl|appId|packageId|bundleId|primaryBundleId|packageIdentifier)$/;
const APP_TYPE = /App$|AppListItem$/i;

/** Reads a resource and those inside of it, whatever lists and answers of the interface are around them. */
export function readResources(file: IntuneFile, root: Node): void {
  const queue: { node: Node; intent: Intent }[] = [{ node: root, intent: 'use' }];
  for (let next = queue.pop(); next; next = queue.pop()) {
    const { node, intent } = next;
    if (node.type === 'object') for (const inner of readResource(file, node, intent)) queue.push(inner);
    else if (node.type === 'array')
      for (const child of node.children ?? []) queue.push({ node: child, intent });
  }
}

/** Reads one resource, whose names are those of one thing; gives the ones inside of it. */
function readResource(file: IntuneFile, node: Node, outer: Intent): { node: Node; intent: Intent }[] {
  const { text, sink } = file;
  const intent = resourceIntent(text, node, outer);
  const place = node.parent?.type === 'property' ? node.parent : node;
  const around = { intent, unit: place.parent ? jsonUnit(text, place, 'resource') : undefined };
  const names: Reference[] = [];
  const inner: { node: Node; intent: Intent }[] = [];
  for (const field of members(node)) {
    const { key, value } = field;
    const string = jsonString(text, value);
    if (string && string.text !== '') names.push(...readField(file, field, wordOf(string), around));
    else if (key === 'msiInformation') {
      for (const each of members(value)) {
        const part = jsonString(text, each.value);
        if (part && part.text !== '') names.push(...readField(file, each, wordOf(part), around));
      }
    } else if (value.type === 'object') inner.push({ node: value, intent });
    else if (value.type === 'array') for (const each of readList(file, field, intent)) inner.push(each);
  }
  readUri(file, node, around);
  const named = isApp(text, node) ? names : names.filter(({ type }) => type !== 'msi-product');
  reportOne(
    sink,
    [...named].sort((a, b) => generality(a) - generality(b)),
  );
  return inner;
}

/** A maker names a thing less than its own name does. */
function generality({ type }: Reference): number {
  return type === 'msi-product' || type === 'apple-team' ? 1 : 0;
}

function isApp(text: string, node: Node): boolean {
  const type = jsonString(text, member(node, '@odata.type'))?.text ?? '';
  return APP_TYPE.test(type) || members(node).some(({ key }) => APP.test(key));
}

/** What a resource does with what it names: rules that block, apps that are only assigned to be uninstalled. */
function resourceIntent(text: string, node: Node, outer: Intent): Intent {
  const valueOf = (holder: Node | undefined, key: string): string =>
    jsonString(text, member(holder, key))?.text ?? '';
  if (/detectedApp$/i.test(valueOf(node, '@odata.type'))) return 'detect';
  if (/^(?:denied|blocked?)$/i.test(valueOf(node, 'action'))) return 'remove';
  const assigned = (member(node, 'assignments')?.children ?? []).map((each) => valueOf(each, 'intent'));
  return assigned.length > 0 && assigned.every((each) => each === 'uninstall') ? 'remove' : outer;
}

function readField(
  { text, sink }: IntuneFile,
  { key, node }: JsonMember,
  word: Word,
  around: Around,
): readonly Reference[] {
  if (key === 'installCommandLine' || key === 'commandLine') return commandReferences(sink, word, around);
  if (key === 'uninstallCommandLine') {
    reportOne(sink, commandReferences(sink, word, { ...around, intent: 'remove' }));
    return [];
  }
  const script = SCRIPTS[key];
  if (script) {
    readScript(sink, word, script, jsonUnit(text, node, 'script'));
    return [];
  }
  if (key === 'payload') readEncoded(sink, word, 'plist', around);
  const reader = NAMES.find(([pattern]) => pattern.test(key))?.[1];
  return (reader?.(word, around) ?? []).filter((each) => each !== undefined);
}

/** What a command line names, but for what it hands to another shell, which reads that. */
function commandReferences(sink: Sink, word: Word, { unit, intent = 'use' }: Around): Reference[] {
  const found: Reference[] = [];
  const target: Sink = {
    ...sink,
    reference: (reference) => found.push(reference.intent === 'use' ? { ...reference, intent } : reference),
    embed: (embedded) => {
      sink.embed({ ...embedded, intent: embedded.intent ?? intent });
    },
  };
  readCommand(splitArguments(word), { unit, windows: true }, target);
  return found;
}

function readScript(sink: Sink, word: Word, intent: Intent, unit: Unit): void {
  const formatOf = (text: string): string => (/^#!.*sh\b/.test(text) ? 'shell' : 'powershell');
  emitEncoded(sink, word, formatOf, { unit, intent });
}

function readEncoded(sink: Sink, word: Word, format: string, around: Around): void {
  emitEncoded(sink, word, () => format, around);
}

/** `omaUri` with its value, and the settings of the catalogue by their definition, whose name is the node's. */
function readUri({ text, sink }: IntuneFile, node: Node, around: Around): void {
  const uri = jsonString(text, member(node, 'omaUri') ?? member(node, 'settingDefinitionId'));
  if (!uri) return;
  const name = uri.text.includes('/') ? uri.text : uri.text.replaceAll('_', '/');
  const collection = member(node, 'simpleSettingCollectionValue')?.children ?? [];
  for (const holder of [node, member(node, 'simpleSettingValue'), ...collection]) {
    const value = jsonString(text, member(holder, 'value'));
    if (value) readOmaSetting({ uri: { ...wordOf(uri), text: name }, value: wordOf(value) }, around, sink);
  }
}

function readList(
  file: IntuneFile,
  { key, value }: JsonMember,
  outer: Intent,
): { node: Node; intent: Intent }[] {
  const { text, sink } = file;
  const denies = outer === 'use' && DENIES.test(key);
  const intent: Intent = LOOKS.test(key) ? 'detect' : denies ? 'remove' : outer;
  const reader = LISTS.find(([pattern]) => pattern.test(key))?.[1];
  const inner: { node: Node; intent: Intent }[] = [];
  for (const item of value.children ?? []) {
    const string = jsonString(text, item);
    if (item.type === 'object') inner.push({ node: item, intent });
    if (!string || !reader || string.text === '') continue;
    const around = { unit: jsonUnit(text, item, 'item'), intent };
    reportOne(
      sink,
      reader(wordOf(string), around).filter((each) => each !== undefined),
    );
  }
  return inner;
}
