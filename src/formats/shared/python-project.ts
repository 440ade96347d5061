import type { Intent, Sink } from '../../core/types.js';
import { packageReference, typedReference, urlReference } from './references.js';
import { readMatchSpec, readRequirement } from './python.js';
import { emitSource } from './sources.js';
import { tomlItems, tomlMembers, tomlString, tomlUnit } from './toml-tree.js';
import type { TomlMember, TomlNode } from './toml-tree.js';

/** A list of requirement strings; what is no string (`{ include-group = "…" }`) names nothing new. */
export function readRequirementList(list: TomlNode | undefined, sink: Sink, intent?: Intent): void {
  for (const { value, place } of tomlItems(list)) {
    if (value.kind !== 'string') continue;
    const unit = tomlUnit('dependency', place);
    readRequirement(value.text, { start: value.span[0], unit, intent }, sink);
  }
}

/** A table of names with a version, a table or a list of tables each, as Poetry, Pipenv and Pixi have it. */
export function readDependencyTable(
  table: TomlNode | undefined,
  sink: Sink,
  type: 'pypi' | 'conda' = 'pypi',
  intent: Intent = 'use',
): void {
  for (const member of tomlMembers(table)) {
    if (member.key === 'python') continue;
    reportMember(member, type, intent, sink);
    for (const source of sourcesOf(member)) readSource(source, member, intent, sink);
  }
}

function reportMember(member: TomlMember, type: 'pypi' | 'conda', intent: Intent, sink: Sink): void {
  const { key, keySpan, value, place } = member;
  const [first] = sourcesOf(member);
  const version = value.kind === 'string' ? value : tomlString(first, 'version');
  const known = version !== undefined && version.text !== '*' ? version : undefined;
  sink.reference(
    packageReference(
      type,
      {
        name: key,
        version: known?.text.replace(/^==\s*/, ''),
        ...(known ? { parts: [{ role: 'version' as const, span: known.span }] } : {}),
      },
      { span: keySpan, unit: tomlUnit('dependency', place), intent },
    ),
  );
}

function sourcesOf({ value }: TomlMember): TomlNode[] {
  return value.kind === 'array' ? value.items.map((item) => item.value) : [value];
}

/** `git`, `url`, `hg` and the like of one dependency, the keys of Poetry, uv and Pipenv alike. */
function readSource(table: TomlNode, member: TomlMember, intent: Intent, sink: Sink): void {
  const unit = tomlUnit('dependency', member.place);
  for (const key of ['git', 'hg', 'svn', 'url', 'file']) {
    const value = tomlString(table, key);
    if (!value) continue;
    const at = { span: value.span, unit, intent };
    if (key === 'url' || key === 'file') sink.reference(urlReference(value.text, at));
    else emitSource(sink, value.text, at);
  }
}

/** uv's places of packages that are declared elsewhere: https://docs.astral.sh/uv/concepts/projects/dependencies/ */
export function readSourceTable(table: TomlNode | undefined, sink: Sink): void {
  for (const member of tomlMembers(table)) {
    for (const source of sourcesOf(member)) readSource(source, member, 'use', sink);
  }
}

/** Indexes, each a table with a `url`, and lists of URLs. */
export function readIndexes(list: TomlNode | undefined, sink: Sink): void {
  for (const { value, place } of tomlItems(list)) {
    const url = value.kind === 'string' ? value : tomlString(value, 'url');
    if (url) reportIndex(url.text, url, tomlUnit('index', place), sink);
  }
  if (list?.kind === 'string') reportIndex(list.text, list, undefined, sink);
}

function reportIndex(
  text: string,
  { span }: Extract<TomlNode, { kind: 'string' }>,
  unit: ReturnType<typeof tomlUnit>,
  sink: Sink,
): void {
  if (/^[a-z]+:\/\//i.test(text))
    sink.reference({ ...urlReference(text, { span, unit }), kind: 'repository' });
  else if (/^[\w-]+(?:\.[\w-]+)+$/.test(text)) {
    sink.reference(typedReference('repository', 'domain', text, { span, unit }));
  }
}

/** Conda's match specifications in a list. */
export function readMatchSpecs(list: TomlNode | undefined, sink: Sink): void {
  for (const { value, place } of tomlItems(list)) {
    if (value.kind !== 'string') continue;
    readMatchSpec(value.text, { start: value.span[0], unit: tomlUnit('dependency', place) }, sink);
  }
}
