import type { Intent, Part } from '../../../core/types.js';
import { parseUrl } from '../../../core/text/url.js';
import { isInstallerName, typedReference } from '../references.js';
import {
  emitPackage,
  emitPlace,
  emitProcess,
  emitService,
  isUnknown,
  placed,
  verbEdit,
  emitProduct,
} from './emit.js';
import type { Call, Handler } from './emit.js';
import { emitRule } from './network.js';
import { readParameters } from './parameters.js';
import { splitArguments } from './quoted.js';
import { emitProductQuery } from './windows.js';
import { embedWord } from './wrappers.js';
import { subWord } from './words.js';
import type { Word } from './words.js';

function service(intent: Intent, opposite?: string): Handler {
  return (call) => {
    const args = readParameters(call.args);
    const names = [...args.of('name', 'displayname', 'inputobject'), ...(args.positional[0] ?? [])];
    const uninstall = verbEdit(call.program, opposite);
    const windows: Call = { ...call, at: { ...call.at, windows: true } };
    const found = intent === 'detect' ? (call.at.fate ?? intent) : intent;
    for (const word of names) {
      if (/[*?]/.test(word.text)) emitProduct(call, word, found);
      else emitService(windows, word, found, { count: names.length, uninstall });
    }
  };
}

/** `Set-Service name -StartupType Disabled` or `Manual` takes away, any other setting uses. */
const setService: Handler = (call) => {
  const args = readParameters(call.args);
  const [type] = args.of('startuptype', 'starttype');
  const [status] = args.of('status');
  const stops = status
    ? /^(?:stopped|paused)$/i.test(status.text)
    : /^(?:disabled|manual)$/i.test(type?.text ?? '');
  service(stops ? 'remove' : 'use')(call);
};

function processes(intent: Intent): Handler {
  return (call) => {
    const args = readParameters(call.args);
    const names = [...args.of('name', 'processname'), ...(args.positional[0] ?? [])];
    const found = intent === 'detect' ? (call.at.fate ?? intent) : intent;
    for (const word of names) {
      if (!/^[\d$]/.test(word.text)) emitProcess(call, word, found, { count: names.length });
    }
  };
}

/** `Start-Process -FilePath program -ArgumentList …` is the program with its arguments. */
const startProcess: Handler = (call) => {
  const args = readParameters(call.args);
  const positional = [...args.positional];
  const named = args.of('filepath', 'path');
  const programs = named.length > 0 ? named : (positional.shift() ?? []);
  const list = args.of('argumentlist', 'args');
  const rest = list.length > 0 ? list : (positional.shift() ?? []);
  for (const program of programs) {
    call.read(
      [program, ...rest.flatMap((word) => splitArguments(word))],
      { ...call.at, windows: true },
      call.sink,
    );
  }
};

const download: Handler = (call) => {
  const args = readParameters(call.args);
  const addresses = [...args.of('uri', 'source', 'url'), ...(args.positional[0] ?? [])];
  const targets = args.of('outfile', 'destination', 'filename');
  let known = false;
  for (const word of addresses) {
    if (isUnknown(word)) call.sink.skip(word.argument ?? word.span, 'unresolved-variable');
    else known = emitPlace(call, word, 'use', { count: addresses.length }) || known;
  }
  if (!known) for (const word of targets) emitPlace(call, word, 'use');
};

function items(intent: Intent): Handler {
  return (call) => {
    const args = readParameters(call.args);
    const [first = [], ...more] = args.positional;
    const list = [...args.of('path', 'fullname'), ...args.of('literalpath'), ...first];
    const single = [...args.of('destination', 'destinationpath'), ...args.of('filepath'), ...more.flat()];
    const found = intent === 'detect' ? (call.at.fate ?? intent) : intent;
    const emit = (word: Word, count: number): void => {
      const tidies = found === 'remove' && isInstallerName(word.text);
      emitPlace(call, word, tidies ? 'mention' : found, { count });
    };
    for (const word of list) emit(word, list.length);
    for (const word of single) emit(word, 1);
  };
}

/** `Get-WmiObject -Class Win32_Product -Filter …`: installed programs or services by name. */
const query: Handler = (call) => {
  const intent = call.at.fate ?? 'detect';
  const isService = call.args.some(({ text }) => /^win32_(?:base)?service$/i.test(text));
  for (const word of call.args) {
    const name = isService ? /\bname\s*(?:like|=)\s*["']?%?([^%'"\\]+)/di.exec(word.text) : null;
    const place = name?.indices?.[1];
    if (place) emitService({ ...call, at: { ...call.at, windows: true } }, subWord(word, ...place), intent);
    else emitProductQuery(call, word, intent);
  }
};

function modules(intent: Intent): Handler {
  return (call) => {
    const args = readParameters(call.args);
    const [provider] = args.of('providername', 'provider', 'source');
    const names = [...args.of('name', 'id'), ...(args.positional[0] ?? [])];
    const chocolatey = /choco/i.test(provider?.text ?? '');
    const found = intent === 'detect' ? (call.at.fate ?? intent) : intent;
    for (const word of names) {
      if (/[\s*?]/.test(word.text)) emitProduct(call, word, found);
      else emitPackage(call, chocolatey ? 'chocolatey' : 'nuget', word, found, { count: names.length });
    }
  };
}

/** https://learn.microsoft.com/powershell/module/microsoft.winget.client/ */
function wingetPackage(intent: Intent): Handler {
  return (call) => {
    const args = readParameters(call.args);
    for (const word of [...args.of('id', 'moniker', 'query'), ...(args.positional[0] ?? [])]) {
      emitPackage(call, 'winget', word, intent);
    }
    for (const word of args.of('name')) emitProduct(call, word, intent);
  };
}

function exclusions(intent: Intent): Handler {
  return (call) => {
    const args = readParameters(call.args);
    const paths = args.of('exclusionpath');
    const programs = args.of('exclusionprocess');
    for (const word of paths) emitPlace(call, word, intent, { count: paths.length });
    for (const word of programs) {
      const around = { count: programs.length };
      const isPlace = /[\\/]/.test(word.text) && emitPlace(call, word, intent, around);
      if (!isPlace) emitProcess(call, word, intent, around);
    }
  };
}

const firewallRule: Handler = (call) => {
  const args = readParameters(call.args);
  const [action] = args.of('action');
  const words = [...args.of('program'), ...args.of('remoteaddress'), ...args.of('remotefqdn')];
  emitRule(call, words, /^block$/i.test(action?.text ?? ''));
};

/** Chocolatey's helpers (https://docs.chocolatey.org/en-us/create/functions/). */
function chocolatey(intent: Intent): Handler {
  return (call) => {
    const args = readParameters(call.args);
    const name = args.of('packagename')[0] ?? args.positional[0]?.[0];
    const named = args.has('packagename');
    const rest = named ? args.positional : args.positional.slice(1);
    if (name && /\s/.test(name.text)) emitProduct(call, name, intent);
    // The name is that of the package that the script is part of: it neither changes nor takes itself away.
    else if (name) emitPackage(call, 'chocolatey', name, intent, { defines: true });
    const places = [
      ...['url', 'url64bit', 'url64', 'file', 'file64', 'filefullpath'].flatMap((key) => args.of(key)),
      ...rest.flat(),
    ];
    for (const word of new Set(places)) {
      if (parseUrl(word.text) || isInstallerName(word.text)) emitPlace(call, word, intent);
    }
  };
}

/** `Set-AzVMExtension -Publisher p -ExtensionType t`. */
function azureExtension(intent: Intent): Handler {
  return (call) => {
    const args = readParameters(call.args);
    const [publisher] = args.of('publisher');
    const [type] = args.of('extensiontype', 'type');
    const [version] = args.of('typehandlerversion');
    const [name] = args.of('name', 'extensionname');
    const word = type ?? name;
    if (!word) return;
    const parts: Part[] = [{ role: 'type', span: word.span }];
    if (publisher) parts.push({ role: 'publisher', span: publisher.span });
    if (version) parts.push({ role: 'version', span: version.span });
    const full = publisher ? `${publisher.text}/${word.text}` : word.text;
    call.sink.reference({
      ...typedReference('vm-extension', 'azure-vm-extension', full, placed(call, word, intent)),
      parts,
      ...(version ? { version: version.text } : {}),
    });
  };
}

const joinPath: Handler = (call) => {
  for (const word of call.args)
    if (isInstallerName(word.text) || /^[a-z]:\\/i.test(word.text)) emitPlace(call, word, 'use');
};

const invokeExpression: Handler = (call) => {
  const args = readParameters(call.args);
  const [word] = [...args.of('command'), ...(args.positional[0] ?? [])] as (Word | undefined)[];
  if (word) embedWord(call, 'powershell', word);
};

const scheduledAction: Handler = (call) => {
  for (const word of readParameters(call.args).of('execute')) emitPlace(call, word, 'use');
};

const environment: Handler = (call) => {
  const args = readParameters(call.args);
  for (const word of args.of('path')) emitPlace(call, word, 'use');
};

function each(names: string, handler: Handler): Record<string, Handler> {
  return Object.fromEntries(names.split(' ').map((name) => [name, handler]));
}

/** PowerShell's cmdlets and Chocolatey's helpers, by lower-case name. */
export const cmdletHandlers: Record<string, Handler> = {
  'start-service': service('use', 'Stop-Service'),
  'restart-service': service('use', 'Stop-Service'),
  ...each('resume-service new-service', service('use')),
  ...each('stop-service suspend-service remove-service', service('remove')),
  'get-service': service('detect'),
  'set-service': setService,
  'get-process': processes('detect'),
  'wait-process': processes('detect'),
  'stop-process': processes('remove'),
  'start-process': startProcess,
  ...each('invoke-webrequest invoke-restmethod start-bitstransfer get-chocolateywebfile', download),
  ...each('remove-item remove-itemproperty clear-content remove-psdrive', items('remove')),
  ...each(
    'test-path get-item get-itemproperty get-itempropertyvalue get-childitem get-content select-string',
    items('detect'),
  ),
  ...each('get-filehash resolve-path get-acl get-authenticodesignature push-location', items('detect')),
  ...each(
    'copy-item move-item rename-item new-item expand-archive set-content add-content out-file',
    items('use'),
  ),
  ...each(
    'set-location set-itemproperty new-itemproperty import-module unblock-file add-appxpackage set-acl',
    items('use'),
  ),
  ...each('get-wmiobject get-ciminstance invoke-wmimethod invoke-cimmethod remove-wmiobject', query),
  ...each('install-package install-module install-script save-module import-package', modules('use')),
  ...each('install-psresource save-psresource update-psresource update-module', modules('use')),
  ...each('uninstall-package uninstall-module uninstall-script uninstall-psresource', modules('remove')),
  ...each('install-wingetpackage update-wingetpackage repair-wingetpackage', wingetPackage('use')),
  'uninstall-wingetpackage': wingetPackage('remove'),
  ...each('get-wingetpackage find-wingetpackage', wingetPackage('detect')),
  ...each('get-package find-package find-module get-module', modules('detect')),
  ...each('add-mppreference set-mppreference', exclusions('use')),
  'remove-mppreference': exclusions('remove'),
  ...each('new-netfirewallrule set-netfirewallrule', firewallRule),
  ...each('install-chocolateypackage install-chocolateyinstallpackage', chocolatey('use')),
  ...each('install-chocolateyzippackage install-chocolateypowershellcommand', chocolatey('use')),
  ...each('uninstall-chocolateypackage uninstall-chocolateyzippackage', chocolatey('remove')),
  ...each('set-azvmextension set-azvmssextension add-azvmssextension', azureExtension('use')),
  'remove-azvmextension': azureExtension('remove'),
  'join-path': joinPath,
  'invoke-expression': invokeExpression,
  'new-scheduledtaskaction': scheduledAction,
  'new-psdrive': environment,
};
