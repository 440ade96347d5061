import assert from 'node:assert/strict';
import fs from 'node:fs';
import { knowledge } from '../../src/catalog/index.js';
import { formats } from '../../src/formats/index.js';
import {
  COMMANDS,
  FIX_ALL_KIND,
  LANGUAGES,
  RUN_MODES,
  SECTION,
  SETTING_DEFAULTS,
  SEVERITIES,
  TOOLS,
  VIEW_COMMANDS,
} from '../../src/vscode/manifest.js';

interface Property {
  readonly type: string;
  readonly default: unknown;
  readonly enum?: readonly string[];
  readonly enumDescriptions?: readonly string[];
  readonly description?: string;
  readonly markdownDescription?: string;
  readonly items?: { readonly enum?: readonly string[] };
}

interface Manifest {
  readonly main: string;
  readonly browser: string;
  readonly activationEvents: readonly string[];
  readonly capabilities: unknown;
  readonly contributes: {
    readonly commands: readonly {
      readonly command: string;
      readonly title: string;
      readonly category: string;
    }[];
    readonly configuration: { readonly title: string; readonly properties: Record<string, Property> };
  };
}

const manifest = JSON.parse(fs.readFileSync('package.json', 'utf8')) as Manifest;
const strings = JSON.parse(fs.readFileSync('package.nls.json', 'utf8')) as Record<string, string>;
const { commands, configuration } = manifest.contributes;
const { properties } = configuration;

suite('manifest', () => {
  test('its commands are those of the code', () => {
    assert.deepEqual(
      commands.map(({ command }) => command),
      [...Object.values(COMMANDS), ...Object.values(VIEW_COMMANDS)],
    );
    const all = { ...COMMANDS, ...VIEW_COMMANDS };
    for (const [name, command] of Object.entries(all)) assert.equal(command, `${SECTION}.${name}`);
    for (const { category } of commands) assert.equal(category, '%command.category%');
    assert.equal(strings['command.category'], 'Kaspersky Ban');
    assert.ok(FIX_ALL_KIND.endsWith(`.${SECTION}`));
  });

  test('its settings and their defaults are those of the code', () => {
    const defaults = Object.entries(properties).map(([key, property]) => [key, property.default] as const);
    const declared = Object.entries(SETTING_DEFAULTS).map(
      ([key, value]) => [`${SECTION}.${key}`, value] as const,
    );
    const byKey = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number =>
      a < b ? -1 : 1;
    assert.deepEqual([...defaults].sort(byKey), [...declared].sort(byKey));
  });

  test('its choices are those of the code', () => {
    const profiles = knowledge.profiles.map(({ id }) => id);
    assert.deepEqual(properties['kasperskyBan.profile']?.enum, profiles);
    assert.deepEqual(
      properties['kasperskyBan.regimes']?.items?.enum,
      knowledge.regimes.map(({ id }) => id),
    );
    assert.deepEqual(properties['kasperskyBan.run']?.enum, RUN_MODES);
    for (const [key, property] of Object.entries(properties)) {
      if (key.startsWith('kasperskyBan.severity.')) assert.deepEqual(property.enum, SEVERITIES, key);
    }
    for (const { id, title } of knowledge.profiles) assert.equal(strings[`config.profile.${id}`], title);
  });

  test('every choice and setting is described', () => {
    for (const [key, property] of Object.entries(properties)) {
      assert.ok(property.description ?? property.markdownDescription, key);
      assert.equal(property.enumDescriptions?.length, property.enum?.length, key);
    }
  });

  test('every text is in package.nls.json, and nothing else is', () => {
    const texts: string[] = [];
    const collect = (value: unknown, key: string): void => {
      if (typeof value === 'object' && value !== null) {
        for (const [name, each] of Object.entries(value)) collect(each, name);
      } else if (
        typeof value === 'string' &&
        /title|description|category|markdown|altText|displayName|^name$|contents/i.test(key) &&
        !Object.values<string>(TOOLS).includes(value)
      )
        texts.push(value);
    };
    collect(manifest.contributes, '');
    for (const { enumDescriptions = [] } of Object.values(properties)) texts.push(...enumDescriptions);
    const used = texts.map(
      (text) => /^%(.+)%$/.exec(text)?.[1] ?? assert.fail(`"${text}" is not localisable`),
    );
    assert.deepEqual([...new Set(used)].sort(), Object.keys(strings).sort());
  });

  test('it activates for the languages that are read, and never at the start of every window', () => {
    const languages = LANGUAGES.map((id) => `onLanguage:${id}`);
    assert.deepEqual(manifest.activationEvents, [...languages, 'workspaceContains:.kaspersky-ban.yaml']);
    const read = [...new Set(formats.flatMap(({ languageIds = [] }) => languageIds))].sort();
    const known: readonly string[] = LANGUAGES;
    assert.deepEqual(
      read.filter((id) => !known.includes(id)),
      [],
      'add these to LANGUAGES and to activationEvents',
    );
  });

  test('it works untrusted, on virtual file systems and in the browser, with what is on disk', () => {
    assert.deepEqual(manifest.capabilities, {
      untrustedWorkspaces: { supported: true },
      virtualWorkspaces: true,
    });
    for (const file of [manifest.main, manifest.browser, 'media/icon.png'])
      assert.ok(fs.existsSync(file), file);
  });
});
