import type { Format, IdentifierType, Sink, Span } from '../core/types.js';
import { mavenReference } from './shared/maven.js';
import { typedReference, urlReference } from './shared/references.js';
import { emitSource } from './shared/sources.js';

const NAME = String.raw`([A-Za-z][\w.*+!?-]*)(?:\/([\w.*+!?-]+))?`;
/** `[group/artifact "version"]`: https://cljdoc.org/d/leiningen/leiningen */
const VECTOR = new RegExp(String.raw`\[\s*${NAME}\s+"([^"\r\n]*)"`, 'g');
/** `group/artifact {:mvn/version "1"}`: https://clojure.org/reference/deps_edn */
const MAP = new RegExp(String.raw`(?<![\w:/.-])${NAME}\s+\{\s*:(mvn|git|sha|local|deps)\b[^}]{0,500}`, 'g');
/** A version that has no end cannot be changed. */
const VERSION = /:mvn\/version\s+"([^"\r\n]*)("?)/;
const PLACE = /:(?:git\/)?url\s+"([^"\r\n]+)"/g;
/** A library of Git without an address is named after its repository. */
const HOSTED = /^(?:io|com)\.(github|gitlab)\.([\w-]+)$/;

/** Builds of Clojure: Leiningen, the command line's own deps.edn, Babashka, Boot and shadow-cljs. */
export const clojure: Format = {
  id: 'clojure',
  title: 'Leiningen project and deps.edn',
  reads: 'libraries and plugins from Maven and Git, repositories',
  files: ['**/project.clj', '**/{deps,bb,shadow-cljs}.edn', '**/build.boot'],
  comment: { line: ';' },
  extract({ text }, sink) {
    const code = text.replace(/"(?:[^"\\]|\\[\s\S])*"?|;[^\r\n]*/g, (part) =>
      part.startsWith(';') ? ' '.repeat(part.length) : part,
    );
    for (const match of code.matchAll(VECTOR)) readVector(match, sink);
    for (const match of code.matchAll(MAP)) readMap(match, sink);
    for (const { index, 0: whole, 1: url = '' } of code.matchAll(PLACE)) {
      const end = index + whole.length - 1;
      const span: Span = [end - url.length, end];
      if (!url.endsWith('.git') || !emitSource(sink, url, { span }))
        sink.reference(urlReference(url, { span }));
    }
  },
};

/** A name without a group is that of its group as well. */
function nameOf(match: RegExpExecArray): { group: string; artifact: string; span: Span } {
  const [whole, first = '', second] = match;
  const from = match.index + whole.indexOf(first);
  const start = second === undefined ? from : from + first.length + 1;
  const artifact = second ?? first;
  return { group: first, artifact, span: [start, start + artifact.length] };
}

function readVector(match: RegExpExecArray, sink: Sink): void {
  const version = match[3] ?? '';
  if (!/^(?:[\d.]|RELEASE|LATEST)/.test(version)) return;
  const end = match.index + match[0].length - 1;
  report(match, { text: version, span: [end - version.length, end] }, sink);
}

function readMap(match: RegExpExecArray, sink: Sink): void {
  const [whole, , , kind = ''] = match;
  const { group, artifact, span } = nameOf(match);
  const [, host, owner = ''] = HOSTED.exec(group) ?? [];
  if (kind !== 'mvn' && host !== undefined) {
    const start = match.index + whole.indexOf(group);
    const type = host as IdentifierType;
    sink.reference(typedReference('repository', type, `${owner}/${artifact}`, { span: [start, span[1]] }));
    return;
  }
  const found = VERSION.exec(whole);
  const [all = '', text = '', quote = ''] = found ?? [];
  const end = match.index + (found?.index ?? 0) + all.length - quote.length;
  report(match, found ? { text, span: [end - text.length, end], special: quote === '' } : undefined, sink);
}

interface Version {
  readonly text: string;
  readonly span: Span;
  readonly special?: boolean;
}

function report(match: RegExpExecArray, version: Version | undefined, sink: Sink): void {
  const { group, artifact, span } = nameOf(match);
  const start = match.index + match[0].indexOf(group);
  const groupSpan: Span = [start, start + group.length];
  sink.reference(
    mavenReference(
      {
        group: { text: group, span: groupSpan },
        artifact: { text: artifact, span },
        version,
        special: version?.special === true,
      },
      {},
    ),
  );
}
