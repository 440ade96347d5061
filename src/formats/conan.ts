import { parseUrl } from '../core/text/url.js';
import type { Format, Sink, Span, Unit } from '../core/types.js';
import { readPythonLiterals } from './shared/python-code.js';
import { packageReference, urlReference } from './shared/references.js';
import { emitSource } from './shared/sources.js';
import { versionPart } from './shared/versions.js';

const REQUIRES = /(?:^|[._])requires$/;
const FETCHES = /(?:^|\.)(?:get|download|clone|fetch_remote_commit)$/;
const REFERENCE = /^([a-z0-9_][\w+.-]*)(?:\/(\[[^\]]*\]|[^@#\s]+))?/i;

/**
 * Conan's recipes (https://docs.conan.io/2/reference/conanfile_txt.html,
 * https://docs.conan.io/2/reference/conanfile/methods/requirements.html).
 */
export const conan: Format = {
  id: 'conan',
  title: 'Conan recipe',
  reads: 'requires, tool, build, test and Python requirements, downloads',
  files: ['**/conanfile*.{txt,py}'],
  comment: { line: '#' },
  extract({ path, text }, sink) {
    if (path.endsWith('.py')) readCode(text, sink);
    else readText(text, sink);
  },
};

function readText(text: string, sink: Sink): void {
  let section = '';
  for (const { 0: line, index } of text.matchAll(/[^\r\n]+/g)) {
    const content = line
      .replace(/^\uFEFF/, ' ')
      .replace(/(?:^|\s)#.*$/, '')
      .trim();
    const start = index + line.indexOf(content);
    const head = /^\[(\w+)\]/.exec(content)?.[1];
    if (head !== undefined) section = head;
    else if (content !== '' && REQUIRES.test(section)) {
      const unit = { what: 'requirement', span: [start, start + content.length] as const };
      report(content, start, unit, sink);
    }
  }
}

/** `requires = "a/1", "b/2"` and `self.requires("a/1")`. */
function readCode(text: string, sink: Sink): void {
  for (const { text: value, span, raw, within, name } of readPythonLiterals(text)) {
    const call = within.at(-1) ?? '';
    if (FETCHES.test(call) && parseUrl(value)) emitUrl(value, span, sink);
    if (!REQUIRES.test(call) && !REQUIRES.test(name)) continue;
    if (REQUIRES.test(call) && name !== '' && !REQUIRES.test(name) && name !== 'ref') continue;
    const end = text.slice(raw[1]).search(/\r?\n|$/) + raw[1];
    const start = text.lastIndexOf('\n', raw[0]) + 1;
    const line = text.slice(start, end);
    const whole = /^\s*self\.\w*requires\(/.test(line) && line.trimEnd().endsWith(')');
    const lead = line.length - line.trimStart().length;
    const unit = whole ? { what: 'requirement', span: [start + lead, end] as const } : undefined;
    report(value, span[0], unit, sink);
  }
}

/** What the recipe downloads: a repository or an archive. */
function emitUrl(url: string, span: Span, sink: Sink): void {
  if (!url.endsWith('.git') || !emitSource(sink, url, { span })) sink.reference(urlReference(url, { span }));
}

/** `name/version@user/channel#revision`; the version may be a range in brackets. */
function report(text: string, start: number, unit: Unit | undefined, sink: Sink): void {
  const match = REFERENCE.exec(text);
  const [, name, version] = match ?? [];
  if (name === undefined) return;
  const from = start + name.length + 1;
  const span: Span = [start, start + name.length];
  const known =
    version === undefined ? undefined : { text: version, span: [from, from + version.length] as const };
  sink.reference(packageReference('conan', { name, ...versionPart(known) }, { span, unit }));
}
