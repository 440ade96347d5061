import type { Format, Intent, Sink, Span, Unit } from '../core/types.js';
import { itemSpans, listUnit } from './shared/lists.js';
import { packageReference, urlReference } from './shared/references.js';
import { readSettings } from './shared/settings.js';
import type { Setting } from './shared/settings.js';

const RELATIONS: readonly (readonly [RegExp, Intent])[] = [
  [/^(?:pre-)?depends$|^recommends$|^suggests$|^enhances$|^build-depends(?:-arch|-indep)?$/, 'use'],
  [/^(?:conflicts|breaks|replaces|build-conflicts(?:-arch|-indep)?)$/, 'remove'],
  [/^provides$/, 'mention'],
];
const RELATION = /^([a-z0-9][a-z0-9.+-]*)(?::[a-z0-9-]+)?\s*(?:\([<>=]*\s*([^)]*)\))?/di;

/** Control files of Debian packages (https://www.debian.org/doc/debian-policy/ch-controlfields.html). */
export const debianControl: Format = {
  id: 'debian-control',
  title: 'Debian control file',
  reads: 'packages made and depended on, conflicts, replaced packages, homepages',
  files: ['**/{debian,DEBIAN}/control{,.in,.*}', '**/*.dsc'],
  candidates: ['**/{control,*.control,*.equivs}'],
  comment: { line: '#' },
  looksLike: (text) => /^Package:[ \t]*\S/m.test(text) && /^(?:Version|Maintainer|Section):/m.test(text),
  extract: ({ text }, sink) => {
    for (const field of fieldsOf(text)) readField(text, field, sink);
  },
};

interface Field {
  readonly name: string;
  readonly lines: readonly Setting[];
  readonly span: Span;
}

/** The lines that a field goes on over belong together. */
function fieldsOf(text: string): Field[] {
  const fields: Field[] = [];
  for (const line of readSettings(text, { separators: ':', folded: true, sections: false })) {
    const last = fields.at(-1);
    if (last && last.lines[0]?.keySpan[0] === line.keySpan[0]) {
      fields[fields.length - 1] = {
        ...last,
        lines: [...last.lines, line],
        span: [last.span[0], line.line[1]],
      };
    } else fields.push({ name: line.key.toLowerCase(), lines: [line], span: line.line });
  }
  return fields;
}

function readField(text: string, { name, lines, span }: Field, sink: Sink): void {
  const [first] = lines;
  if (!first) return;
  if (/^(?:package|source|binary)$/.test(name)) {
    for (const at of itemSpans(first.value, first.span[0], /,/g)) {
      sink.reference(packageReference('deb', { name: text.slice(...at) }, { span: at, defines: true }));
    }
  } else if (/^(?:homepage|vcs-\w+)$/.test(name)) {
    sink.reference(urlReference(first.value, { span: first.span, intent: 'mention' }));
  }
  const intent = RELATIONS.find(([pattern]) => pattern.test(name))?.[1];
  if (!intent) return;
  const unit: Unit = { span, what: 'field' };
  const groups = lines.flatMap(({ value, span: at }) => itemSpans(value, at[0], /,/g));
  groups.forEach((group, index) => {
    const alternatives = itemSpans(text.slice(...group), group[0], /\|/g);
    const whole = listUnit(groups, index, unit, 'dependency');
    alternatives.forEach((place, at) => {
      readRelation(text, place, intent, listUnit(alternatives, at, whole, 'alternative'), sink);
    });
  });
}

function readRelation(text: string, place: Span, intent: Intent, unit: Unit, sink: Sink): void {
  const match = RELATION.exec(text.slice(...place));
  const name = match?.indices?.[1];
  if (match?.[1] === undefined || !name) return;
  const at = (found: readonly [number, number]): Span => [place[0] + found[0], place[0] + found[1]];
  const version = match.indices?.[2];
  sink.reference(
    packageReference(
      'deb',
      {
        name: match[1],
        version: match[2],
        parts: version ? [{ role: 'version', span: at(version) }] : [],
      },
      { span: at(name), intent, unit },
    ),
  );
}
