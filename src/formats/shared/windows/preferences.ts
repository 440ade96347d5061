import type { Edit, Intent, Reference, Sink, Unit } from '../../../core/types.js';
import type { Word } from '../commands/words.js';
import { configReference, reportOne, serviceReference, typedReference } from '../references.js';
import { attribute, child, childText, elementUnit } from '../xml.js';
import type { XmlDocument, XmlElement } from '../xml.js';
import { placement, wordOf } from '../yaml-emit.js';
import type { Around } from '../yaml-emit.js';
import { emitCommandLine } from './command-line.js';
import { fileOf, keyReferences, listedReferences, shapedReference } from './setting.js';

/** An item of a preference and where its references go. */
interface Item {
  readonly document: XmlDocument;
  readonly item: XmlElement;
  readonly properties: XmlElement;
  readonly around: Around & { readonly unit: Unit; readonly intent: Intent };
  readonly uninstall: readonly Edit[] | undefined;
  readonly sink: Sink;
}

const READERS: Readonly<Record<string, (item: Item) => void>> = {
  NTService: readService,
  File: (item) => {
    readFiles(item, ['fromPath', 'targetPath']);
  },
  Folder: (item) => {
    readFiles(item, ['path']);
  },
  Ini: (item) => {
    readFiles(item, ['path']);
  },
  Shortcut: (item) => {
    readFiles(item, ['targetPath', 'shortcutPath']);
  },
  NetShare: (item) => {
    readFiles(item, ['path']);
  },
  EnvironmentVariable: (item) => {
    readFiles(item, ['value']);
  },
  Registry: readRegistry,
  Task: readTask,
  TaskV2: readTask,
  ImmediateTask: readTask,
  ImmediateTaskV2: readTask,
  Group: readMembers,
};

/**
 * Reads one item of a group policy preference: its action says what becomes of the thing
 * (https://learn.microsoft.com/openspecs/windows_protocols/ms-gppref/). An item that is switched off does nothing,
 * and what its filters ask for is only looked for.
 */
export function readPreference(
  document: XmlDocument,
  item: XmlElement,
  properties: XmlElement,
  sink: Sink,
): void {
  const read = READERS[item.name];
  if (!read) return;
  const disabled = attribute(item, 'disabled')?.text === '1';
  const action = attribute(properties, 'action');
  const removes = action?.text.toUpperCase() === 'D';
  const intent = disabled ? 'mention' : removes ? 'remove' : 'use';
  const unit = elementUnit(document, item, 'preference');
  const uninstall = action && intent === 'use' ? [{ span: action.span, text: 'D' }] : undefined;
  read({ document, item, properties, around: { unit, intent }, uninstall, sink });
  readFilters(item, sink);
}

/** An attribute of the properties, if it says anything. */
function valueOf({ properties }: Item, name: string): Word | undefined {
  const found = attribute(properties, name);
  return found && found.text !== '' ? wordOf(found) : undefined;
}

function report({ sink, uninstall }: Item, references: readonly (Reference | undefined)[]): void {
  const known = references.filter((each) => each !== undefined);
  reportOne(
    sink,
    known.map((each) => (uninstall && each.intent === 'use' ? { ...each, uninstall } : each)),
  );
}

function readService(item: Item): void {
  const name = valueOf(item, 'serviceName');
  const startup = attribute(item.properties, 'startupType');
  const action = attribute(item.properties, 'serviceAction');
  const stops = /^disabled$/i.test(startup?.text ?? '') || /^stop$/i.test(action?.text ?? '');
  const intent = stops && item.around.intent === 'use' ? 'remove' : item.around.intent;
  if (!name) return;
  const uninstall = [
    ...(startup ? [{ span: startup.span, text: 'DISABLED' }] : []),
    ...(action ? [{ span: action.span, text: 'STOP' }] : []),
  ];
  const placed = placement(name, { ...item.around, intent });
  report({ ...item, uninstall: startup ? uninstall : undefined }, [
    serviceReference('windows-service', name.text, placed),
  ]);
}

function readFiles(item: Item, names: readonly string[]): void {
  report(
    item,
    names.map((name) => {
      const value = valueOf(item, name);
      return value && /[\\/.]/.test(value.text) ? fileOf(value, item.around) : undefined;
    }),
  );
}

function readRegistry(item: Item): void {
  const key = valueOf(item, 'key');
  if (!key) return;
  const hive = attribute(item.properties, 'hive')?.text ?? '';
  const path = `${hive}\\${key.text}`;
  const setting = { key: path, name: valueOf(item, 'name'), text: valueOf(item, 'value') };
  const stopped = /\\Services\\[^\\]+$/i.test(path) && /^Start$/i.test(setting.name?.text ?? '');
  const disabled = stopped && Number.parseInt(setting.text?.text ?? '', 16) === 4;
  const around =
    disabled && item.around.intent === 'use' ? { ...item.around, intent: 'remove' as const } : item.around;
  const listed = listedReferences(setting, around);
  report(item, listed ?? [...keyReferences(key, around), shapedReference(setting, around)]);
}

/** A task names its program in attributes, or in a definition of its own. */
function readTask(item: Item): void {
  const { document, properties, sink, around } = item;
  const app = attribute(properties, 'appName');
  emitCommandLine(sink, app, attribute(properties, 'args'), around);
  const actions = child(child(properties, 'Task'), 'Actions');
  for (const exec of actions?.children ?? []) {
    if (exec.name !== 'Exec') continue;
    emitCommandLine(
      sink,
      childText(document, exec, 'Command'),
      childText(document, exec, 'Arguments'),
      around,
    );
  }
}

function readMembers({ document, properties, sink, around }: Item): void {
  for (const member of child(properties, 'Members')?.children ?? []) {
    const name = attribute(member, 'name');
    if (!name || name.text === '') continue;
    const removes = /^remove$/i.test(attribute(member, 'action')?.text ?? '');
    const from = name.text.lastIndexOf('\\') + 1;
    const account = name.text.slice(from);
    const span = [name.span[1] - account.length, name.span[1]] as const;
    const unit = elementUnit(document, member, 'member');
    const intent = removes && around.intent === 'use' ? 'remove' : around.intent;
    sink.reference(typedReference('config', 'account', account, { span, unit, intent }));
  }
}

const FILTERS: Readonly<Record<string, string>> = {
  FilterFile: 'path',
  FilterRegistry: 'key',
  FilterMsi: 'code',
  FilterVariable: 'value',
};

/** Item-level targeting: https://learn.microsoft.com/openspecs/windows_protocols/ms-gppref/ (2.2.1.6) */
function readFilters(item: XmlElement, sink: Sink): void {
  for (const filter of child(item, 'Filters')?.children ?? []) {
    const value = attribute(filter, FILTERS[filter.name] ?? '');
    if (!value || value.text === '') continue;
    const around = { intent: 'detect' } as const;
    const word = wordOf(value);
    if (filter.name === 'FilterRegistry') reportOne(sink, keyReferences(word, around));
    else if (filter.name === 'FilterMsi')
      sink.reference(typedReference('app-id', 'msi-product', word.text, placement(word, around)));
    else {
      const file = fileOf(word, around);
      sink.reference(file ?? configReference('config-value', word.text, placement(word, around)));
    }
  }
}
