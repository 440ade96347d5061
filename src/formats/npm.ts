import type { Node } from 'jsonc-parser';
import type { Format, Sink } from '../core/types.js';
import { jsonString, jsonUnit, member, members, parseJson } from './shared/json.js';
import { overriddenName, reportDependency, reportNpm, splitSpec } from './shared/npm.js';

const MAPS = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'];
const LISTS = ['bundleDependencies', 'bundledDependencies', 'trustedDependencies'];

/** https://docs.npmjs.com/cli/configuring-npm/package-json, with the keys of Yarn, pnpm and Bun. */
export const npm: Format = {
  id: 'npm',
  title: 'package.json',
  reads: 'dependencies, aliases, catalogs, overrides, resolutions, extensions, tools, scripts',
  files: ['**/package.json', '**/package.json5'],
  extract({ text }, sink) {
    const root = parseJson(text, sink);
    const pnpm = member(root, 'pnpm');
    readMaps(text, root, sink);
    for (const name of LISTS) readList(text, member(root, name), sink);
    readOverrides(text, member(root, 'overrides'), sink);
    readOverrides(text, member(root, 'resolutions'), sink);
    readOverrides(text, member(pnpm, 'overrides'), sink);
    readList(text, member(pnpm, 'onlyBuiltDependencies'), sink);
    for (const holder of [root, pnpm]) readPatched(text, member(holder, 'patchedDependencies'), sink);
    for (const { value } of members(member(pnpm, 'packageExtensions'))) readMaps(text, value, sink);
    for (const holder of [root, member(root, 'workspaces')]) {
      readMap(text, member(holder, 'catalog'), sink);
      for (const { value } of members(member(holder, 'catalogs'))) readMap(text, value, sink);
    }
    readTool(text, member(root, 'packageManager'), sink);
    for (const { value } of members(member(root, 'scripts'))) {
      const script = jsonString(text, value);
      if (script) sink.embed({ format: 'shell', view: script.view });
    }
  },
};

function readMaps(source: string, holder: Node | undefined, sink: Sink): void {
  for (const name of MAPS) readMap(source, member(holder, name), sink);
}

function readMap(source: string, map: Node | undefined, sink: Sink): void {
  for (const { key, keySpan, value, node } of members(map)) {
    const range = jsonString(source, value);
    reportDependency({ text: key, span: keySpan }, range, jsonUnit(source, node, 'dependency'), sink);
  }
}

function readList(source: string, list: Node | undefined, sink: Sink): void {
  for (const node of list?.type === 'array' ? (list.children ?? []) : []) {
    const item = jsonString(source, node);
    const spec = item && splitSpec(item);
    const unit = jsonUnit(source, node, 'dependency');
    if (spec) reportNpm(spec.name, spec.range, { unit, bound: true }, sink);
  }
}

/** `name@version` with the patch of it. */
function readPatched(source: string, map: Node | undefined, sink: Sink): void {
  for (const { key, keySpan, node } of members(map)) {
    const spec = splitSpec({ text: key, span: keySpan });
    const unit = jsonUnit(source, node, 'patch');
    if (spec) reportNpm(spec.name, spec.range, { unit, bound: true }, sink);
  }
}

/** Overrides nest at any depth; a value of `-` takes the package out. */
function readOverrides(source: string, map: Node | undefined, sink: Sink): void {
  for (const { key, keySpan, value, node } of members(map)) {
    const name = overriddenName({ text: key, span: keySpan });
    const range = jsonString(source, value);
    if (name) {
      const intent = range?.text === '-' ? 'remove' : 'use';
      const known = intent === 'use' ? range : undefined;
      reportDependency(name, known, jsonUnit(source, node, 'override'), sink, intent);
    }
    readOverrides(source, value, sink);
  }
}

function readTool(source: string, node: Node | undefined, sink: Sink): void {
  const tool = jsonString(source, node);
  const spec = tool && splitSpec(tool);
  if (spec) reportNpm(spec.name, spec.range, {}, sink);
}
