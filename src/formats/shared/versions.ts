import type { Part, Span } from '../../core/types.js';

/** A version that is written apart from the name, as a package's only part. */
export function versionPart(version: { readonly text: string; readonly span: Span } | undefined): {
  readonly version?: string;
  readonly parts?: readonly Part[];
} {
  return version ? { version: version.text, parts: [{ role: 'version', span: version.span }] } : {};
}
