import type { Format, Sink, Span } from '../core/types.js';
import { listItemUnit } from './shared/list-item.js';
import { readLiterals } from './shared/literals.js';
import type { Literal } from './shared/literals.js';
import { packageReference, urlReference } from './shared/references.js';
import { emitSwift } from './shared/swift.js';
import { versionPart } from './shared/versions.js';

const CALL = /\.(package|binaryTarget)\s*\(/g;
const VERSION = /^(?:from|exact|branch|revision|upToNextMajor|upToNextMinor|_)$/;

/** https://docs.swift.org/package-manager/PackageDescription/PackageDescription.html */
export const swiftPackage: Format = {
  id: 'swift-package',
  title: 'Package.swift',
  reads: 'package dependencies by URL and registry identity, binary targets',
  files: ['**/Package.swift', '**/Package@swift-*.swift'],
  comment: { line: '//' },
  extract({ text }, sink) {
    const literals = readLiterals(text);
    const masked = maskCode(text, literals);
    let next = 0;
    for (const match of masked.matchAll(CALL)) {
      const open = match.index + match[0].length;
      const end = closing(masked, open);
      while (next < literals.length && (literals[next]?.span[0] ?? 0) < open) next++;
      const own: Literal[] = [];
      for (let index = next; index < literals.length; index++) {
        const literal = literals[index];
        if (!literal || literal.span[0] >= end) break;
        own.push(literal);
      }
      readCall(text, match[1] ?? '', [match.index, end], own, sink);
    }
  },
};

/** The code with its comments and the inside of its strings blanked. */
function maskCode(text: string, literals: readonly Literal[]): string {
  let masked = '';
  let at = 0;
  for (const { span } of literals) {
    masked += blankComments(text.slice(at, span[0])) + ' '.repeat(span[1] - span[0]);
    at = span[1];
  }
  return masked + blankComments(text.slice(at));
}

function blankComments(code: string): string {
  return code.replace(/\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/g, (each) => each.replace(/[^\n]/g, ' '));
}

const MAX_CALL = 2000;

function closing(masked: string, open: number): number {
  let depth = 1;
  const limit = Math.min(masked.length, open + MAX_CALL);
  for (let at = open; at < limit; at++) {
    if (masked[at] === '(') depth++;
    else if (masked[at] === ')' && --depth === 0) return at + 1;
  }
  return limit;
}

function readCall(text: string, call: string, span: Span, literals: readonly Literal[], sink: Sink): void {
  const named = (pattern: RegExp): Literal | undefined => literals.find(({ word }) => pattern.test(word));
  const url = named(/^url$/);
  const id = named(/^id$/);
  const unit = listItemUnit('dependency', text, span, '//');
  const version = literals.find(
    ({ word, within }) => VERSION.test(word) || within.at(-1)?.includes('upToNext') === true,
  );
  const ranged = version ?? literals.find((each) => each !== url && each !== id && /^\d/.test(each.text));
  if (call === 'binaryTarget') {
    if (url) sink.reference(urlReference(url.text, { span: url.span }));
  } else if (url) emitSwift(sink, url, ranged, unit);
  else if (id)
    sink.reference(
      packageReference('swift', { name: id.text, ...versionPart(ranged) }, { span: id.span, unit }),
    );
}
