import type { Document, Sink, Unit } from '../../core/types.js';
import { objectReference } from './kubernetes-context.js';
import type { KubernetesContext } from './kubernetes-context.js';
import { readData } from './kubernetes-data.js';
import { readDelivery } from './kubernetes-delivery.js';
import { readPolicy } from './kubernetes-policy.js';
import { walkObject } from './kubernetes-walk.js';
import { distinctSink, wordOf } from './yaml-emit.js';
import {
  documentUnit,
  get,
  isTemplate,
  itemUnit,
  items,
  lookup,
  pairOf,
  parseYaml,
  scalar,
  textAt,
} from './yaml.js';
import type { YamlNode } from './yaml.js';

/** True if some document of the text says which kind of object it is. */
export function looksLikeManifest(text: string): boolean {
  return /^\uFEFF?(?:- )?apiVersion:/m.test(text) && /^(?: {2})?kind:/m.test(text);
}

/** Reads a stream of manifests, or of a template for them. */
export function readManifests(document: Document, sink: Sink): void {
  const target = distinctSink(sink);
  const options = { template: isTemplate(document.text), apart: { documents: true } };
  for (const each of parseYaml(document, sink, options)) {
    const unit = documentUnit('manifest', each);
    if (each.root?.kind === 'seq') readPatch(each.root, { sink: target, unit });
    else readObject(each.root, target, unit);
  }
}

function readObject(root: YamlNode | undefined, sink: Sink, unit: Unit | undefined): void {
  const context: KubernetesContext = { sink, unit };
  const kind = textAt(root, 'kind') ?? '';
  const list = get(root, 'items');
  if (list?.kind === 'seq' && (kind.endsWith('List') || kind === '')) {
    for (const item of list.items) readObject(item.value, sink, itemUnit('manifest', item));
    return;
  }
  if (readPolicy(root, context)) return;
  const name = scalar(lookup(root, 'metadata', 'name'));
  if (name) sink.reference(objectReference(wordOf(name), { unit }));
  readDelivery(root, context);
  if (kind === 'ConfigMap' || kind === 'Secret') {
    readData(root, kind, context);
    walkObject(get(root, 'metadata'), context);
  } else {
    walkObject(root, context);
  }
}

/** A JSON patch (RFC 6902), or a list of objects. */
function readPatch(root: YamlNode, context: KubernetesContext): void {
  for (const item of items(root)) {
    const operation = textAt(item.value, 'op');
    const unit = itemUnit(operation === undefined ? 'manifest' : 'operation', item);
    const path = scalar(get(item.value, 'path'))?.text ?? '';
    const value = pairOf(item.value, 'value');
    if (operation === undefined) readObject(item.value, context.sink, unit);
    else if (value) {
      const key = path.split('/').findLast((segment) => !/^(?:-|\d+)$/.test(segment)) ?? '';
      walkObject(item.value, { ...context, unit }, { value: key });
    }
  }
}
