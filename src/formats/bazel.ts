import { parseUrl } from '../core/text/url.js';
import type { Format, Sink } from '../core/types.js';
import { coordinatesOf, mavenReference } from './shared/maven.js';
import { readPythonLiterals } from './shared/python-code.js';
import type { PythonLiteral } from './shared/python-code.js';
import { imageReference, packageReference, urlReference } from './shared/references.js';
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
    let group: PythonLiteral | undefined;
    for (const literal of readPythonLiterals(text)) {
      if (literal.key) continue;
      const call = callOf(literal);
      if (literal.name === 'group') group = literal;
      else if (literal.name === 'artifact' && group && callOf(group) === call) {
        sink.reference(mavenReference({ group, artifact: literal }, {}));
      } else readLiteral(literal, call, sink);
    }
  },
};

/** The rule that an argument is given to. */
function callOf({ within }: PythonLiteral): string {
  return within.findLast((each) => /[._]/.test(each) || /^[a-z]+$/.test(each)) ?? '';
}

function readLiteral(literal: PythonLiteral, call: string, sink: Sink): void {
  const { text, span, within, name } = literal;
  const argument = name === '' ? (within.at(-1) ?? '') : name;
  if (/artifacts?$/.test(argument)) {
    const coordinates = coordinatesOf(literal);
    const intent = /^(?:excluded|exclusions)/.test(argument) ? ('remove' as const) : ('use' as const);
    if (coordinates) sink.reference(mavenReference(coordinates, { intent }));
  } else if (argument === 'importpath' || (argument === 'path' && /go_deps|gazelle/.test(call))) {
    sink.reference(packageReference('golang', { name: text }, { span }));
  } else if (PULLS.test(call) && /^(?:image|repository)$/.test(argument)) {
    sink.reference(imageReference(text, { span }));
  } else if (/^(?:urls?|remote|strip_remote)$/.test(argument) && parseUrl(text)) {
    const isRepository = argument === 'remote' || text.endsWith('.git');
    if (!isRepository || !emitSource(sink, text, { span })) sink.reference(urlReference(text, { span }));
  }
}
