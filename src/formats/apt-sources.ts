import type { Format, Intent, Sink, Span, Unit } from '../core/types.js';
import { itemSpans, listUnit } from './shared/lists.js';
import { packageReference, urlReference } from './shared/references.js';
import { readSettings } from './shared/settings.js';
import type { Setting } from './shared/settings.js';

const ONE_LINE = /^[ \t\uFEFF]*deb(?:-src)?[ \t]+(?:\[[^\]\r\n]*\][ \t]+)?([^\s[\]#]+)[^\r\n]*/dgm;

/**
 * Package sources and pins of APT (https://manpages.debian.org/sources.list.5,
 * https://manpages.debian.org/apt_preferences.5).
 */
export const aptSources: Format = {
  id: 'apt-sources',
  title: 'APT sources and preferences',
  reads: 'repositories in both styles, whether they are enabled, pinned and refused packages',
  files: [
    '**/sources.list{,.*}',
    '**/sources.list.d/*.{list,sources}{,.j2,.tpl,.tmpl}',
    '**/{apt/preferences,preferences.d/*,apt_preferences*}',
  ],
  candidates: ['**/*.{list,sources,pref}{,.j2,.tpl,.tmpl}'],
  comment: { line: '#' },
  looksLike: (text) => new RegExp(ONE_LINE.source, 'm').test(text) || /^(?:URIs|Pin-Priority):/m.test(text),
  extract: ({ text }, sink) => {
    for (const match of text.matchAll(ONE_LINE)) {
      const place = match.indices?.[1];
      const lead = /^[ \t\uFEFF]*/.exec(match[0])?.[0].length ?? 0;
      const unit: Unit = {
        span: [match.index + lead, match.index + match[0].trimEnd().length],
        what: 'source',
      };
      if (place) emitSource(text, place, 'use', unit, sink);
    }
    for (const stanza of stanzasOf(text)) readStanza(text, stanza, sink);
  },
};

/** Paragraphs of `Field: value` lines, each parted from the next by an empty line. */
function stanzasOf(text: string): Setting[][] {
  const stanzas: Setting[][] = [];
  let end = -1;
  for (const line of readSettings(text, { separators: ':', folded: true, sections: false })) {
    if (!/^[A-Z][A-Za-z-]*$/.test(line.key)) continue;
    const last = stanzas.at(-1);
    if (last && !/\n\s*\n|\r\r/.test(text.slice(end, line.line[0]).replace(/\r\n/g, '\n'))) last.push(line);
    else stanzas.push([line]);
    end = line.line[1];
  }
  return stanzas;
}

function readStanza(text: string, stanza: readonly Setting[], sink: Sink): void {
  const [first] = stanza;
  const last = stanza.at(-1);
  if (!first || !last) return;
  const valueOf = (key: string): string | undefined => stanza.find((line) => line.key === key)?.value;
  const unit: Unit = { span: [first.line[0], last.line[1]], what: 'paragraph' };
  const disabled = /^(?:no|false|0|off|without|disable)$/i.test(valueOf('Enabled') ?? '');
  const refused = (valueOf('Pin-Priority') ?? '').startsWith('-');
  const spans = (key: string): Span[] =>
    stanza.filter((line) => line.key === key).flatMap((line) => itemSpans(line.value, line.span[0], /\s+/g));
  for (const place of spans('URIs')) emitSource(text, place, disabled ? 'remove' : 'use', unit, sink);
  if (valueOf('Pin-Priority') === undefined) return;
  const packages = spans('Package');
  packages.forEach((span, index) => {
    const at = { span, intent: refused ? ('remove' as const) : ('use' as const) };
    const own = listUnit(packages, index, unit, 'package');
    sink.reference(packageReference('deb', { name: text.slice(...span) }, { ...at, unit: own }));
  });
}

function emitSource(text: string, span: Span, intent: Intent, unit: Unit, sink: Sink): void {
  const name = text.slice(...span).replace(/^mirror\+/, '');
  const at: Span = [span[1] - name.length, span[1]];
  sink.reference({ ...urlReference(name, { span: at, intent, unit }), kind: 'repository' });
}
