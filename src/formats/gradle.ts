import type { Format, Intent, Part, Sink, Unit } from '../core/types.js';
import { readLiterals } from './shared/literals.js';
import type { Literal } from './shared/literals.js';
import { configReference, packageReference, urlReference } from './shared/references.js';

const COORDINATES = /^([\w.-]+:[\w.-]+)(?::([^:@\s]*))?(?::[\w.-]+)?(?:@\w+)?$/;
const PLACE = /(?:^|\.)(?:dependencies|constraints|force|exclude|resolutionStrategy|dependencySubstitution)$/;

/** Gradle build scripts in both languages: https://docs.gradle.org/current/userguide/declaring_dependencies.html */
export const gradle: Format = {
  id: 'gradle',
  title: 'Gradle build script',
  reads: 'dependencies, plugins, repositories',
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
    for (const list of byStatement.values()) readStatement(list, sink);
  },
};

function readStatement(literals: readonly Literal[], sink: Sink): void {
  const group = literals.find(({ word }) => word === 'group');
  const name = literals.find(({ word }) => word === 'name' || word === 'module');
  if (group && name && isDependency(group)) {
    const version = literals.find(({ word }) => word === 'version');
    reportMap(group, name, version, sink);
    return;
  }
  for (const literal of literals) {
    const { text: value, span, word, within } = literal;
    const calls = [...within, word];
    if (/^https?:\/\//.test(value) && calls.some((each) => /^(?:url|uri|maven|ivy|setUrl)$/.test(each))) {
      sink.reference(urlReference(value, { span, unit: unitOf(literal, 'repository') }));
    } else if (word === 'testInstrumentationRunner') {
      sink.reference(configReference('config-value', value, { span, unit: unitOf(literal, 'setting') }));
    } else if (isDependency(literal)) {
      reportCoordinates(literal, sink);
    } else if (within.at(-1) === 'id' && within.includes('plugins')) {
      const plugin = { name: `${value}:${value}.gradle.plugin` };
      sink.reference(packageReference('maven', plugin, { span, unit: unitOf(literal, 'plugin') }));
    }
  }
}

function isDependency({ within, word }: Literal): boolean {
  if (/^(?:project|files|fileTree|kotlin|gradleApi|because|println)$/.test(within.at(-1) ?? word))
    return false;
  return [...within, word].some((each) => PLACE.test(each));
}

function intentOf({ within, word }: Literal): Intent {
  const calls = [...within, word];
  if (calls.some((each) => /(?:^|\.)exclude$/.test(each))) return 'remove';
  return calls.includes('substitute') && !calls.some((each) => each.endsWith('using')) ? 'remove' : 'use';
}

function unitOf(literal: Literal, what: string): Unit {
  return { span: literal.statement, what };
}

function reportCoordinates(literal: Literal, sink: Sink): void {
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
      { span: [start, end], intent: intentOf(literal), unit: unitOf(literal, 'dependency') },
    ),
  );
}

function reportMap(group: Literal, name: Literal, version: Literal | undefined, sink: Sink): void {
  const parts: Part[] = [
    { role: 'group', span: group.span },
    ...(version ? [{ role: 'version' as const, span: version.span }] : []),
  ];
  sink.reference(
    packageReference(
      'maven',
      { name: `${group.text}:${name.text}`, version: version?.text, parts },
      { span: name.span, intent: intentOf(name), unit: unitOf(name, 'dependency') },
    ),
  );
}
