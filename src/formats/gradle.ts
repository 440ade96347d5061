import type { Format, Intent, Part, Sink, Unit } from '../core/types.js';
import { readLiterals } from './shared/literals.js';
import type { Literal } from './shared/literals.js';
import { configReference, fileReference, packageReference, urlReference } from './shared/references.js';

const COORDINATES = /^([\w.-]+:[\w.-]+)(?::([^:@\s]*))?(?::[\w.-]+)?(?:@\w+)?$/;
const PLACE =
  /(?:^|\.)(?:dependencies|constraints|force|exclude|resolutionStrategy|dependencySubstitution|versionCatalogs)$/;

/** Gradle build scripts in both languages: https://docs.gradle.org/current/userguide/declaring_dependencies.html */
export const gradle: Format = {
  id: 'gradle',
  title: 'Gradle build script',
  reads: 'dependencies, libraries beside the build, plugins, repositories',
  files: ['**/*.gradle', '**/*.gradle.kts'],
  comment: { line: '//' },
  extract({ text }, sink) {
    const literals = readLiterals(text);
    const byStatement = new Map<number, Literal[]>();
    for (const literal of literals) {
      const list = byStatement.get(literal.statement[0]) ?? [];
      list.push(literal);
      byStatement.set(literal.statement[0], list);
    }
    for (const list of byStatement.values()) readStatement(text, list, sink);
  },
};

function readStatement(text: string, literals: readonly Literal[], sink: Sink): void {
  const group = literals.find(({ word }) => word === 'group');
  const name = literals.find(({ word }) => word === 'name' || word === 'module');
  const version = literals.find(({ word }) => word === 'version');
  if (group && name && isDependency(text, group)) {
    reportMap(group, name, version, intentOf(text, name), sink);
    return;
  }
  const extension = literals.find(({ word }) => word === 'ext');
  if (!group && name && extension && isDependency(text, name)) {
    const at = { span: name.span, intent: intentOf(text, name), unit: unitOf(name, 'dependency') };
    sink.reference(fileReference(`${name.text}.${extension.text}`, at));
    return;
  }
  const [, catalogGroup, catalogName] = literals.filter(({ within }) => within.at(-1) === 'library');
  if (catalogGroup && catalogName) {
    reportMap(catalogGroup, catalogName, version, 'use', sink);
    return;
  }
  for (const literal of literals) {
    const { text: value, span, word, within } = literal;
    const calls = [...within, word];
    if (/^https?:\/\//.test(value) && calls.some((each) => /^(?:url|uri|maven|ivy|setUrl)$/.test(each))) {
      sink.reference(urlReference(value, { span, unit: unitOf(literal, 'repository') }));
    } else if (word === 'testInstrumentationRunner') {
      sink.reference(configReference('config-value', value, { span, unit: unitOf(literal, 'setting') }));
    } else if (isLibraryFile(literal)) {
      sink.reference(fileReference(value, { span, unit: unitOf(literal, 'dependency') }));
    } else if (isDependency(text, literal)) {
      reportCoordinates(literal, intentOf(text, literal), sink);
    } else if (isPlugin(text, literal)) {
      // No other plugin has the coordinates of a library, so that no part of it is offered for a change.
      const plugin = { name: `${value}:${value}.gradle.plugin`, version: version?.text };
      sink.reference(packageReference('maven', plugin, { span, unit: unitOf(literal, 'plugin') }));
    }
  }
}

/** What stands in a literal's statement before it. */
function leadOf(text: string, { statement, raw }: Literal): string {
  return text.slice(statement[0], raw[0]);
}

function isDependency(text: string, literal: Literal): boolean {
  const { within, word } = literal;
  if (/^(?:project|files|fileTree|kotlin|gradleApi|because|println)$/.test(within.at(-1) ?? word))
    return false;
  return [...within, word].some((each) => PLACE.test(each)) || /^exclude\b/.test(leadOf(text, literal));
}

/** A library beside the build: https://docs.gradle.org/current/userguide/declaring_dependencies_basics.html */
function isLibraryFile({ text, within, word }: Literal): boolean {
  const calls = [...within, word];
  return /\.(?:aar|jar)$/.test(text) && calls.includes('files') && calls.some((each) => PLACE.test(each));
}

/** `id 'x'` in the block of plugins, and `apply plugin: 'x'`. */
function isPlugin(text: string, literal: Literal): boolean {
  const { within, word } = literal;
  return word === 'plugin'
    ? /^apply\b/.test(leadOf(text, literal))
    : word === 'id' && within.includes('plugins');
}

/** What is excluded goes, and so does what another module is substituted for. */
function intentOf(text: string, literal: Literal): Intent {
  const lead = leadOf(text, literal);
  const calls = [...literal.within, literal.word];
  if (calls.some((each) => /(?:^|\.)exclude$/.test(each)) || /^exclude\b/.test(lead)) return 'remove';
  return /^substitute\b/.test(lead) && !/\b(?:using|with)\b/.test(lead) ? 'remove' : 'use';
}

function unitOf(literal: Literal, what: string): Unit {
  return { span: literal.statement, what };
}

function reportCoordinates(literal: Literal, intent: Intent, sink: Sink): void {
  const match = COORDINATES.exec(
    literal.text.replace(/\$\{[^}]*\}|\$[\w.]+/g, (each) => 'v'.repeat(each.length)),
  );
  const name = match?.[1];
  if (name === undefined) return;
  const [start] = literal.span;
  const end = start + name.length;
  const length = match?.[2]?.length ?? 0;
  const parts: Part[] = length > 0 ? [{ role: 'version', span: [end + 1, end + 1 + length] }] : [];
  const version = length > 0 ? literal.text.slice(name.length + 1, name.length + 1 + length) : undefined;
  sink.reference(
    packageReference(
      'maven',
      { name: literal.text.slice(0, name.length), version, parts },
      { span: [start, end], intent, unit: unitOf(literal, 'dependency') },
    ),
  );
}

function reportMap(
  group: Literal,
  name: Literal,
  version: Literal | undefined,
  intent: Intent,
  sink: Sink,
): void {
  const parts: Part[] = [
    { role: 'group', span: group.span },
    ...(version ? [{ role: 'version' as const, span: version.span }] : []),
  ];
  sink.reference(
    packageReference(
      'maven',
      { name: `${group.text}:${name.text}`, version: version?.text, parts },
      { span: name.span, intent, unit: unitOf(name, 'dependency') },
    ),
  );
}
