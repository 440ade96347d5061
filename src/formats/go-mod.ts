import type { Format, Intent, Part, Sink, Unit } from '../core/types.js';
import { readGoDirectives } from './shared/go-mod.js';
import type { GoDirective } from './shared/go-mod.js';
import type { Word } from './shared/maven.js';
import { packageReference } from './shared/references.js';

/** Modules and workspaces of Go: https://go.dev/ref/mod#go-mod-file */
export const goMod: Format = {
  id: 'go-mod',
  title: 'Go module or workspace',
  reads: 'require, replace, exclude, tool, module',
  files: ['**/go.mod', '**/*.go.mod', '**/go.*.mod', '**/go.work'],
  languageIds: ['go.mod'],
  comment: { line: '//' },
  extract({ text }, sink) {
    for (const directive of readGoDirectives(text)) readDirective(directive, sink);
  },
};

function readDirective({ verb, words, unit }: GoDirective, sink: Sink): void {
  const [first, second] = words;
  if (!first) return;
  switch (verb) {
    case 'module':
      report(first, undefined, 'mention', undefined, sink);
      break;
    case 'require':
    case 'tool':
      report(first, second, 'use', unit, sink);
      break;
    case 'exclude':
      report(first, second, 'remove', unit, sink);
      break;
    case 'replace':
      readReplace(words, unit, sink);
      break;
    default:
  }
}

/**
 * What another module stands in for goes; a copy in a folder or another version of the same stays.
 */
function readReplace(words: readonly Word[], unit: Unit, sink: Sink): void {
  const arrow = words.findIndex(({ text }) => text === '=>');
  const [old, oldVersion] = words.slice(0, arrow < 0 ? words.length : arrow);
  const [next, nextVersion] = arrow < 0 ? [] : words.slice(arrow + 1);
  const local = !next || /^(?:\.{0,2}[\\/]|[a-z]:)/i.test(next.text);
  if (next && !local) report(next, nextVersion, 'use', unit, sink);
  if (!old) return;
  if (local) report(old, oldVersion, 'mention', unit, sink);
  else if (old.text !== next.text) report(old, oldVersion, 'remove', unit, sink);
}

function report(
  { text, span }: Word,
  version: Word | undefined,
  intent: Intent,
  unit: Unit | undefined,
  sink: Sink,
): void {
  const parts: Part[] = version ? [{ role: 'version', span: version.span }] : [];
  const spec = { name: text, version: version?.text, parts };
  sink.reference(packageReference('golang', spec, { span, intent, unit }));
}
