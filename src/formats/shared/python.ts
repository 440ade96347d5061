import type { IdentifierType, Intent, Part, Sink, Span, Unit } from '../../core/types.js';
import { parseUrl } from '../../core/text/url.js';
import { fileReference, packageReference, urlReference } from './references.js';
import { sourceReference } from './sources.js';

/** The circumstances of a requirement. */
export interface RequirementPlace {
  /** Offset of its text, which stands in the source as it is. */
  readonly start: number;
  readonly unit?: Unit | undefined;
  readonly intent?: Intent | undefined;
  /** Checksums behind it. */
  readonly digest?: Span | undefined;
  /** The package's name stands elsewhere. */
  readonly named?: boolean;
}

const NAME = /^\s*([A-Za-z0-9][\w.-]*)/;
const PINNED = /^(?:===?|~=|>=)\s*(?=\S)/;
const WHEEL = /^([A-Za-z0-9][\w.]*)-(\d[\w.!+]*)(?:-\w+)?-[\w.]+-\w+-[\w.]+\.whl$/;
const SDIST = /^([A-Za-z0-9][\w.-]*)-(\d[\w.!+]*)\.(?:tar\.(?:gz|bz2|xz)|zip|tgz)$/;

/**
 * Reports a dependency specifier (https://packaging.python.org/en/latest/specifications/dependency-specifiers/):
 * `name[extra] >=1.0; marker`, `name @ url`; also the URLs, paths and archives that pip takes in its place.
 */
export function readRequirement(text: string, place: RequirementPlace, sink: Sink): void {
  const lead = text.length - text.trimStart().length;
  const bare = text.trim();
  const { start, unit, intent } = place;
  if (/^(?:[a-z]+\+)?[a-z+]+:\/\/|^(?:[a-z]+\+)?git@|^\.{0,2}\//i.test(bare)) {
    const source = bare.split(/\s/, 1)[0] ?? '';
    readPythonSource(source, { ...place, start: start + lead }, sink);
    return;
  }
  const name = NAME.exec(text)?.[1]?.replace(/[._-]+$/, '');
  if (name === undefined) return;
  let at = lead + name.length;
  const skip = (pattern: RegExp): string => {
    const found = pattern.exec(text.slice(at))?.[0] ?? '';
    at += found.length;
    return found;
  };
  skip(/^\s*(?:\[[^\]]*\]?)?\s*/);
  const nameSpan: Span = [start + lead, start + lead + name.length];
  if (text[at] === '@') {
    skip(/^@\s*/);
    const url = skip(/^[^\s;]+/);
    sink.reference(packageReference('pypi', { name }, { span: nameSpan, unit, intent: intent ?? 'use' }));
    readPythonSource(url, { ...place, start: start + at - url.length, named: true }, sink);
    return;
  }
  skip(/^\(\s*/);
  const specifier = skip(/^[^;)#]*/).trimEnd();
  if (specifier !== '' && !/^[=~!<>^*\d]/.test(specifier)) return;
  const from = at - (text.slice(0, at).length - text.slice(0, at).trimEnd().length) - specifier.length;
  const operator = PINNED.exec(specifier)?.[0].length;
  const version = versionOf(specifier, operator);
  const parts: Part[] = [
    ...(specifier === ''
      ? []
      : [
          {
            role: 'version' as const,
            span: [start + from + (operator ?? 0), start + from + specifier.length] as const,
          },
        ]),
    ...(place.digest ? [{ role: 'digest' as const, span: place.digest }] : []),
  ];
  sink.reference(
    packageReference('pypi', { name, version, parts }, { span: nameSpan, unit, intent: intent ?? 'use' }),
  );
}

/** What a lower bound or a pin says of the version; an upper bound alone says nothing. */
function versionOf(specifier: string, operator: number | undefined): string | undefined {
  if (operator === undefined) return undefined;
  return specifier.startsWith('==') ? specifier.slice(operator).trim() : specifier;
}

/** A URL, repository or file that pip installs from, with the name that its end tells. */
export function readPythonSource(text: string, place: RequirementPlace, sink: Sink): void {
  const { start, unit, intent } = place;
  const at = (from: number, length: number): { span: Span; unit: Unit | undefined; intent: Intent } => ({
    span: [start + from, start + from + length],
    unit,
    intent: intent ?? 'use',
  });
  const egg = /[#&]egg=([A-Za-z0-9][\w.-]*)/.exec(text);
  const name = egg?.[1]?.replace(/[._-]+$/, '');
  if (egg && name !== undefined) {
    sink.reference(packageReference('pypi', { name }, at(egg.index + '#egg='.length, name.length)));
  }
  const bare = text.replace(/[#?].*$/s, '');
  if (/^(?:git|hg|svn|bzr)\+|^git@/i.test(text)) {
    const source = sourceReference(text, at(0, text.length));
    if (source) sink.reference(source);
  } else if (parseUrl(text)) {
    sink.reference(urlReference(bare, at(0, bare.length)));
  } else sink.reference(fileReference(bare, at(0, bare.length)));
  const from = bare.lastIndexOf('/') + 1;
  const file = WHEEL.exec(bare.slice(from)) ?? SDIST.exec(bare.slice(from));
  if (!file?.[1] || name !== undefined || place.named) return;
  sink.reference(packageReference('pypi', { name: file[1], version: file[2] }, at(from, file[1].length)));
}

/** A requirement of another ecosystem's tool that is written `channel::name>=1`, as conda does. */
export function readMatchSpec(text: string, place: RequirementPlace, sink: Sink): void {
  // https://docs.conda.io/projects/conda-build/en/stable/resources/package-spec.html#package-match-specifications
  const lead = text.length - text.trimStart().length;
  const match = /^(?:([\w./:-]*\/?[\w.-]+)(?:\[[^\]]*\])?::)?([A-Za-z0-9_][\w.-]*)/.exec(text.slice(lead));
  const name = match?.[2];
  if (!match || name === undefined) return;
  const end = lead + match[0].length;
  const rest = text.slice(end).replace(/\s+[#[].*$/s, '');
  const operator = /^\s*(?:[=~]?==?|>=|~=|\s)\s*(?=[\d*])/.exec(rest)?.[0].length ?? 0;
  const version = operator > 0 ? /^[^\s,=|<>]+/.exec(rest.slice(operator))?.[0] : undefined;
  if (/^\s*[^\s=~!<>[|*\d{$]/.test(rest)) return;
  const from = place.start + end + operator;
  const parts: Part[] =
    version === undefined ? [] : [{ role: 'version', span: [from, from + version.length] }];
  const span: Span = [place.start + end - name.length, place.start + end];
  const type: IdentifierType = 'conda';
  sink.reference(
    packageReference(
      type,
      { name, version, parts },
      { span, unit: place.unit, intent: place.intent ?? 'use' },
    ),
  );
}
