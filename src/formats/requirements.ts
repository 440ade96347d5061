import type { Format, Sink, Span, Unit } from '../core/types.js';
import { parseUrl } from '../core/text/url.js';
import { readRequirement } from './shared/python.js';
import { typedReference, urlReference } from './shared/references.js';

const EDITABLE = /^(?:-e|--editable)[ =]*/;
const INDEX = /^(?:-i|-f|--index-url|--extra-index-url|--find-links|--pypi-url|--trusted-host)[ =]+/;
/** Comments of pip-compile below a requirement: `    # via …`. */
const NOTES = /^(?:\r?\n[ \t]+#[^\r\n]*)+/;

/** https://pip.pypa.io/en/stable/reference/requirements-file-format/, with constraints and pip-tools' sources. */
export const requirements: Format = {
  id: 'requirements',
  title: 'pip requirements',
  reads: 'requirements and constraints: names, URLs, editable installs, hashes, indexes',
  files: [
    '**/*requirements*.{txt,in,pip}',
    '**/*constraints*.{txt,in}',
    '**/{requirements,constraints}/**/*.{txt,in}',
    '**/requirements.pip',
  ],
  languageIds: ['pip-requirements'],
  comment: { line: '#' },
  extract({ text }, sink) {
    for (const [start, end] of logicalLines(text)) {
      const line = text
        .slice(start, end)
        .replace(/\\\r?\n/g, (each) => ' '.repeat(each.length))
        .replace(/^\uFEFF/, ' ');
      readLine(text, line, start, sink);
    }
  },
};

/** Lines joined by a backslash at their end. */
function logicalLines(text: string): Span[] {
  const lines: Span[] = [];
  let start = 0;
  for (const { index, 0: whole } of text.matchAll(/(\\?)(?:\r?\n|$)/g)) {
    if (whole.startsWith('\\')) continue;
    lines.push([start, index]);
    start = index + whole.length;
  }
  return lines;
}

function readLine(source: string, line: string, start: number, sink: Sink): void {
  const comment = line.search(/(?:^|\s)#/);
  const code = (comment < 0 ? line : line.slice(0, comment)).trimEnd();
  const lead = code.length - code.trimStart().length;
  const text = code.slice(lead);
  if (text === '' || /^(?:\{[%#]|<<<|===|>>>)/.test(text)) return;
  const end = start + line.trimEnd().length;
  const notes = NOTES.exec(source.slice(end))?.[0].length ?? 0;
  const unit: Unit = { what: 'requirement', span: [start + lead, end + notes] };
  const at = start + lead;
  const index = INDEX.exec(text);
  const editable = EDITABLE.exec(text);
  if (index) readIndex(text.slice(index[0].length), at + index[0].length, unit, sink);
  else if (editable || !text.startsWith('-')) {
    const from = editable?.[0].length ?? 0;
    const options = text.slice(from).search(/\s--/);
    const requirement = options < 0 ? text.slice(from) : text.slice(from, from + options);
    const digest: Span | undefined = / --hash\b/.test(text)
      ? [at + from + requirement.trimEnd().length, at + text.length]
      : undefined;
    readRequirement(requirement, { start: at + from, unit, digest }, sink);
  }
}

function readIndex(text: string, start: number, unit: Unit, sink: Sink): void {
  const word = /^\S+/.exec(text)?.[0].replace(/["']/g, '') ?? '';
  const at = { span: [start, start + word.length] as const, unit };
  if (parseUrl(word)) sink.reference({ ...urlReference(word, at), kind: 'repository' });
  else if (word.includes('.')) sink.reference(typedReference('url', 'domain', word.replace(/:\d+$/, ''), at));
}
