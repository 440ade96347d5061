import type { Node } from 'jsonc-parser';
import type { Document, Format, Sink } from '../core/types.js';
import { jsonString, member, parseJson } from './shared/json.js';
import { reportComponent, reportPurl } from './shared/sbom.js';
import type { InventoryText } from './shared/sbom.js';
import { attribute, childText, parseXml } from './shared/xml.js';

interface Component {
  readonly kind: string;
  readonly name: InventoryText | undefined;
  readonly version: string | undefined;
  readonly purl: InventoryText | undefined;
  readonly scope: string | undefined;
}

/** Inventories in CycloneDX, JSON or XML: https://cyclonedx.org/specification/overview/ */
export const cyclonedx: Format = {
  id: 'cyclonedx',
  title: 'CycloneDX inventory',
  reads: 'components by package URL, else by name',
  files: ['**/{bom,*.bom,*[.-_]cdx,cyclonedx*}.{json,xml}', '**/*.cdx.{json,xml}'],
  candidates: ['**/*.{json,xml}'],
  generated: 'This inventory is made by a tool: change what it lists, then make it anew.',
  looksLike: (text) => /"bomFormat"\s*:\s*"CycloneDX"|<bom\s[^>]*cyclonedx\.org\/schema\/bom/.test(text),
  extract(document, sink) {
    if (/^\uFEFF?\s*</.test(document.text)) readXml(document, sink);
    else readJson(document, sink);
  },
};

function readJson({ text }: Document, sink: Sink): void {
  const pending: (Node | undefined)[] = [member(parseJson(text, sink), 'components')];
  while (pending.length > 0) {
    for (const node of pending.pop()?.children ?? []) {
      report(
        {
          kind: jsonString(text, member(node, 'type'))?.text ?? '',
          name: jsonString(text, member(node, 'name')),
          version: jsonString(text, member(node, 'version'))?.text,
          purl: jsonString(text, member(node, 'purl')),
          scope: jsonString(text, member(node, 'scope'))?.text,
        },
        sink,
      );
      pending.push(member(node, 'components'));
    }
  }
}

function readXml({ text }: Document, sink: Sink): void {
  const document = parseXml(text, sink);
  for (const element of document.elements) {
    if (element.name !== 'component' || element.parent?.name !== 'components') continue;
    report(
      {
        kind: attribute(element, 'type')?.text ?? '',
        name: childText(document, element, 'name'),
        version: childText(document, element, 'version')?.text,
        purl: childText(document, element, 'purl'),
        scope: childText(document, element, 'scope')?.text,
      },
      sink,
    );
  }
}

/** What is excluded takes no part in what runs: https://cyclonedx.org/docs/1.6/json/#components_items_scope */
function report({ kind, name, version, purl, scope }: Component, sink: Sink): void {
  const intent = scope === 'excluded' ? 'mention' : 'use';
  if (purl && reportPurl(purl, intent, sink)) return;
  if (name) reportComponent(kind, name, version, intent, sink);
}
