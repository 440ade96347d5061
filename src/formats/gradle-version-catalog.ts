import type { AST } from 'toml-eslint-parser';
import type { Format, Part, Sink, Span, Unit } from '../core/types.js';
import { packageReference } from './shared/references.js';
import { parseToml } from './shared/toml.js';

/** https://docs.gradle.org/current/userguide/version_catalogs.html */
export const gradleVersionCatalog: Format = {
  id: 'gradle-version-catalog',
  title: 'Gradle version catalog',
  reads: 'libraries, plugins, versions, bundles',
  files: ['**/*.versions.toml'],
  comment: { line: '#' },
  extract({ text }, sink) {
    const program = parseToml(text, sink);
    const tables = program?.body[0].body ?? [];
    const versions = new Map<string, Text>();
    for (const [name, value] of pairsOf(tables, 'versions')) {
      const version = textOf(value.value);
      if (version) versions.set(name, version);
    }
    for (const [, pair] of pairsOf(tables, 'libraries')) readLibrary(pair, versions, sink);
    for (const [, pair] of pairsOf(tables, 'plugins')) readPlugin(pair, versions, sink);
  },
};

interface Text {
  readonly text: string;
  readonly span: Span;
}

type Pair = AST.TOMLKeyValue;

function pairsOf(tables: readonly (AST.TOMLTable | Pair)[], name: string): [string, Pair][] {
  return tables.flatMap((table): [string, Pair][] => {
    if (table.type !== 'TOMLTable' || table.resolvedKey.join('.') !== name) return [];
    return table.body.map((pair) => [keyOf(pair), pair]);
  });
}

function keyOf({ key }: Pair): string {
  return key.keys.map((each) => (each.type === 'TOMLBare' ? each.name : each.value)).join('.');
}

function textOf(node: AST.TOMLContentNode): Text | undefined {
  if (node.type !== 'TOMLValue' || node.kind !== 'string') return undefined;
  const quotes = node.multiline ? 3 : 1;
  return { text: node.value, span: [node.range[0] + quotes, node.range[1] - quotes] };
}

/** The members of an inline table by their dotted names: `version.ref` stands alike in both spellings. */
function fieldsOf(node: AST.TOMLContentNode): Map<string, Text> {
  const fields = new Map<string, Text>();
  if (node.type !== 'TOMLInlineTable') return fields;
  for (const pair of node.body) {
    const value = textOf(pair.value);
    if (value) fields.set(keyOf(pair), value);
    for (const [name, inner] of fieldsOf(pair.value)) fields.set(`${keyOf(pair)}.${name}`, inner);
  }
  return fields;
}

function versionOf(fields: ReadonlyMap<string, Text>, versions: ReadonlyMap<string, Text>): Text | undefined {
  const reference = fields.get('version.ref');
  return reference ? versions.get(reference.text) : fields.get('version');
}

function readLibrary(pair: Pair, versions: ReadonlyMap<string, Text>, sink: Sink): void {
  const unit: Unit = { span: [pair.range[0], pair.range[1]], what: 'library' };
  const short = textOf(pair.value);
  if (short) {
    const [group = '', name = '', version] = short.text.split(':');
    const length = group.length + 1 + name.length;
    const [start, end] = short.span;
    const place =
      version === undefined ? undefined : { text: version, span: [start + length + 1, end] as const };
    report(`${group}:${name}`, [start, start + length], place, [], unit, sink);
    return;
  }
  const fields = fieldsOf(pair.value);
  const version = versionOf(fields, versions);
  const module = fields.get('module');
  const group = fields.get('group');
  const name = fields.get('name');
  if (module) report(module.text, module.span, version, [], unit, sink);
  else if (group && name) {
    report(
      `${group.text}:${name.text}`,
      name.span,
      version,
      [{ role: 'group', span: group.span }],
      unit,
      sink,
    );
  }
}

function readPlugin(pair: Pair, versions: ReadonlyMap<string, Text>, sink: Sink): void {
  const unit: Unit = { span: [pair.range[0], pair.range[1]], what: 'plugin' };
  const short = textOf(pair.value);
  const fields = fieldsOf(pair.value);
  const id = fields.get('id');
  if (id) report(`${id.text}:${id.text}.gradle.plugin`, id.span, versionOf(fields, versions), [], unit, sink);
  if (!short) return;
  const [name = ''] = short.text.split(':');
  report(
    `${name}:${name}.gradle.plugin`,
    [short.span[0], short.span[0] + name.length],
    undefined,
    [],
    unit,
    sink,
  );
}

function report(
  name: string,
  span: Span,
  version: Text | undefined,
  more: readonly Part[],
  unit: Unit,
  sink: Sink,
): void {
  const parts: Part[] = [...more, ...(version ? [{ role: 'version' as const, span: version.span }] : [])];
  sink.reference(packageReference('maven', { name, version: version?.text, parts }, { span, unit }));
}
