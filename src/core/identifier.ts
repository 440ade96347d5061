import { parsePurl } from './text/purl.js';
import { IDENTIFIER_TYPES } from './types.js';
import type { Kind, Reference, ReferenceType } from './types.js';

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
  'kubernetes-object': 'config',
  marketplace: 'marketplace',
  path: 'path',
  process: 'process',
  'registry-key': 'path',
  systemd: 'service',
  url: 'url',
  'url-path': 'url',
  'windows-service': 'service',
};

/**
 * Reads one identifier as a reference that uses it: a purl (https://github.com/package-url/purl-spec), a URL, or
 * `type:name`. Undefined if the text is none of these.
 */
export function readIdentifier(text: string): Reference | undefined {
  const place = { intent: 'use', span: [0, text.length] } as const;
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return { kind: 'url', type: 'url', name: text, ...place };
  const purl = parsePurl(text);
  const [, word = '', rest = ''] = /^([a-z-]+):([^]+)$/i.exec(text) ?? [];
  const known = purl ?? { type: typeOf(word.toLowerCase()), name: rest, version: undefined };
  const { type, name, version } = known;
  if (!type || name === '') return undefined;
  const kind = KINDS[type] ?? 'package';
  return { kind, type, name, ...place, ...(version === undefined ? {} : { version }) };
}

function typeOf(word: string): ReferenceType | undefined {
  return word === 'os' || word === 'value' ? word : IDENTIFIER_TYPES.find((each) => each === word);
}
