import { parsePurl } from '../../core/text/purl.js';
import type { Intent, Sink, Span } from '../../core/types.js';
import { fileReference, imageReference, packageReference, typedReference } from './references.js';

/** A text of an inventory and where it stands. */
export interface InventoryText {
  readonly text: string;
  readonly span: Span;
}

/**
 * Reports what a package URL of an inventory names, underlined as a whole. An inventory says what is there and
 * is made by a tool: no part of it is offered for a change. False if it is no package URL of a known type.
 */
export function reportPurl({ text, span }: InventoryText, intent: Intent, sink: Sink): boolean {
  const purl = parsePurl(text);
  if (!purl) return false;
  const { type, name, version } = purl;
  const at = { span, intent };
  if (type === 'docker') sink.reference({ ...imageReference(name, at), parts: [], ...versioned(version) });
  else if (type === 'github' || type === 'gitlab')
    sink.reference(typedReference('repository', type, name, at));
  else sink.reference(packageReference(type, { name, version }, at));
  return true;
}

/** Reports a component without a package URL by its name: an image, a file, a package, or a product's title. */
export function reportComponent(
  kind: string,
  { text, span }: InventoryText,
  version: string | undefined,
  intent: Intent,
  sink: Sink,
): void {
  const at = { span, intent };
  if (kind === 'container') sink.reference({ ...imageReference(text, at), parts: [], ...versioned(version) });
  else if (kind === 'file') sink.reference(fileReference(text, at));
  else if (/\s/.test(text)) sink.reference(typedReference('app-id', 'msi-product', text, at));
  else sink.reference(packageReference('os', { name: text, version }, at));
}

function versioned(version: string | undefined): { version?: string } {
  return version === undefined ? {} : { version };
}
