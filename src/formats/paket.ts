import type { Format, Part, Reference, Sink, Span } from '../core/types.js';
import { packageReference, typedReference, urlReference } from './shared/references.js';
import type { Placement } from './shared/references.js';
import { sourceReference } from './shared/sources.js';

const LINE = /^([ \t]*)(\S[^\r\n]*)/gm;
const DEPENDENCY = /^(?:nuget|clitool)\s+([\w.-]+)(?:\s+(?:[~<>=!@]*\s*)?([\w.*+-]*\d[\w.*+-]*))?/i;
const HOSTED = /^github\s+([\w.-]+\/[\w.-]+)/i;
const URL = /^(?:source|git|http|gist)\s+(?:[\w.-]+\s+)?(https?:\/\/\S+|git@\S+)/i;

/** Dependencies and references of Paket: https://fsprojects.github.io/Paket/dependencies-file.html */
export const paket: Format = {
  id: 'paket',
  title: 'Paket',
  reads: 'nuget, clitool, github, git, http and source lines; references',
  files: ['**/paket.dependencies', '**/paket.references', '**/*.paket.references'],
  comment: { line: '//' },
  extract({ path, text }, sink) {
    const names = path.endsWith('.references');
    for (const match of text.replace(/^\uFEFF/, ' ').matchAll(LINE)) {
      const [, indent = '', line = ''] = match;
      const start = match.index + indent.length;
      const content = line.trimEnd();
      if (/^(?:\/\/|#)/.test(content)) continue;
      if (names) readName(content, start, sink);
      else readLine(content, start, sink);
    }
  },
};

function readLine(line: string, start: number, sink: Sink): void {
  const span: Span = [start, start + line.length];
  const place = (text: string, from = 0): Span => {
    const at = start + line.indexOf(text, from);
    return [at, at + text.length];
  };
  const [, name, version] = DEPENDENCY.exec(line) ?? [];
  const unit = { span, what: 'dependency' };
  if (name !== undefined) {
    const at = place(name, line.search(/\s/));
    const parts: Part[] =
      version === undefined ? [] : [{ role: 'version', span: place(version, at[1] - start) }];
    sink.reference(packageReference('nuget', { name, version, parts }, { span: at, unit }));
    return;
  }
  const repository = HOSTED.exec(line)?.[1];
  if (repository !== undefined) {
    sink.reference(typedReference('repository', 'github', repository, { span: place(repository), unit }));
    return;
  }
  const url = URL.exec(line)?.[1];
  const at = url === undefined ? undefined : { span: place(url), unit };
  if (url === undefined || !at) return;
  sink.reference(sourceOf(line, url, at) ?? urlReference(url, at));
}

/** What Git fetches is a repository, in any of its spellings. */
function sourceOf(line: string, url: string, at: Placement): Reference | undefined {
  return /^git\s/i.test(line) ? sourceReference(url, at) : undefined;
}

function readName(line: string, start: number, sink: Sink): void {
  if (/^(?:group\s|File:)/i.test(line)) return;
  const name = /^[\w.-]+/.exec(line)?.[0];
  if (name === undefined) return;
  const unit = { span: [start, start + line.length] as const, what: 'reference' };
  sink.reference(packageReference('nuget', { name }, { span: [start, start + name.length], unit }));
}
