import { lineOf, lineStarts } from './text/lines.js';
import type { Document, Edit, Finding, Span } from './types.js';

/** A setting that holds a licence of a product, or the way to one. */
export interface LicencePlace {
  readonly name: string;
  /** The file that it is in, where that is not the document. */
  readonly path?: string;
  readonly span: Span;
  /** Counted from 1. */
  readonly line: number;
}

/** A key and what sets its value off: `kesl_license_key:`, `LICENSE=`, `"activationCode": `. */
const SETTING =
  /(?<![\w.$-])(?<name>[\w.-]{0,60}(?:licen[cs]e|activation)[\w.-]{0,60})["']?[ \t]{0,8}(?:=>|[:=])[ \t]{0,8}(?=\S)/gi;

const MAX_NAMED = 4;

/**
 * The licence settings in a document and in the files that it reads of which the name, or that of their file, tells
 * that they are a product's that is looked for.
 * @param links Paths of the files that the document reads.
 * @param mayName Tells whether a text may name such a product.
 */
export function licencesIn(
  document: Document,
  links: readonly string[],
  mayName: (text: string) => boolean,
): LicencePlace[] {
  const places = placesIn(document.text, document.path, undefined, mayName);
  for (const path of links) {
    const text = document.read?.(path);
    if (text !== undefined) places.push(...placesIn(text, path, path, mayName));
  }
  return places;
}

function placesIn(
  text: string,
  file: string,
  path: string | undefined,
  mayName: (text: string) => boolean,
): LicencePlace[] {
  const starts = lineStarts(text);
  return [...text.matchAll(SETTING)].flatMap((match) => {
    const name = match.groups?.name ?? '';
    if (!mayName(name) && !mayName(file)) return [];
    const span: Span = [match.index, match.index + name.length];
    return [{ name, span, line: lineOf(starts, span[0]) + 1, ...(path === undefined ? {} : { path }) }];
  });
}

/** Says which licence settings a change leaves, by name and place; undefined if there are none. */
export function licenceNote(
  places: readonly LicencePlace[],
  edits: readonly Edit[],
  findings: readonly Finding[],
): string | undefined {
  const isIn = ([start, end]: Span, span: Span): boolean => span[0] < end && span[1] > start;
  const left = places.filter(
    ({ path, span }) =>
      path !== undefined ||
      (!edits.some((edit) => isIn(edit.span, span)) && !findings.some((each) => isIn(each.span, span))),
  );
  if (left.length === 0) return undefined;
  const named = left.slice(0, MAX_NAMED).map(({ name, path, line }) => {
    const place = path === undefined ? `line ${line}` : `${path}, line ${line}`;
    return `${name} (${place})`;
  });
  const more = left.length > MAX_NAMED ? ` and ${left.length - MAX_NAMED} more` : '';
  return `Licence settings are left: ${named.join(', ')}${more}.`;
}
