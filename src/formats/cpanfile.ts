import type { Format, Intent } from '../core/types.js';
import { packageReference } from './shared/references.js';
import { emitSource } from './shared/sources.js';
import { versionPart } from './shared/versions.js';

const STATEMENT =
  /^([ \t]*)((?:\w+_)?requires|recommends|suggests|conflicts|mirror)\b[ \t]*\(?[ \t]*(?:(['"])([^'"\r\n]+)\3|([A-Za-z_][\w:]*))(?:[ \t]*(?:,|=>)[ \t]*(?:(['"])([^'"\r\n]*)\6|([\d._]+)))?[^;\r\n]*;?/gm;

/** cpm's sources behind a name, which may stand on lines of their own. */
const SOURCE = /\b(git|url)[ \t]*=>[ \t]*(['"])([^'"\r\n]+)\2/;
const MAX_STATEMENT = 400;

/** https://metacpan.org/dist/Module-CPANfile/view/lib/cpanfile.pod */
export const cpanfile: Format = {
  id: 'cpanfile',
  title: 'cpanfile',
  reads: 'requires, recommends, suggests, conflicts of all phases, mirrors',
  files: ['**/cpanfile', '**/cpanfile.*'],
  comment: { line: '#' },
  extract({ text }, sink) {
    // Phases and features are blocks that may open on the line of their first requirement.
    const code = text
      .replace(/[{\uFEFF]/g, ' ')
      .replace(/\b(?:on|feature)\b[^;\r\n]{0,200}?\bsub\b/g, (each) => ' '.repeat(each.length));
    for (const match of code.matchAll(STATEMENT)) {
      const [whole, indent = '', verb = '', , quoted, bare = '', , quotedVersion, number] = match;
      const name = quoted ?? bare;
      const start = match.index + whole.indexOf(name, indent.length + verb.length);
      const version = quotedVersion ?? number;
      const from =
        start + name.length + whole.slice(start - match.index + name.length).indexOf(version ?? '');
      const intent: Intent = verb === 'conflicts' ? 'remove' : 'use';
      const unit = {
        what: 'requirement',
        span: [match.index + indent.length, match.index + whole.trimEnd().length] as const,
      };
      const at = { span: [start, start + name.length] as const, unit, intent };
      const known =
        version === undefined || version === ''
          ? undefined
          : { text: version, span: [from, from + version.length] as const };
      const statement = code.slice(match.index, match.index + MAX_STATEMENT).split(';', 1)[0] ?? '';
      const source = SOURCE.exec(statement);
      const url = source?.[3] ?? '';
      const urlStart = match.index + (source?.index ?? 0) + (source?.[0].length ?? 0) - 1 - url.length;
      if (source) emitSource(sink, url, { span: [urlStart, urlStart + url.length], unit, intent });
      if (verb === 'mirror') emitSource(sink, name, at);
      else if (name !== 'perl') sink.reference(packageReference('cpan', { name, ...versionPart(known) }, at));
    }
  },
};
