import { parseUrl } from '../core/text/url.js';
import { wholeLines } from '../core/text/edits.js';
import type { Edit, Format, Reference, Sink, Span } from '../core/types.js';
import { coordinatesOf, mavenReference } from './shared/maven.js';
import { readPythonLiterals } from './shared/python-code.js';
import type { PythonLiteral } from './shared/python-code.js';
import { imageReference, packageReference, urlReference } from './shared/references.js';
import type { PackageSpec } from './shared/references.js';
import { emitSource } from './shared/sources.js';

/** Rules that pull an image: https://github.com/bazel-contrib/rules_oci, https://github.com/bazelbuild/rules_docker */
const PULLS = /(?:^|[._])pull$/;

/**
 * Bazel's modules, workspaces and macros (https://bazel.build/external/overview): what the usual rules fetch for
 * Java, Go and containers, and the addresses of archives and repositories.
 */
export const bazel: Format = {
  id: 'bazel',
  title: 'Bazel module, workspace and macro',
  reads: 'Maven artifacts, Go modules, images, archives and Git repositories that rules fetch',
  files: [
    '**/{MODULE,WORKSPACE,BUILD}.bazel',
    '**/{WORKSPACE,WORKSPACE.bzlmod}',
    '**/*.MODULE.bazel',
    '**/*.bzl',
  ],
  candidates: ['**/BUILD'],
  comment: { line: '#' },
  looksLike: (text) => /^\uFEFF?[ \t]*load\(\s*["'](?:@|\/\/|:)/m.test(text),
  extract({ text }, sink) {
    const literals = readPythonLiterals(text).filter(({ key }) => !key);
    const calls = new Map<number, Map<string, PythonLiteral>>();
    for (const literal of literals) {
      const call = calls.get(literal.bracket) ?? new Map<string, PythonLiteral>();
      calls.set(literal.bracket, call.set(literal.name, literal));
    }
    for (const literal of literals) {
      const call = calls.get(literal.bracket);
      readLiteral(text, literal, (name) => call?.get(name), sink);
    }
  },
};

/** What else is given to the call that an argument is given to, by keyword. */
type Beside = (name: string) => PythonLiteral | undefined;

/** The rule that an argument is given to. */
function callOf({ within }: PythonLiteral): string {
  return within.findLast((each) => /[._]/.test(each) || /^[a-z]+$/.test(each)) ?? '';
}

function readLiteral(source: string, literal: PythonLiteral, beside: Beside, sink: Sink): void {
  const { text, span, within, name } = literal;
  const call = callOf(literal);
  const argument = name === '' ? (within.at(-1) ?? '') : name;
  const group = beside('group');
  if (name === 'artifact' && group) {
    sink.reference(mavenReference({ group, artifact: literal, version: beside('version') }, {}));
  } else if (/artifacts?$/.test(argument)) {
    const coordinates = coordinatesOf(literal);
    const intent = /^(?:excluded|exclusions)/.test(argument) ? ('remove' as const) : ('use' as const);
    if (coordinates) sink.reference(mavenReference(coordinates, { intent }));
  } else if (argument === 'importpath' || (argument === 'path' && /go_deps|gazelle/.test(call))) {
    sink.reference(packageReference('golang', moduleOf(source, text, beside), { span }));
  } else if (PULLS.test(call) && /^(?:image|repository)$/.test(argument)) {
    sink.reference(pulledImage(source, literal, beside));
  } else if (/^(?:urls?|remote|strip_remote)$/.test(argument) && parseUrl(text)) {
    const isRepository = argument === 'remote' || text.endsWith('.git');
    if (!isRepository || !emitSource(sink, text, { span })) sink.reference(urlReference(text, { span }));
  }
}

/** A Go module with its version; the checksum is that of the old one. */
function moduleOf(source: string, name: string, beside: Beside): PackageSpec {
  const version = beside('version');
  const sum = beside('sum');
  return {
    name,
    ...(version ? { version: version.text } : {}),
    parts: [
      ...(version ? [{ role: 'version' as const, span: version.span }] : []),
      ...(sum ? [{ role: 'digest' as const, span: sum.span, remove: argumentRemoval(source, sum) }] : []),
    ],
  };
}

function pulledImage(source: string, { text, span }: PythonLiteral, beside: Beside): Reference {
  const [registry, tag, digest] = ['registry', 'tag', 'digest'].map(beside);
  const host = registry ? `${registry.text}/` : '';
  const version = tag ? `:${tag.text}` : '';
  const image = imageReference(`${host}${text}${version}${digest ? `@${digest.text}` : ''}`, { span });
  const own = imageReference(text, { span }).parts ?? [];
  return {
    ...image,
    parts: [
      ...(registry ? [{ role: 'registry' as const, span: registry.span }] : []),
      ...own,
      ...(tag ? [{ role: 'tag' as const, span: tag.span }] : []),
      ...(digest
        ? [{ role: 'digest' as const, span: digest.span, remove: argumentRemoval(source, digest) }]
        : []),
    ],
  };
}

/** Takes a keyword with its value and comma away, and its line where it has one to itself. */
function argumentRemoval(source: string, { raw }: PythonLiteral): Edit[] {
  const after = /^[ \t]*,[ \t]*/.exec(source.slice(raw[1], raw[1] + 64))?.[0].length ?? 0;
  // Of the last argument the comma in front goes.
  const lead = after > 0 ? /\w+[ \t]*=[ \t]*$/ : /(?:,[ \t]*)?\w+[ \t]*=[ \t]*$/;
  const before = lead.exec(source.slice(Math.max(0, raw[0] - 64), raw[0]))?.[0].length ?? 0;
  const span: Span = [raw[0] - before, raw[1] + after];
  return [{ span: wholeLines(source, span), text: '' }];
}
