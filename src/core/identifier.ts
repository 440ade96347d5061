import { IDENTIFIER_TYPES } from './types.js';
import type { IdentifierType, Kind, Reference, ReferenceType } from './types.js';

const KINDS: Partial<Record<ReferenceType, Kind>> = {
  account: 'config',
  'android-app': 'app-id',
  'apple-bundle': 'app-id',
  'apple-team': 'app-id',
  'azure-vm-extension': 'vm-extension',
  'browser-extension': 'app-id',
  'config-key': 'config',
  'config-value': 'config',
  docker: 'image',
  domain: 'url',
  github: 'repository',
  gitlab: 'repository',
  golang: 'module',
  'installer-file': 'installer',
  marketplace: 'marketplace',
  path: 'path',
  process: 'process',
  'registry-key': 'path',
  systemd: 'service',
  url: 'url',
  'url-path': 'url',
  'windows-service': 'service',
};

/** Types of purls that are called otherwise here. */
const PURL_TYPES: Readonly<Record<string, IdentifierType>> = {
  brew: 'homebrew',
  oci: 'docker',
  vscode: 'vscode-extension',
};

/**
 * Reads one identifier as a reference that uses it: a purl (https://github.com/package-url/purl-spec), a URL, or
 * `type:name`. Undefined if the text is none of these.
 */
export function readIdentifier(text: string): Reference | undefined {
  const place = { intent: 'use', span: [0, text.length] } as const;
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return { kind: 'url', type: 'url', name: text, ...place };
  const purl = /^pkg:([a-z-]+)\/([^?#]+)/i.exec(text);
  const [, word = '', rest = ''] = purl ?? /^([a-z-]+):([^]+)$/i.exec(text) ?? [];
  const type = typeOf(word.toLowerCase());
  if (!type || rest === '') return undefined;
  const { name, version } = purl ? purlName(type, rest) : { name: rest, version: undefined };
  const kind = KINDS[type] ?? 'package';
  return { kind, type, name, ...place, ...(version === undefined ? {} : { version }) };
}

function typeOf(word: string): ReferenceType | undefined {
  if (word === 'os' || word === 'value') return word;
  return IDENTIFIER_TYPES.find((each) => each === word) ?? PURL_TYPES[word];
}

const DISTRIBUTIONS: readonly ReferenceType[] = ['deb', 'rpm', 'apk', 'alpm'];

/** A purl writes a distribution before the name of its packages, and Maven's group with a slash. */
function purlName(type: ReferenceType, path: string): { name: string; version: string | undefined } {
  const at = path.lastIndexOf('@');
  const name = decoded(at > 0 ? path.slice(0, at) : path);
  const version = at > 0 ? decoded(path.slice(at + 1)) : undefined;
  if (type === 'maven') return { name: name.replace('/', ':'), version };
  return { name: DISTRIBUTIONS.includes(type) ? (name.split('/').at(-1) ?? name) : name, version };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
