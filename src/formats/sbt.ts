import type { Format, Sink, Span } from '../core/types.js';
import { coordinatesOf, mavenReference } from './shared/maven.js';
import { readLiterals } from './shared/literals.js';
import type { Literal } from './shared/literals.js';
import { urlReference } from './shared/references.js';

/**
 * Builds of Scala: sbt (https://www.scala-sbt.org/1.x/docs/Library-Dependencies.html) and Mill
 * (https://mill-build.org/mill/fundamentals/library-deps.html).
 */
export const sbt: Format = {
  id: 'sbt',
  title: 'sbt and Mill build',
  reads: 'libraries and plugins with versions, exclusions, repositories',
  files: ['**/*.sbt', '**/build.{sc,mill}', '**/*.mill', '**/project/*.scala'],
  comment: { line: '//' },
  extract({ text }, sink) {
    const literals = readLiterals(text);
    literals.forEach((literal, index) => {
      readLiteral(text, literal, literals.slice(index + 1, index + 3), sink);
    });
  },
};

function readLiteral(text: string, literal: Literal, next: readonly Literal[], sink: Sink): void {
  const [second, third] = next;
  const lead = text.slice(Math.max(0, literal.raw[0] - 64), literal.raw[0]);
  if (/\b(?:ivy|mvn)$/.test(lead)) {
    readIvy(literal, sink);
    return;
  }
  if (/\b(?:at|resolver|url|MavenRepository)\b[\s(,]*$/.test(lead) && /^https?:/.test(literal.text)) {
    sink.reference(urlReference(literal.text, { span: literal.span }));
  }
  if (!second || literal.text === '' || second.text === '') return;
  const gap = text.slice(literal.raw[1], second.raw[0]);
  const isExcluded = /\bexclude(?:All)?\(\s*(?:ExclusionRule\(\s*)?$/.test(lead) && /^\s*,\s*$/.test(gap);
  if (!isExcluded && !/^\s*%{1,3}\s*$/.test(gap)) return;
  // The version of one library is not the artifact of another.
  if (/%\s*$/.test(lead)) return;
  const isVersion = third && !isExcluded && /^\s*%\s*$/.test(text.slice(second.raw[1], third.raw[0]));
  sink.reference(
    mavenReference(
      {
        group: literal,
        artifact: second,
        // A version that has no end cannot be changed.
        ...(isVersion ? { version: third, special: third.raw[1] === third.span[1] } : {}),
      },
      { intent: isExcluded ? 'remove' : 'use' },
    ),
  );
}

/** `group:artifact:version`, with more colons before what Scala's own version is added to. */
function readIvy({ text, span }: Literal, sink: Sink): void {
  const match = /^([\w.-]+)(:{1,3})([\w.-]+)(?:(:{1,2})([\w.${}-]+))?/.exec(text);
  if (!match) return;
  const [, group = '', colons = '', artifact = '', more = '', version = ''] = match;
  const at = (from: number, length: number): Span => [span[0] + from, span[0] + from + length];
  const from = group.length + colons.length;
  const after = from + artifact.length + more.length;
  sink.reference(
    mavenReference(
      {
        group: { text: group, span: at(0, group.length) },
        artifact: { text: artifact, span: at(from, artifact.length) },
        ...(version === '' ? {} : { version: { text: version, span: at(after, version.length) } }),
        special: coordinatesOf({ text, span })?.special === true,
      },
      {},
    ),
  );
}
