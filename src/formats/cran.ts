import type { Format, Sink, Span, Unit } from '../core/types.js';
import { packageReference, typedReference } from './shared/references.js';
import { emitSource } from './shared/sources.js';
import { versionPart } from './shared/versions.js';

const FIELDS = /^(?:Depends|Imports|Suggests|Enhances|LinkingTo|Config\/Needs\/\w+)$/;
const REMOTES = /^(?:Remotes|Additional_repositories|Config\/pak\/dependencies)$/;
const FIELD = /^\uFEFF?([\w/@-]+):([^\n]*(?:\n[ \t]+[^\n]*)*)/gm;

/** R's package description (https://cran.r-project.org/doc/manuals/r-release/R-exts.html#Package-Dependencies). */
export const cran: Format = {
  id: 'cran',
  title: 'R DESCRIPTION',
  reads: 'Depends, Imports, Suggests, LinkingTo, Remotes, additional repositories',
  files: [],
  candidates: ['**/DESCRIPTION'],
  looksLike: (text) => /^\uFEFF?(?:Package|Imports|Depends|Remotes|Type|Config\/[\w/]+):/m.test(text),
  extract({ text }, sink) {
    for (const match of text.matchAll(FIELD)) {
      const [whole, name = '', value = ''] = match;
      const start = match.index + whole.length - value.length;
      let at = 0;
      for (const item of value.split(',')) {
        const word = item.trim();
        const from = start + at + item.indexOf(word);
        const last = at + item.length >= value.length;
        const unit = unitOf(text, [start + at, start + at + item.length], last, at === 0);
        if (FIELDS.test(name)) readDependency(word, from, unit, sink);
        else if (REMOTES.test(name)) readRemote(word, from, unit, sink);
        at += item.length + 1;
      }
    }
  },
};

/** An item with the comma that follows it, or the one before the last; an only item has no unit. */
function unitOf(text: string, [start, end]: Span, last: boolean, first: boolean): Unit | undefined {
  if (first && last) return undefined;
  const lead = /^\s*/.exec(text.slice(start, end))?.[0].length ?? 0;
  const trail = /\s*$/.exec(text.slice(start, end))?.[0].length ?? 0;
  const edit: Span = last
    ? [start - 1, end - trail]
    : first
      ? [start + lead, end + 1 + leadOf(text, end + 1)]
      : [start, end + 1];
  return { what: 'dependency', span: [start + lead, end - trail], remove: [{ span: edit, text: '' }] };
}

function leadOf(text: string, at: number): number {
  return /^\s*/.exec(text.slice(at, at + 200))?.[0].length ?? 0;
}

/** `name (>= 1.0)`. */
function readDependency(text: string, start: number, unit: Unit | undefined, sink: Sink): void {
  const match = /^([A-Za-z][\w.]*)(?:\s*\(\s*([=<>]+)\s*([^)\s]+)\s*\))?$/.exec(text);
  if (match?.[1] === undefined || match[1] === 'R') return;
  const version = match[3];
  const from = start + text.lastIndexOf(version ?? '');
  const known =
    version === undefined || match[2]?.startsWith('<')
      ? undefined
      : { text: version, span: [from, from + version.length] as const };
  sink.reference(
    packageReference(
      'cran',
      { name: match[1], ...versionPart(known) },
      { span: [start, start + match[1].length], unit },
    ),
  );
}

/** `owner/name@ref`, `gitlab::owner/name`, `url::https://…`, `git::…`: https://remotes.r-lib.org/articles/dependencies.html */
function readRemote(text: string, start: number, unit: Unit | undefined, sink: Sink): void {
  const [, kind = 'github', place = ''] = /^(?:(?:\w+=)?(\w+)::)?(.*)$/s.exec(text) ?? [];
  const from = start + text.length - place.length;
  const repository = /^[\w.-]+\/[\w.-]+/.exec(place)?.[0];
  if (emitSource(sink, place, { span: [from, from + place.length], unit })) return;
  if (!/^(?:github|gitlab)$/.test(kind) || repository === undefined) return;
  const at = { span: [from, from + repository.length] as const, unit };
  sink.reference(typedReference('repository', kind === 'gitlab' ? 'gitlab' : 'github', repository, at));
}
