import type { Intent, Part, Reference, Span, Unit } from '../../core/types.js';
import { packageReference } from './references.js';

/** A text and where it is written. */
export interface Word {
  readonly text: string;
  readonly span: Span;
}

/** Coordinates of which group, artifact and version are written apart. */
export interface Coordinates {
  readonly group: Word;
  readonly artifact: Word;
  readonly version?: Word | undefined;
  /**
   * A classifier, a packaging or an import scope that another artifact would not have: the parts are left out
   * then, so that none is put in its place.
   */
  readonly special?: boolean;
}

/** One reference for group, artifact and version; it stands at the artifact. */
export function mavenReference(
  { group, artifact, version, special }: Coordinates,
  at: { readonly intent?: Intent | undefined; readonly unit?: Unit | undefined },
): Reference {
  const parts: Part[] = [{ role: 'group', span: group.span }];
  if (version) parts.push({ role: 'version', span: version.span });
  return packageReference(
    'maven',
    {
      name: `${group.text}:${artifact.text}`,
      version: version?.text,
      parts: special === true ? undefined : parts,
    },
    { span: artifact.span, intent: at.intent ?? 'use', unit: at.unit },
  );
}

/**
 * Coordinates written as one text `group:artifact[:version[:classifier]]`, with what may stand for a version.
 * Undefined if the text is none.
 */
export function coordinatesOf({ text, span }: Word): Coordinates | undefined {
  const match = /^([^\s:/@"']+):([^\s:/@"']+)(?::([^\s:@]*))?(:[^\s:@]*)?(@\w+)?$/.exec(text);
  if (!match) return undefined;
  const [, group = '', artifact = '', version = '', classifier, packaging] = match;
  const [start] = span;
  const at = start + group.length + 1;
  const end = at + artifact.length;
  return {
    group: { text: group, span: [start, at - 1] },
    artifact: { text: artifact, span: [at, end] },
    ...(version === '' ? {} : { version: { text: version, span: [end + 1, end + 1 + version.length] } }),
    special: classifier !== undefined || packaging !== undefined,
  };
}
