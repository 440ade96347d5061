import type { Node } from 'jsonc-parser';
import type { Format, Part, Sink, Span, Unit } from '../core/types.js';
import { jsonString, jsonUnit, member, members, parseJson } from './shared/json.js';
import { packageReference, typedReference, urlReference } from './shared/references.js';

const MAPS = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'];
const LISTS = ['bundleDependencies', 'bundledDependencies'];
const ALIAS = /^npm:((?:@[^@/]+\/)?[^@/]+)(?:@(.*))?$/;
const HOSTED = /^(?:github:)?([\w.-]+\/[\w.-]+)(?:#.*)?$/;

/** https://docs.npmjs.com/cli/configuring-npm/package-json, with the keys of Yarn and pnpm. */
export const npm: Format = {
  id: 'npm',
  title: 'package.json',
  reads: 'dependencies, aliases, overrides, resolutions, scripts',
  files: ['**/package.json'],
  extract({ text }, sink) {
    const root = parseJson(text, sink);
    for (const name of MAPS) readMap(text, member(root, name), sink);
    for (const name of LISTS) {
      for (const node of member(root, name)?.children ?? []) {
        const item = jsonString(text, node);
        if (item) report(item.text, item.span, undefined, jsonUnit(text, node, 'dependency'), sink);
      }
    }
    readOverrides(text, member(root, 'overrides'), sink);
    readOverrides(text, member(member(root, 'pnpm'), 'overrides'), sink);
    readOverrides(text, member(root, 'resolutions'), sink);
    for (const { value } of members(member(root, 'scripts'))) {
      const script = jsonString(text, value);
      if (script) sink.embed({ format: 'shell', view: script.view });
    }
  },
};

function readMap(source: string, map: Node | undefined, sink: Sink): void {
  for (const { key, keySpan, value, node } of members(map)) {
    const range = jsonString(source, value);
    const unit = jsonUnit(source, node, 'dependency');
    if (!range) report(key, keySpan, undefined, unit, sink);
    else readRange(key, keySpan, range, unit, sink);
  }
}

function readRange(
  key: string,
  keySpan: Span,
  range: { text: string; span: Span },
  unit: Unit,
  sink: Sink,
): void {
  const { text, span } = range;
  const alias = ALIAS.exec(text);
  if (alias?.[1]) {
    const start = span[0] + 'npm:'.length;
    const end = start + alias[1].length;
    const version = alias[2] === undefined ? undefined : ([end + 1, span[1]] as const);
    report(alias[1], [start, end], version && { text: alias[2] ?? '', span: version }, unit, sink);
    return;
  }
  report(key, keySpan, range, unit, sink);
  if (/^(?:git\+|git:|https?:|ssh:)/.test(text)) {
    sink.reference(urlReference(text.replace(/^git\+/, ''), { span, unit }));
  } else if (HOSTED.test(text)) {
    sink.reference(typedReference('repository', 'github', HOSTED.exec(text)?.[1] ?? text, { span, unit }));
  }
}

/** The names in the keys of overrides: `name`, `name@range`, `parent>name`, `**\/name`; nested at any depth. */
function readOverrides(source: string, map: Node | undefined, sink: Sink): void {
  for (const { key, keySpan, value, node } of members(map)) {
    const name = /(?:^|[>]|\*\*\/|(?<=[^@])\/)((?:@[^@/>]+\/)?[^@/>]+)(?:@[^>]*)?$/.exec(key)?.[1];
    const range = jsonString(source, value);
    if (name !== undefined && name !== '.') {
      const start = keySpan[0] + key.lastIndexOf(name);
      const place: Span = [start, start + name.length];
      const unit = jsonUnit(source, node, 'override');
      if (range) readRange(name, place, range, unit, sink);
      else report(name, place, undefined, unit, sink);
    }
    readOverrides(source, value, sink);
  }
}

function report(
  name: string,
  span: Span,
  version: { text: string; span: Span } | undefined,
  unit: Unit,
  sink: Sink,
): void {
  const parts: Part[] = version ? [{ role: 'version', span: version.span }] : [];
  sink.reference(packageReference('npm', { name, version: version?.text, parts }, { span, unit }));
}
