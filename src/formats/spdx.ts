import type { Document, Format, Sink, Span } from '../core/types.js';
import { jsonString, member, parseJson } from './shared/json.js';
import { reportComponent, reportPurl } from './shared/sbom.js';
import type { InventoryText } from './shared/sbom.js';

/** Inventories in SPDX, JSON or tag-value: https://spdx.github.io/spdx-spec/v2.3/ */
export const spdx: Format = {
  id: 'spdx',
  title: 'SPDX inventory',
  reads: 'packages by package URL, else by name',
  files: ['**/*.spdx', '**/*.spdx.json'],
  candidates: ['**/*.json'],
  generated: 'This inventory is made by a tool: change what it lists, then make it anew.',
  looksLike: (text) => /"spdxVersion"\s*:|"@context"\s*:\s*"https:\/\/spdx\.org\//.test(text),
  extract(document, sink) {
    if (/^\uFEFF?\s*[{[]/.test(document.text)) readJson(document, sink);
    else readTags(document.text, sink);
  },
};

function readJson({ text }: Document, sink: Sink): void {
  const root = parseJson(text, sink);
  for (const node of member(root, 'packages')?.children ?? []) {
    const purls = (member(node, 'externalRefs')?.children ?? [])
      .filter((reference) => jsonString(text, member(reference, 'referenceType'))?.text === 'purl')
      .map((reference) => jsonString(text, member(reference, 'referenceLocator')));
    const version = jsonString(text, member(node, 'versionInfo'))?.text;
    report(jsonString(text, member(node, 'name')), version, purls, sink);
  }
  // Version 3 lists its elements in one graph: https://spdx.github.io/spdx-spec/v3.0.1/serializations/
  for (const node of member(root, '@graph')?.children ?? []) {
    if (jsonString(text, member(node, 'type'))?.text !== 'software_Package') continue;
    const version = jsonString(text, member(node, 'software_packageVersion'))?.text;
    const purl = jsonString(text, member(node, 'software_packageUrl'));
    report(jsonString(text, member(node, 'name')), version, [purl], sink);
  }
}

interface TaggedPackage {
  readonly name: InventoryText;
  version?: string;
  readonly purls: InventoryText[];
}

/** `Tag: value` lines, in which a package begins with its name. */
function readTags(text: string, sink: Sink): void {
  let open: TaggedPackage | undefined;
  const close = (): void => {
    if (open) report(open.name, open.version, open.purls, sink);
    open = undefined;
  };
  for (const match of text.matchAll(/^([A-Za-z]+):[ \t]*([^\r\n]*)/gm)) {
    const [whole, tag, rest = ''] = match;
    const value = rest.trimEnd();
    const start = match.index + whole.length - rest.length;
    if (tag === 'PackageName') {
      close();
      open = { name: { text: value, span: [start, start + value.length] }, purls: [] };
    } else if (tag === 'PackageVersion' && open) {
      open.version = value;
    } else if (tag === 'ExternalRef' && open) {
      const purl = /^\S+[ \t]+purl[ \t]+(\S+)$/.exec(value)?.[1];
      const span: Span = [start + value.length - (purl?.length ?? 0), start + value.length];
      if (purl !== undefined) open.purls.push({ text: purl, span });
    }
  }
  close();
}

function report(
  name: InventoryText | undefined,
  version: string | undefined,
  purls: readonly (InventoryText | undefined)[],
  sink: Sink,
): void {
  const known = purls.some((purl) => purl && reportPurl(purl, 'use', sink));
  if (!known && name) reportComponent('', name, version, 'use', sink);
}
