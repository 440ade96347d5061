import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { extract } from '../../src/core/extract.js';
import { DEFAULT_POLICY } from '../../src/core/policy.js';
import type { CatalogEntry, Finding, IdentifierType, ReferenceType } from '../../src/core/types.js';
import { formats } from '../../src/formats/index.js';
import { shippedEngine } from './support/engine.js';
import { ECOSYSTEM } from './support/fixtures.js';
import { readMarks } from './support/marks.js';

/**
 * The folder `ecosystem` among a format's fixtures has files in which every form is used that the format's
 * documentation has for declaring a dependency. The marks are `⟦type:intent|text|version|name⟧`: the identifier type, what is done with it (`use`
 * unless given), the underlined text, the version and, where the text is only a part of it, the name.
 */
const MARK = /⟦([a-z-]+)(?::(use|remove|detect|mention))?\|([^|⟧]*)(?:\|([^|⟧]*))?(?:\|([^⟧]*))?⟧/g;

const FIXTURES = path.join('test', 'fixtures');

/** The ecosystems whose packages an organisation may name in its policy file. */
const ECOSYSTEMS: readonly IdentifierType[] = [
  ...(['alpm', 'ansible-role', 'apk', 'cargo', 'chocolatey', 'cocoapods', 'composer', 'conan'] as const),
  ...(['conda', 'cpan', 'cran', 'deb', 'ebuild', 'flatpak', 'gem', 'github', 'gitlab', 'golang'] as const),
  ...(['helm', 'hex', 'homebrew', 'luarocks', 'maven', 'nix', 'npm', 'nuget', 'pub', 'pypi'] as const),
  ...(['rpm', 'scoop', 'snap', 'swift', 'terraform', 'vcpkg', 'vscode-extension', 'winget'] as const),
];

interface Mark {
  readonly type: IdentifierType;
  readonly name: string;
  readonly line: string;
}

function readMarked(marked: string): { text: string; marks: Mark[] } {
  const marks: Mark[] = [];
  let text = '';
  let at = 0;
  for (const match of marked.matchAll(MARK)) {
    const [whole, type = '', intent = 'use', inner = '', version = '', name = inner] = match;
    text += marked.slice(at, match.index);
    marks.push({ type: type as IdentifierType, name, line: show(text.length, type, intent, inner, version) });
    text += inner;
    at = match.index + whole.length;
  }
  return { text: text + marked.slice(at), marks };
}

function show(start: number, type: string, intent: string, text: string, version: string): string {
  return `${String(start).padStart(5)} ${type} ${intent} ${text} ${version}`;
}

/** An organisation's own entries, one for each type, that name what is marked. */
function entriesOf(marks: readonly Mark[]): CatalogEntry[] {
  return [...new Set(marks.map(({ type }) => type))].map((type) => {
    const names = [...new Set(marks.filter((mark) => mark.type === type).map(({ name }) => name))];
    return {
      id: `own-${type}`,
      title: `Own ${type}`,
      category: 'endpoint-agent',
      match: names.map((name) => (type === 'domain' ? { type, domain: name } : { type, name })),
      sources: [],
    };
  });
}

function files(folder: string): string[] {
  if (!fs.existsSync(folder)) return [];
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}

/** The files of all formats in which every form stands. */
const declarations = formats.flatMap(({ id }) => {
  const folder = path.join(FIXTURES, id, ECOSYSTEM);
  return files(folder).map((file) => ({
    format: id,
    path: path.relative(folder, file).split(path.sep).join('/'),
    ...readMarked(fs.readFileSync(file, 'utf8')),
  }));
});

/** The ecosystem of a reference to a package or a repository of code; that of Debian for any system's package. */
function ecosystemOf(type: ReferenceType): IdentifierType | undefined {
  return type === 'os' ? 'deb' : ECOSYSTEMS.find((each) => each === type);
}

/** `format ecosystem` for each that some fixture of a format shows, the formats embedded in it counted too. */
function shown(): Set<string> {
  const pairs = new Set<string>();
  for (const format of formats) {
    for (const file of files(path.join(FIXTURES, format.id))) {
      const { text } = readMarks(fs.readFileSync(file, 'utf8'));
      const [folder, ...rest] = path.relative(path.join(FIXTURES, format.id), file).split(path.sep);
      if (folder === ECOSYSTEM) continue;
      const { references } = extract({ path: rest.join('/'), text }, format, (id) =>
        formats.find((each) => each.id === id),
      );
      for (const { format: id, reference } of references) {
        const ecosystem = ecosystemOf(reference.type);
        if (ecosystem) pairs.add(`${id} ${ecosystem}`);
      }
    }
  }
  return pairs;
}

suite('ecosystems', () => {
  test('each format has every ecosystem here that it names packages of', () => {
    const covered = new Set<string>();
    const named = new Set<string>();
    for (const { format, marks } of declarations) {
      for (const { type } of marks) {
        covered.add(`${format} ${type}`);
        named.add(type);
      }
    }
    assert.deepEqual(
      [...shown()].filter((pair) => !covered.has(pair)),
      [],
    );
    assert.deepEqual(
      ECOSYSTEMS.filter((each) => !named.has(each)),
      [],
    );
  });

  for (const { format, path: name, text, marks } of declarations) {
    test(`${format}: an own entry is found in every form of ${name}`, () => {
      const policy = { ...DEFAULT_POLICY, catalog: entriesOf(marks) };
      const engine = shippedEngine({ policy });
      const result = engine.scan({ path: name, text });
      assert.equal(result.format, format);
      const own = result.findings.filter(({ entry }) => entry.startsWith('own-'));
      const found = own.map(({ span, reference, matcher }: Finding) =>
        show(span[0], matcher.type, reference.intent, text.slice(...span), reference.version ?? ''),
      );
      assert.deepEqual(found, marks.map(({ line }) => line).sort());
      assert.deepEqual(result.problems, []);
    });
  }
});
