import type { IdentifierType, Kind, Reference } from '../../core/types.js';
import { subWord } from './commands/words.js';
import type { Word } from './commands/words.js';
import { commandReference, fileReference, typedReference, valueReference } from './references.js';
import { placement } from './yaml-emit.js';
import type { Around } from './yaml-emit.js';

type Named = readonly [kind: Kind, type: IdentifierType];

/** What the names of tables stand for: https://osquery.io/schema/ */
const TABLES: Readonly<Record<string, Named>> = {
  apps: ['app-id', 'apple-bundle'],
  system_extensions: ['app-id', 'apple-bundle'],
  kernel_extensions: ['app-id', 'apple-bundle'],
  package_receipts: ['app-id', 'apple-bundle'],
  launchd: ['app-id', 'apple-bundle'],
  chrome_extensions: ['app-id', 'browser-extension'],
  firefox_addons: ['app-id', 'browser-extension'],
  deb_packages: ['package', 'deb'],
  rpm_packages: ['package', 'rpm'],
  npm_packages: ['package', 'npm'],
  python_packages: ['package', 'pypi'],
  chocolatey_packages: ['package', 'chocolatey'],
  homebrew_packages: ['package', 'homebrew'],
  programs: ['app-id', 'msi-product'],
  services: ['service', 'windows-service'],
  drivers: ['service', 'windows-service'],
  systemd_units: ['service', 'systemd'],
  docker_images: ['image', 'docker'],
  docker_containers: ['image', 'docker'],
  processes: ['process', 'process'],
  process_events: ['process', 'process'],
  process_open_sockets: ['process', 'process'],
  registry: ['config', 'registry-key'],
  groups: ['config', 'account'],
  users: ['config', 'account'],
};

const COLUMNS: readonly (readonly [RegExp, Named])[] = [
  [/^(?:team|team_identifier|teamid)$/, ['app-id', 'apple-team']],
  [/^(?:bundle_identifier|bundle_id|package_id|label)$/, ['app-id', 'apple-bundle']],
  [/^(?:publisher|vendor|manufacturer|identifying_number|display_name)$/, ['app-id', 'msi-product']],
];

const SQL = /--[^\r\n]*|'((?:[^']|'')*)'|"((?:[^"]|"")*)"|[A-Za-z_][\w.]*|[(),=]/g;
const MAX_LENGTH = 20_000;

/**
 * What a query of osquery (https://osquery.readthedocs.io/en/stable/introduction/sql/) compares its columns with: the
 * table and the column say what the text stands for. Wildcards around it are left out.
 */
export function queryReferences(query: Word, around: Around): Reference[] {
  const references: Reference[] = [];
  let table = '';
  let column = '';
  let before = '';
  const text = query.text.slice(0, MAX_LENGTH);
  const tables = [...text.matchAll(/\b(?:from|join)\s+([a-z_]+)/gi)].map((match) =>
    (match[1] ?? '').toLowerCase(),
  );
  for (const match of text.matchAll(SQL)) {
    const [token, single, double] = match;
    const literal = single ?? double;
    if (literal !== undefined) {
      const word = subWord(query, match.index + 1, match.index + 1 + literal.length);
      const reference = literalReference(word, table === '' ? (tables[0] ?? '') : table, column, around);
      if (reference) references.push(reference);
    } else if (/^[A-Za-z_]/.test(token)) {
      const name = token.toLowerCase();
      if (/^(?:from|join)$/.test(before)) table = name;
      else if (
        !/^(?:like|in|not|glob|regexp|match|and|or|where|select|escape|is|null|as|on|using|lower|upper)$/.test(
          name,
        )
      )
        column = name.slice(name.lastIndexOf('.') + 1);
      before = name;
    }
  }
  return references;
}

function literalReference(word: Word, table: string, column: string, around: Around): Reference | undefined {
  const start = /^[%*]*\\*/.exec(word.text)?.[0].length ?? 0;
  let end = word.text.length;
  while (end > start && /[%*\\/]/.test(word.text[end - 1] ?? '')) end--;
  if (end - start < 3 || /^(?:select|from)$/i.test(word.text)) return undefined;
  const name = start === 0 && end === word.text.length ? word : subWord(word, start, end);
  const at = placement(name, around);
  if (/^path$|directory$|file$/.test(column) && table !== 'registry') {
    if (/\.(?:exe|com|sys)$/i.test(name.text)) return commandReference(name.text, at, 'process');
    return fileReference(name.text, at);
  }
  const named = COLUMNS.find(([pattern]) => pattern.test(column))?.[1] ?? TABLES[table];
  if (named && /[\\/]/.test(name.text) && named[0] === 'process') return fileReference(name.text, at);
  return named ? typedReference(...named, name.text, at) : valueReference(name.text, at);
}
