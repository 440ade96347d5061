import type { Edit, Intent } from '../../core/types.js';
import {
  emitPackage,
  emitPlace,
  emitProduct,
  emitService,
  isUnknown,
  placed,
  verbEdit,
} from './commands/emit.js';
import type { Call } from './commands/emit.js';
import { readParameters } from './commands/parameters.js';
import type { Parameters } from './commands/parameters.js';
import type { CommandContext, CommandSink, Word } from './commands/words.js';
import { typedReference } from './references.js';

type Reader = (call: Call, args: Parameters, intent: Intent, uninstall: Edit[] | undefined) => void;

/** A program with the file that it is installed from. */
const readPackage: Reader = (call, args, intent, uninstall) => {
  for (const word of args.of('path')) emitPlace(call, word, intent, { uninstall });
  for (const word of [...args.of('productid'), ...args.of('name')])
    emitProduct(call, word, intent, { uninstall });
};

/** A service goes by its state where the resource does not say whether it is to be there. */
const readService: Reader = (call, args, intent, uninstall) => {
  const windows: Call = { ...call, at: { ...call.at, windows: true } };
  const around = { uninstall: uninstall ?? (intent === 'use' ? stopEdits(args) : undefined) };
  for (const word of args.of('name')) emitService(windows, word, intent, around);
  for (const word of args.of('path')) emitPlace(call, word, intent, around);
};

function stopEdits(args: Parameters): Edit[] | undefined {
  const [state] = args.of('state');
  const [start] = args.of('startuptype');
  const edits = [...(verbEdit(state, 'Stopped') ?? []), ...(verbEdit(start, 'Disabled') ?? [])];
  return edits.length === 0 ? undefined : edits;
}

const readRegistry: Reader = (call, args, intent, uninstall) => {
  for (const word of args.of('key')) {
    if (isUnknown(word)) continue;
    const at = placed(call, word, intent, { uninstall });
    call.sink.reference(typedReference('config', 'registry-key', word.text, at));
  }
};

function readPlaces(...names: string[]): Reader {
  return (call, args, intent, uninstall) => {
    for (const name of names) for (const word of args.of(name)) emitPlace(call, word, intent, { uninstall });
  };
}

function readNamed(type: 'chocolatey' | 'winget' | 'nuget', ...names: string[]): Reader {
  return (call, args, intent, uninstall) => {
    for (const word of args.of(...names)) emitPackage(call, type, word, intent, { uninstall });
  };
}

const PROCESS = readPlaces('path');

/** Resources by lower-case name: https://learn.microsoft.com/powershell/dsc/reference/psdscresources/overview */
const RESOURCES: Readonly<Record<string, Reader>> = {
  package: readPackage,
  xpackage: readPackage,
  msipackage: readPackage,
  xmsipackage: readPackage,
  service: readService,
  xservice: readService,
  serviceset: readService,
  registry: readRegistry,
  xregistry: readRegistry,
  registrypolicyfile: readRegistry,
  windowsprocess: PROCESS,
  xwindowsprocess: PROCESS,
  processset: PROCESS,
  file: readPlaces('destinationpath', 'sourcepath'),
  archive: readPlaces('path', 'destination'),
  xarchive: readPlaces('path', 'destination'),
  xremotefile: readPlaces('uri', 'destinationpath'),
  cchocopackageinstaller: readNamed('chocolatey', 'name'),
  cchocopackageinstallerset: readNamed('chocolatey', 'name'),
  wingetpackage: readNamed('winget', 'id'),
  psmodule: readNamed('nuget', 'name'),
};

/** True of the name of a resource type that is understood. */
export function isResource(name: string): boolean {
  return Object.hasOwn(RESOURCES, name.toLowerCase());
}

/**
 * Reads a resource of a DSC configuration.
 * @param words Its type, then its properties as parameters.
 */
export function readResource(words: readonly Word[], at: CommandContext, sink: CommandSink): void {
  const [type, ...rest] = words;
  const read = type && RESOURCES[type.text.toLowerCase()];
  if (!read) return;
  const args = readParameters(rest);
  const [ensure] = args.of('ensure');
  const stops =
    /^stopped$/i.test(args.of('state')[0]?.text ?? '') ||
    /^disabled$/i.test(args.of('startuptype')[0]?.text ?? '');
  const intent: Intent = /^absent$/i.test(ensure?.text ?? '') || stops ? 'remove' : 'use';
  const call: Call = {
    program: type,
    name: type.text.toLowerCase(),
    args: rest,
    at,
    sink,
    places: () => [],
    read: () => undefined,
  };
  const uninstall =
    ensure && !ensure.uses && intent === 'use' ? [{ span: ensure.span, text: 'Absent' }] : undefined;
  read(call, args, intent, uninstall);
}
