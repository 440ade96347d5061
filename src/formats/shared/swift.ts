import { parseUrl } from '../../core/text/url.js';
import type { Sink, Span, Unit } from '../../core/types.js';
import { packageReference } from './references.js';
import { emitSource } from './sources.js';
import { versionPart } from './versions.js';

/**
 * A Swift package by the URL of its repository, which is its identity
 * (https://github.com/package-url/purl-spec/blob/main/types-doc/swift-definition.md): `github.com/owner/name`.
 */
export function emitSwift(
  sink: Sink,
  url: { readonly text: string; readonly span: Span },
  version: { readonly text: string; readonly span?: Span } | undefined,
  unit: Unit | undefined,
): void {
  const at = { span: url.span, unit };
  emitSource(sink, url.text, at);
  const parts = parseUrl(url.text) ?? parseUrl(url.text.replace(/^git@([^:/]+):/, 'ssh://$1/'));
  if (!parts) return;
  const name = `${parts.host}${parts.path}`.replace(/\.git$|\/$/, '');
  const { text, span } = version ?? {};
  const known = text !== undefined && span ? versionPart({ text, span }) : { version: text };
  sink.reference(packageReference('swift', { name, ...known }, at));
}
