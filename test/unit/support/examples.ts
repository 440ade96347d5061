import assert from 'node:assert/strict';
import { extract } from '../../../src/core/extract.js';
import { readIdentifier } from '../../../src/core/identifier.js';
import type { IdentifierType, Matcher, ReferenceType } from '../../../src/core/types.js';
import { formats } from '../../../src/formats/index.js';
import { shippedEngine } from './engine.js';

const engine = shippedEngine({ profile: 'strictest' });

/** Something that the catalog knows in an example. */
export interface Known {
  readonly entry: string;
  readonly name: string;
  readonly matcher: Matcher;
}

/**
 * What an example uses that the catalog knows. The format `identifier` stands for no file but for the look-up of
 * one identifier, as `explain` takes it: for types that no format of files shows by itself.
 */
export function knownIn(format: string, text: string): Known[] {
  if (format !== 'identifier') {
    const { findings } = engine.scan({ path: 'example', text }, format);
    return findings
      .filter(({ reference }) => reference.intent === 'use')
      .map(({ entry, matcher, span }) => ({ entry, matcher, name: text.slice(...span) }));
  }
  const match = engine.lookup(identifier(text));
  return match ? [{ entry: match.entry.id, name: text, matcher: match.matcher }] : [];
}

/** The types by which the references of an example are looked up. */
export function typesIn(format: string, text: string): Set<ReferenceType> {
  if (format === 'identifier') return new Set(asked(identifier(text).type));
  const known = formats.find(({ id }) => id === format);
  assert.ok(known, `there is no format ${format}`);
  const { references } = extract({ path: 'example', text }, known, (id) =>
    formats.find((each) => each.id === id),
  );
  return new Set(references.flatMap(({ reference }) => asked(reference.type)));
}

function identifier(text: string) {
  const reference = readIdentifier(text);
  assert.ok(reference, `${text} is no identifier`);
  return reference;
}

const FILE: readonly IdentifierType[] = ['installer-file', 'path', 'process'];
const ASKED: Partial<Record<ReferenceType, readonly ReferenceType[]>> = {
  'config-value': ['config-value', 'apple-bundle'],
  docker: ['docker', 'domain'],
  'installer-file': FILE,
  os: ['alpm', 'apk', 'deb', 'rpm'],
  path: FILE,
  process: FILE,
  url: ['domain', 'github', 'installer-file', 'url-path'],
};

function asked(type: ReferenceType): readonly ReferenceType[] {
  return ASKED[type] ?? [type];
}
