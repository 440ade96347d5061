import assert from 'node:assert/strict';
import fs from 'node:fs';
import { localisedStrings } from './support/strings.js';

type Strings = Readonly<Record<string, string>>;

function read(file: string): Strings {
  return JSON.parse(fs.readFileSync(file, 'utf8')) as Strings;
}

/** What a translation has to keep: arguments, commands, code and marks of Markdown. */
function kept(text: string): string[] {
  return [...text.matchAll(/\{\d\}|\]\(command:[\w.]+\)|`[^`]+`|\*\*|\n/g)].map(([part]) => part).sort();
}

suite('translation', () => {
  const english = read('package.nls.json');
  const spanish = read('package.nls.es.json');
  const bundle = read('l10n/bundle.l10n.es.json');

  test('the manifest is all in Spanish', () => {
    const missing = Object.keys(english).filter((key) => !spanish[key]);
    assert.deepEqual(missing, [], 'add these to package.nls.es.json');
    for (const [key, text] of Object.entries(english))
      assert.deepEqual(kept(spanish[key] ?? ''), kept(text), key);
  });

  test('what the editor says is all in Spanish', () => {
    const calls = localisedStrings('src/vscode');
    assert.ok(calls.length > 30, 'the strings are not found');
    const missing = calls.flatMap(({ words, place }) =>
      words === undefined || bundle[words] ? [] : `${place} ${words}`,
    );
    assert.deepEqual(missing, [], 'add these to l10n/bundle.l10n.es.json');
    for (const [text, translated] of Object.entries(bundle))
      assert.deepEqual(kept(translated), kept(text), text);
  });

  test('what the core says is all in Spanish', () => {
    const templates = localisedStrings('src/core', /^say$/).flatMap(({ words }) => words ?? []);
    assert.ok(templates.length > 20, 'the templates are not found');
    assert.deepEqual(
      templates.filter((words) => !bundle[words]),
      [],
      'add these to l10n/bundle.l10n.es.json',
    );
  });

  test('words that are made at run time are those of the policy file and the core alone', () => {
    const dynamic = localisedStrings('src/vscode').filter(({ words }) => words === undefined);
    assert.deepEqual(
      [...new Set(dynamic.map(({ place }) => place.replace(/:\d+$/, '')))],
      ['src/vscode/policyHelp.ts', 'src/vscode/say.ts'],
    );
    const described = new Set<string>();
    const collect = (value: unknown, key: string): void => {
      if (key === 'description' && typeof value === 'string') described.add(value);
      if (typeof value === 'object' && value !== null)
        for (const [name, each] of Object.entries(value)) collect(each, name);
    };
    const { properties } = JSON.parse(fs.readFileSync('media/policy.schema.json', 'utf8')) as {
      properties: unknown;
    };
    collect(properties, '');
    assert.ok(described.size > 30);
    assert.deepEqual(
      [...described].filter((text) => !bundle[text]),
      [],
      'add these to l10n/bundle.l10n.es.json',
    );
  });
});
