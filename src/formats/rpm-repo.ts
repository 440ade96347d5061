import type { Format, Intent, Sink, Span, Unit } from '../core/types.js';
import { itemSpans, listUnit } from './shared/lists.js';
import { packageReference, urlReference } from './shared/references.js';
import { readSettings } from './shared/settings.js';
import type { Setting } from './shared/settings.js';

const ADDRESS = /^(?:baseurl|mirrorlist|metalink|gpgkey|proxy)$/;

/** Repositories of DNF, YUM and Zypper: https://dnf.readthedocs.io/en/latest/conf_ref.html */
export const rpmRepo: Format = {
  id: 'rpm-repo',
  title: 'RPM repositories',
  reads: 'addresses of repositories, whether they are enabled, packages left out or alone let in',
  files: ['**/*.repo{,.j2,.tpl,.tmpl,.in}', '**/{yum,dnf}.conf{,.j2,.tpl,.tmpl,.in}'],
  comment: { line: '#' },
  extract: ({ text }, sink) => {
    const settings = readSettings(text, { comments: '#;', folded: true });
    const sections = new Map<string, Setting[]>();
    for (const setting of settings) {
      const list = sections.get(setting.section) ?? [];
      list.push(setting);
      sections.set(setting.section, list);
    }
    for (const list of sections.values()) readSection(text, list, sink);
  },
};

function readSection(text: string, settings: readonly Setting[], sink: Sink): void {
  const disabled = settings.some(
    ({ key, value }) => key === 'enabled' && /^(?:0|no|false|off)$/i.test(value),
  );
  for (const { key, value, span, line } of settings) {
    const unit: Unit = { span: line, what: 'setting' };
    if (ADDRESS.test(key)) {
      for (const place of itemSpans(value, span[0], /[\s,]+/g)) {
        emitAddress(text, place, disabled ? 'remove' : 'use', unit, sink);
      }
    } else if (/^(?:exclude|excludepkgs|includepkgs)$/.test(key)) {
      const items = itemSpans(value, span[0], /[\s,]+/g);
      items.forEach((place, index) => {
        const at = { span: place, intent: key === 'includepkgs' ? ('use' as const) : ('remove' as const) };
        const own = listUnit(items, index, unit, 'package');
        sink.reference(packageReference('rpm', { name: text.slice(...place) }, { ...at, unit: own }));
      });
    }
  }
}

function emitAddress(text: string, span: Span, intent: Intent, unit: Unit, sink: Sink): void {
  const name = text.slice(...span);
  if (!/^[a-z][a-z+.-]*:\/\//i.test(name)) return;
  sink.reference({ ...urlReference(name, { span, intent, unit }), kind: 'repository' });
}
